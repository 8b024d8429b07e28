namespace EventSchemas.Contracts;

/// <summary>The rules about feature flags (EVS4xxx).</summary>
static class FlagRules
{
    private const string Category = "EventSchemas.FeatureFlag";

    public static IReadOnlyList<Rule> All { get; } =
    [
        new(
            RuleIds.FeatureFlagMissing, Category, RuleSeverity.Warning, "Event has no feature flag",
            "'{0}' has no feature flag, so nobody could switch it off: write FeatureFlag = \"…\" in [{1}], or say in "
            + "StableBecause why it needs none",
            "A new event goes out behind a flag, so that it can be switched off without a deployment."),
        new(
            RuleIds.FeatureFlagUndeclared, Category, RuleSeverity.Error, "Feature flag is declared nowhere",
            "The flag '{0}' of '{1}' is not declared in {2}, so it would be off and no event would be published: write \"{0}\": true, or "
            + "false, in the section FeatureManagement",
            "A flag that no configuration declares is off for ever, and nothing says so; the service would refuse to start."),
        new(
            RuleIds.FeatureFlagExpired, Category, RuleSeverity.Warning, "Feature flag is past its last day",
            "The flag '{0}' of '{1}' was to be removed by {2}: replace FeatureFlag and FlagRemoveBy by StableBecause, which says why the "
            + "event needs no flag any more, or write a later day in FlagRemoveBy",
            "A flag that outlives its purpose is one more thing that can silently switch an event off."),
        new(
            RuleIds.LastDayMeaningless, Category, RuleSeverity.Error, "Last day of a feature flag has no effect",
            "FlagRemoveBy of '{0}' is '{1}', which has no effect: {2}",
            "A last day that can't be read, or is the last day of no flag, would never be reported as past."),
    ];
}
