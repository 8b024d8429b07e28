namespace EventSchemas.OpenEdx.Learning;

/// <summary>The opening of our content in another learning platform.</summary>
/// <param name="User">The user here.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="UsageKey">Identifies the content.</param>
/// <param name="LaunchParams">What the other platform sent along.</param>
public sealed record LtiProviderLaunchData(
    UserData User,
    CourseKey CourseKey,
    UsageKey UsageKey,
    LtiProviderLaunchParamsData LaunchParams);
