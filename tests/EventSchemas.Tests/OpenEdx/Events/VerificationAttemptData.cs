namespace EventSchemas.Tests.OpenEdx;

public sealed record VerificationAttemptData(
    long AttemptId,
    UserData User,
    string Status,
    string? Name,
    DateTimeOffset? ExpirationDate);
