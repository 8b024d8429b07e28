using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>Reports a publish whose task is dropped (EVS5002).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PublishAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.PublishNotAwaited);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterOperationAction(
            Guarded.Action((OperationAnalysisContext operation) => Analyze(operation)), OperationKind.Invocation);
    }

    private static void Analyze(OperationAnalysisContext context)
    {
        var invocation = (IInvocationOperation)context.Operation;
        if (invocation.TargetMethod is { Parameters.Length: > 0 } method
            && DirectPublish.IsPublish(method)
            && Dropped(invocation) is { } dropped)
        {
            context.ReportDiagnostic(
                Diagnostic.Create(RuleDescriptors.Of(RuleIds.PublishNotAwaited), dropped.GetLocation(), method.Parameters[0].Type.Name));
        }
    }

    // The expression whose value is dropped: the call, a null check around it, or a call of ConfigureAwait.
    private static SyntaxNode? Dropped(IInvocationOperation invocation)
    {
        IOperation operation = invocation;
        while (operation.Parent is IConditionalAccessOperation or IConversionOperation or IParenthesizedOperation
            or IInvocationOperation
            {
                TargetMethod.Name: nameof(Task.ConfigureAwait),
                TargetMethod.ContainingNamespace.Name: nameof(System.Threading.Tasks),
            })
        {
            operation = operation.Parent;
        }

        return operation.Parent switch
        {
            IExpressionStatementOperation => operation.Syntax,
            ISimpleAssignmentOperation { Target: IDiscardOperation, Parent: IExpressionStatementOperation } => operation.Syntax,
            _ => null,
        };
    }
}
