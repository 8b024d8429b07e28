using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports events that nobody could switch off (EVS4001).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FeatureFlagAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [FlagRules.FeatureFlagMissing];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (EventCache.AttributeOf(type) is not { } attribute)
        {
            return;
        }

        bool isSwitchable = attribute.NamedArguments.Any(argument =>
            argument.Key is nameof(EventDeclaration.FeatureFlag) or nameof(EventDeclaration.StableBecause)
            && !string.IsNullOrWhiteSpace(argument.Value.Value as string));
        if (!isSwitchable)
        {
            context.ReportDiagnostic(Diagnostic.Create(FlagRules.FeatureFlagMissing, type.Place(), type.Name));
        }
    }
}
