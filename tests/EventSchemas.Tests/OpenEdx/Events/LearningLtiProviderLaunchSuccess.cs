namespace EventSchemas.Tests.OpenEdx;

[OpenEdxEvent("org.openedx.learning.lti_provider.launch.success.v1", StableBecause = "a test holds it against the Python library")]
public sealed partial record LearningLtiProviderLaunchSuccess(LtiProviderLaunchData LaunchData);
