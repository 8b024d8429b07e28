using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>Events that are published to a context which the method created, and which nobody saves.</summary>
static class UnsavedPublish
{
    /// <summary>
    /// The context, where it is certain that nobody saves it: a local of this method, which no other code gets. A context that a class was
    /// given may be saved by its caller.
    /// </summary>
    public static ILocalSymbol? ContextOf(IInvocationOperation publish, DatabaseTypes types)
    {
        if (publish.Arguments.FirstOrDefault()?.Value is not { } argument
            || Unconverted(argument) is not ILocalReferenceOperation { Local: { } context } reference)
        {
            return null;
        }

        IOperation root = reference;
        while (root.Parent is { } parent)
        {
            root = parent;
        }

        ILocalReferenceOperation[] uses =
        [
            .. root.Descendants().OfType<ILocalReferenceOperation>()
                .Where(one => SymbolEqualityComparer.Default.Equals(one.Local, context)),
        ];
        return IsCreatedIn(root, context) && uses.All(use => IsOwnUse(use, types)) && !uses.Any(use => IsSavedAfter(use, publish))
            ? context
            : null;
    }

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation;
    }

    // new ShopContext(…), or a factory's CreateDbContext: a context of a scope is shared with others.
    private static bool IsCreatedIn(IOperation root, ILocalSymbol context) => root.Descendants()
        .OfType<IVariableDeclaratorOperation>()
        .Where(one => SymbolEqualityComparer.Default.Equals(one.Symbol, context))
        .Any(one => one.GetVariableInitializer()?.Value is { } value && IsNew(Unconverted(value)));

    private static bool IsNew(IOperation value) => value switch
    {
        IAwaitOperation wait => IsNew(Unconverted(wait.Operation)),
        IInvocationOperation { TargetMethod.Name: nameof(Task.ConfigureAwait), Instance: { } task } => IsNew(Unconverted(task)),
        IObjectCreationOperation => true,
        IInvocationOperation { TargetMethod.Name: "CreateDbContext" or "CreateDbContextAsync" } => true,
        _ => false,
    };

    // What is known to save nothing: other members of DbContext, and its sets. A transaction saves what waits when it is committed, so that
    // a use of Database counts as one that may save.
    private static bool IsOwnUse(ILocalReferenceOperation use, DatabaseTypes types)
    {
        IOperation current = use;
        while (current.Parent is IConversionOperation)
        {
            current = current.Parent;
        }

        return current.Parent switch
        {
            IInvocationOperation call => types.IsOfContext(call.TargetMethod) || IsSave(call.TargetMethod.Name),
            IPropertyReferenceOperation property => property.Instance == current && types.IsSet(property.Type),
            IArgumentOperation { Parent: IInvocationOperation call } => types.IsPublishToContext(call.TargetMethod),
            IUsingOperation => true,
            _ => false,
        };
    }

    private static bool IsSave(string name) => name is "SaveChanges" or "SaveChangesAsync";

    // What another function saves may be saved at any time, and so is what the next turn of a loop saves.
    private static bool IsSavedAfter(ILocalReferenceOperation use, IInvocationOperation publish)
    {
        if (use.Parent is not IInvocationOperation save || !IsSave(save.TargetMethod.Name))
        {
            return false;
        }

        IOperation function = OperationOrder.FunctionOf(publish);
        if (save.Start() > publish.Start() || OperationOrder.FunctionOf(save) != function)
        {
            return true;
        }

        for (IOperation? current = publish.Parent; current is not null; current = current.Parent)
        {
            if (current is ILoopOperation && save.IsWithin(current))
            {
                return true;
            }
        }

        return false;
    }
}
