namespace EventSchemas.Tests.OpenEdx;

public sealed record UserPersonalData(
    string Username,
    string Email,
    string Name);
