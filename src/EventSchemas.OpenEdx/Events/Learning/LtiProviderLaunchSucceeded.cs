namespace EventSchemas.OpenEdx.Learning;

/// <summary>A user of another learning platform has opened our content through LTI.</summary>
/// <remarks>
/// Sent by the LMS, as the provider, after the launch was authenticated. <c>LaunchData.UsageKey</c> identifies the content,
/// <c>LaunchData.User.Id</c> the user here, <c>LaunchData.LaunchParams.UserId</c> the user there. Personal data:
/// <c>LaunchData.User.Pii</c>, <c>LaunchData.LaunchParams.UserId</c> and <c>LaunchData.LaunchParams.ExtraParams</c>. In openedx-events
/// since 10.3.0.
/// </remarks>
/// <param name="LaunchData">The user, the content and the parameters of the launch.</param>
[OpenEdxEvent(
    "org.openedx.learning.lti_provider.launch.success.v1",
    Key = "LaunchData.CourseKey",
    FeatureFlag = "LtiProviderLaunchSucceededEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record LtiProviderLaunchSucceeded(LtiProviderLaunchData LaunchData);

/// <summary>A launch of our content from another learning platform.</summary>
/// <param name="User">The user here.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="UsageKey">Identifies the content.</param>
/// <param name="LaunchParams">The parameters that the other platform sent.</param>
public sealed record LtiProviderLaunchData(
    UserData User,
    CourseKey CourseKey,
    UsageKey UsageKey,
    LtiProviderLaunchParamsData LaunchParams);

/// <summary>The parameters that another learning platform sends when it opens our content through LTI.</summary>
/// <param name="Roles">The user's roles there, as LTI names them, separated by commas.</param>
/// <param name="ContextId">Identifies the course there.</param>
/// <param name="UserId">Identifies the user there. Personal data, because only that platform knows what the id reveals.</param>
/// <param name="ExtraParams">
/// The other parameters of the launch, by name. Personal data: often they include a name and an e-mail address.
/// </param>
public sealed partial record LtiProviderLaunchParamsData(
    string Roles,
    string ContextId,
    [PersonalData] string UserId,
    [PersonalData, WhenMissing] IReadOnlyDictionary<string, string> ExtraParams);
