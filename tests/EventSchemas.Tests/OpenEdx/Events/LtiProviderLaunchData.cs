namespace EventSchemas.Tests.OpenEdx;

public sealed record LtiProviderLaunchData(
    UserData User,
    string CourseKey,
    string UsageKey,
    LtiProviderLaunchParamsData LaunchParams);
