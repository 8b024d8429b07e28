using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports handlers that no consumer group has, in a project that registers groups (EVS5006).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnregisteredHandlerAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.HandlerUnregistered);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            var usage = new UsageInCompilation(start.Compilation);
            start.RegisterSymbolAction(Guarded.Action((SymbolAnalysisContext symbol) => Analyze(symbol, usage)), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, UsageInCompilation usage)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type is { TypeKind: TypeKind.Class, IsAbstract: false }
            && type.AllInterfaces.Any(SymbolExtensions.IsEventHandler)
            && usage.AddsConsumerGroup
            && !usage.AddsDiscoveredHandlers
            && !usage.NamesInCalls.Contains(type.Name))
        {
            context.ReportDiagnostic(Diagnostic.Create(RuleDescriptors.Of(RuleIds.HandlerUnregistered), type.Place(), type.Name));
        }
    }
}
