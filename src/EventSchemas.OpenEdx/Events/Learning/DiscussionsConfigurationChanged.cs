namespace EventSchemas.OpenEdx.Learning;

/// <summary>How discussions are set up in a course run has changed.</summary>
/// <remarks>
/// Sent by Studio when the run is published, with all settings and all topics that the run has now. <c>Configuration.CourseKey</c>
/// identifies the run. No personal data. In openedx-events since 0.8.0.
/// </remarks>
/// <param name="Configuration">The configuration.</param>
[OpenEdxEvent(
    "org.openedx.learning.discussions.configuration.changed.v1",
    Key = "Configuration.CourseKey",
    FeatureFlag = "DiscussionsConfigurationChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record DiscussionsConfigurationChanged(CourseDiscussionConfigurationData Configuration);

/// <summary>How discussions are set up in a course run.</summary>
/// <param name="CourseKey">Identifies the run.</param>
/// <param name="ProviderType">The provider of the discussions, such as <c>openedx</c> or <c>legacy</c>.</param>
/// <param name="Enabled">Whether the run has discussions at all.</param>
/// <param name="EnableInContext">Whether discussions are shown beside the content that they are about.</param>
/// <param name="EnableGradedUnits">Whether graded units have topics too.</param>
/// <param name="UnitLevelVisibility">Whether authors choose for each unit whether it has a topic.</param>
/// <param name="PluginConfiguration">Settings of the provider, by name.</param>
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

/// <summary>A topic of a course's discussions, and the content that it is about.</summary>
/// <param name="Title">The topic's title.</param>
/// <param name="UsageKey">Identifies the unit that the topic is about, if there is one.</param>
/// <param name="GroupId">The cohort that the topic is for, with providers that don't support cohorts.</param>
/// <param name="ExternalId">The provider's id of the topic.</param>
/// <param name="Ordering">The topic's position among the others.</param>
/// <param name="Context">The unit's place in the course, such as the titles of its section and subsection.</param>
public sealed record DiscussionTopicContext(
    string Title,
    UsageKey? UsageKey,
    long? GroupId,
    string? ExternalId,
    long? Ordering,
    [WhenMissing] IReadOnlyDictionary<string, string> Context);
