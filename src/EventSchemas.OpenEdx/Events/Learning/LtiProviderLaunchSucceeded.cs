namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user of another learning platform has opened content of ours through LTI.</summary>
/// <remarks>
/// Sent by the LMS, as the provider, after the launch was authenticated. <c>LaunchData.UsageKey</c> identifies the content,
/// <c>LaunchData.User.Id</c> the user here, <c>LaunchData.LaunchParams.UserId</c> the user there. Personal data:
/// <c>LaunchData.User.Pii</c>, <c>LaunchData.LaunchParams.UserId</c> and <c>LaunchData.LaunchParams.ExtraParams</c>. In openedx-events
/// since 10.3.0.
/// </remarks>
/// <param name="LaunchData">Who has opened what, and how.</param>
[OpenEdxEvent(
    "org.openedx.learning.lti_provider.launch.success.v1",
    Key = "LaunchData.CourseKey",
    FeatureFlag = "LtiProviderLaunchSucceededEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LtiProviderLaunchSucceeded(LtiProviderLaunchData LaunchData);
