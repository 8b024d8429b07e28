namespace EventSchemas.Tests.OpenEdx;

public sealed record XBlockSkillVerificationData(
    string UsageKey,
    IReadOnlyList<long> VerifiedSkills,
    IReadOnlyList<long> IgnoredSkills);
