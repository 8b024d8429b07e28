namespace EventSchemas.Tests.OpenEdx;

public sealed record ORASubmissionData(
    string Uuid,
    string AnonymousUserId,
    string Location,
    long AttemptNumber,
    DateTimeOffset CreatedAt,
    DateTimeOffset SubmittedAt,
    ORASubmissionAnswer Answer);
