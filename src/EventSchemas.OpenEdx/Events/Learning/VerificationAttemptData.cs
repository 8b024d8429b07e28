namespace EventSchemas.OpenEdx.Learning;

/// <summary>An attempt at verifying a learner's identity (IDV).</summary>
/// <param name="AttemptId">Identifies the attempt.</param>
/// <param name="User">The learner.</param>
/// <param name="Status">The status, in the words of whoever verifies.</param>
/// <param name="Name">The name that was verified. Personal data.</param>
/// <param name="ExpirationDate">Until when the verification is good.</param>
public sealed partial record VerificationAttemptData(
    long AttemptId,
    UserData User,
    string Status,
    [PersonalData] string? Name = null,
    DateTimeOffset? ExpirationDate = null);
