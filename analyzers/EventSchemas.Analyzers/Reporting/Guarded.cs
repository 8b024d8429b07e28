using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Actions of analyzers whose faults are findings, where the compiler would switch the analyzer off.</summary>
static class Guarded
{
    public static Action<SymbolAnalysisContext> Action(Action<SymbolAnalysisContext> action) => context => Run(
        () => action(context), context.Symbol.Name, context.Symbol.Locations.FirstOrDefault(), context.ReportDiagnostic);

    public static Action<SyntaxNodeAnalysisContext> Action(Action<SyntaxNodeAnalysisContext> action) => context => Run(
        () => action(context), NameOf(context.ContainingSymbol), context.Node.GetLocation(), context.ReportDiagnostic);

    public static Action<OperationAnalysisContext> Action(Action<OperationAnalysisContext> action) => context => Run(
        () => action(context), NameOf(context.ContainingSymbol), context.Operation.Syntax.GetLocation(), context.ReportDiagnostic);

    public static Action<OperationBlockAnalysisContext> Action(Action<OperationBlockAnalysisContext> action) => context => Run(
        () => action(context), NameOf(context.OwningSymbol), context.OwningSymbol.Locations.FirstOrDefault(), context.ReportDiagnostic);

    public static Action<AdditionalFileAnalysisContext> Action(Action<AdditionalFileAnalysisContext> action) => context => Run(
        () => action(context), context.AdditionalFile.Path, null, context.ReportDiagnostic);

    private static string NameOf(ISymbol? symbol) => symbol?.Name ?? "";

    private static void Run(Action action, string name, Location? location, Action<Diagnostic> report)
    {
        try
        {
            action();
        }
        catch (Exception e) when (FaultBoundary.IsFault(e))
        {
            report(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.InternalError), location ?? Location.None, [.. FaultBoundary.Arguments(name, e)]));
        }
    }
}
