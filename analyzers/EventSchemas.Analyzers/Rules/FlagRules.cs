using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>The rules about feature flags as data.</summary>
static class FlagRules
{
    private const string Category = "EventSchemas.FeatureFlag";

    public static readonly DiagnosticDescriptor FeatureFlagMissing = new(
        RuleIds.FeatureFlagMissing, "Event has no feature flag", "'{0}' has no feature flag, so nobody could switch it off: set FeatureFlag, or say in StableBecause why it needs none any more",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A new event goes out behind a flag, so that it can be switched off without a deployment.", $"{Rules.HelpBase}{RuleIds.FeatureFlagMissing}.md");
}
