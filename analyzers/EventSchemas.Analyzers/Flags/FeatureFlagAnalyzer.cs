using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports events that can't be switched off (EVS4001), flags that are past their last day (EVS4003) and last days without effect
/// (EVS4004).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class FeatureFlagAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        RuleDescriptors.OfAnalyzer(RuleIds.FeatureFlagMissing, RuleIds.FeatureFlagExpired, RuleIds.LastDayMeaningless);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSymbolAction(Guarded.Action((SymbolAnalysisContext symbol) => Analyze(symbol)), SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind != TypeKind.Class || AttributeReader.FindEvent(type) is not { } attribute)
        {
            return;
        }

        // Another team's event is published and switched by that team.
        EventAttribute declared = AttributeReader.Event(attribute);
        bool hasFlag = !string.IsNullOrWhiteSpace(declared.FeatureFlag);
        bool lacksFlag = !hasFlag && string.IsNullOrWhiteSpace(declared.StableBecause) && !declared.IsMirror;
        Location attributePlace = attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? Location.None;
        if (lacksFlag
            && !Setting.AreFlagsOptional(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions)
            && !CompilerErrors.AreAt(attributePlace, context.Compilation, context.CancellationToken))
        {
            context.ReportUnlessCompilerDoes(Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.FeatureFlagMissing), type.Place(), type.Name, declared.Conventions.Attribute));
        }

        if (declared.FlagRemoveBy is not { } lastDay)
        {
            return;
        }

        Location place = attribute.Argument(nameof(EventAttribute.FlagRemoveBy), context.CancellationToken);
        bool isDay = Dates.IsDate(lastDay);
        if (!isDay || !hasFlag)
        {
            string reason = isDay
                ? "the event has no FeatureFlag, so add one or remove FlagRemoveBy"
                : $"write a day as {Dates.Format}";
            context.ReportUnlessCompilerDoes(
                Diagnostic.Create(RuleDescriptors.Of(RuleIds.LastDayMeaningless), place, type.Name, lastDay, reason));
        }
        else if (Dates.IsPast(lastDay, EventSettings.TodayOf(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions)))
        {
            context.ReportUnlessCompilerDoes(
                Diagnostic.Create(RuleDescriptors.Of(RuleIds.FeatureFlagExpired), place, declared.FeatureFlag, type.Name, lastDay));
        }
    }
}
