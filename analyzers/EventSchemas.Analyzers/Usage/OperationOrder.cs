using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>The order of operations in one function, by their places in the text.</summary>
static class OperationOrder
{
    /// <summary>The body of the innermost function around an operation.</summary>
    public static IOperation FunctionOf(IOperation operation)
    {
        while (operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>The operations of a function, without those of the functions in it.</summary>
    public static IEnumerable<IOperation> Own(IOperation function)
    {
        var open = new Stack<IOperation>(function.ChildOperations.Reverse());
        while (open.Count > 0)
        {
            IOperation current = open.Pop();
            yield return current;
            if (current is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                continue;
            }

            foreach (IOperation child in current.ChildOperations.Reverse())
            {
                open.Push(child);
            }
        }
    }

    /// <summary>Where an operation is in the text.</summary>
    public static int Start(this IOperation operation) => operation.Syntax.SpanStart;

    /// <summary>Whether two operations are written with the same words.</summary>
    public static bool IsWrittenLike(this IOperation operation, IOperation other) =>
        SyntaxFactory.AreEquivalent(operation.Syntax, other.Syntax, topLevel: false);

    /// <summary>Whether an operation is another, or in it.</summary>
    public static bool IsWithin(this IOperation operation, IOperation around)
    {
        for (IOperation? current = operation; current is not null; current = current.Parent)
        {
            if (current == around)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether one operation runs into another that is below it in the text: no branch separates them, and nothing between them always
    /// leaves the function or the loop.
    /// </summary>
    public static bool RunsInto(this IOperation operation, IOperation later)
    {
        if (operation.Start() >= later.Start())
        {
            return false;
        }

        IOperation? current = operation;
        while (current.Parent is { } parent)
        {
            if (current is IReturnOperation or IThrowOperation)
            {
                return false;
            }

            if (later.IsWithin(parent))
            {
                // One after the other, or both in one statement; the branches of an if or a switch are neither.
                return parent is not (IConditionalOperation or ISwitchOperation or ISwitchExpressionOperation);
            }

            if (parent is IBlockOperation or ISwitchCaseOperation
                && parent.ChildOperations.Any(one => one.Start() > operation.Start() && one is IReturnOperation or IThrowOperation))
            {
                return false;
            }

            current = parent;
        }

        return false;
    }

    /// <summary>The statement that waits for a call, or drops its result; null where the result is used.</summary>
    public static IExpressionStatementOperation? StatementOf(IOperation call)
    {
        IOperation? current = call.Parent;
        while (current is IAwaitOperation or IConversionOperation or IConditionalAccessOperation or ISimpleAssignmentOperation
            {
                Target: IDiscardOperation,
            }
            or IInvocationOperation { TargetMethod.Name: nameof(Task.ConfigureAwait) })
        {
            current = current.Parent;
        }

        return current as IExpressionStatementOperation;
    }
}
