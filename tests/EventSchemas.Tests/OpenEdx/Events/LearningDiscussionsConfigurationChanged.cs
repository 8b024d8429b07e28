namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.discussions.configuration.changed.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningDiscussionsConfigurationChanged(CourseDiscussionConfigurationData Configuration);
