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
