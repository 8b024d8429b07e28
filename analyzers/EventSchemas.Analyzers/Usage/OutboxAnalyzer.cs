using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports events that the bus gets although the database may not keep the change (EVS5007), and events that are published to a context
/// that nobody saves (EVS5008). Only calls that publish are looked at, and only where EF Core is referenced.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutboxAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property that has the text of the context for the fix.</summary>
    internal const string Context = "context";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.PublishedOutsideTransaction, RuleIds.PublishedAndNotSaved);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (DatabaseTypes.Of(start.Compilation) is { } types)
            {
                start.RegisterOperationAction(
                    Guarded.Action((OperationAnalysisContext operation) => Analyze(operation, types)), OperationKind.Invocation);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, DatabaseTypes types)
    {
        var publish = (IInvocationOperation)context.Operation;
        if (DirectPublish.IsOne(publish.TargetMethod))
        {
            if (DirectPublish.RiskOf(publish, types) is { } risk)
            {
                // Roslyn compares arguments by reference.
                string advice = !types.HasOutbox
                    ? "publish it after the commit, or reference EventSchemas.EntityFrameworkCore and publish it to the context"
                    : risk.Context is null
                        ? "publish it to the DbContext, or after the commit"
                        : $"call {risk.Context.Syntax}.PublishAsync, which commits the event with the change";
                context.ReportDiagnostic(Diagnostic.Create(
                    RuleDescriptors.Of(RuleIds.PublishedOutsideTransaction),
                    publish.Syntax.GetLocation(),
                    [risk.Cause.GetLocation()],
                    types.HasOutbox && risk.Context is { } target
                        ? ImmutableDictionary<string, string?>.Empty.Add(Context, target.Syntax.ToString())
                        : null,
                    DirectPublish.EventOf(publish).Name,
                    string.Intern(risk.Text),
                    string.Intern(advice)));
            }
        }
        else if (types.IsPublishToContext(publish.TargetMethod) && UnsavedPublish.ContextOf(publish, types) is { } unsaved)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.PublishedAndNotSaved),
                publish.Syntax.GetLocation(),
                DirectPublish.EventOf(publish).Name,
                unsaved.Name));
        }
    }
}
