namespace EventSchemas.Tests.OpenEdx;

public sealed record LtiProviderLaunchParamsData(
    string Roles,
    string ContextId,
    string UserId,
    IReadOnlyDictionary<string, string> ExtraParams);
