namespace EventSchemas.OpenEdx.Learning;

/// <summary>How discussions are set up in a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="ProviderType">What provides the discussions, such as <c>openedx</c> or <c>legacy</c>.</param>
/// <param name="Enabled">Whether the run has discussions at all.</param>
/// <param name="EnableInContext">Whether discussions are shown beside the content that they are about.</param>
/// <param name="EnableGradedUnits">Whether graded units have topics too.</param>
/// <param name="UnitLevelVisibility">Whether authors choose unit by unit which has a topic.</param>
/// <param name="PluginConfiguration">The provider's own switches.</param>
/// <param name="Contexts">The topics.</param>
public sealed record CourseDiscussionConfigurationData(
    CourseKey CourseKey,
    string ProviderType,
    [WhenMissing(true)] bool Enabled,
    [WhenMissing(true)] bool EnableInContext,
    [WhenMissing] bool EnableGradedUnits,
    [WhenMissing] bool UnitLevelVisibility,
    [WhenMissing] IReadOnlyDictionary<string, bool> PluginConfiguration,
    [WhenMissing] IReadOnlyList<DiscussionTopicContext> Contexts);
