using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>Reports events that nobody could switch off (EVS4001), flags that are past their last day (EVS4003) and last days that say nothing (EVS4004).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FeatureFlagAnalyzer : DiagnosticAnalyzer
{
    private const string LastDay = "FlagRemoveBy";
    private const string Role = "Role";
    private const int Mirror = 1;

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        [FlagRules.FeatureFlagMissing, FlagRules.FeatureFlagExpired, FlagRules.LastDayMeaningless];

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
        if (type.EventAttribute() is not { } attribute)
        {
            return;
        }

        string? flag = attribute.NamedText(nameof(EventDeclaration.FeatureFlag));
        bool hasFlag = !string.IsNullOrWhiteSpace(flag);
        if (!IsGiven(attribute, nameof(EventDeclaration.FeatureFlag)) && !IsGiven(attribute, nameof(EventDeclaration.StableBecause)) && !IsMirror(attribute))
        {
            context.ReportDiagnostic(Diagnostic.Create(FlagRules.FeatureFlagMissing, type.Place(), type.Name));
        }

        if (attribute.NamedText(LastDay) is not { } lastDay)
        {
            return;
        }

        Location place = attribute.Argument(LastDay, context.CancellationToken);
        bool isDay = Dates.IsDate(lastDay);
        if (!isDay || !hasFlag)
        {
            string reason = isDay ? "the event has no FeatureFlag" : $"write a day as {Dates.Format}";
            context.ReportDiagnostic(Diagnostic.Create(FlagRules.LastDayMeaningless, place, type.Name, lastDay, reason));
        }
        else if (Dates.IsPast(lastDay, Today.Of(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions)))
        {
            context.ReportDiagnostic(Diagnostic.Create(FlagRules.FeatureFlagExpired, place, flag, type.Name, lastDay));
        }
    }

    // What the compiler can't evaluate is its to report.
    private static bool IsGiven(AttributeData attribute, string name) =>
        attribute.NamedArguments.Any(argument => argument.Key == name && (argument.Value.Kind == TypedConstantKind.Error || !string.IsNullOrWhiteSpace(argument.Value.Value as string)));

    // Another team publishes it, and switches it.
    private static bool IsMirror(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.Key == Role).Value is { Kind: TypedConstantKind.Enum, Value: Mirror };
}
