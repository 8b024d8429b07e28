namespace EventSchemas.Tests.OpenEdx;

public sealed record UserData(
    long Id,
    bool IsActive,
    UserPersonalData Pii);
