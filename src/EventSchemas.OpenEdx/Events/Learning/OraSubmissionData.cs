namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's submission to an open response assessment (ORA).</summary>
/// <param name="Uuid">Identifies the submission, as text.</param>
/// <param name="AnonymousUserId">The id of the learner, anonymous outside the LMS.</param>
/// <param name="Location">The key of the assessment's block, as text.</param>
/// <param name="AttemptNumber">The learner's how many-th attempt it is, from 1.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="Answer">The answer.</param>
[AvroName("ORASubmissionData")]
public sealed record OraSubmissionData(
    string Uuid,
    string AnonymousUserId,
    string Location,
    long AttemptNumber,
    DateTimeOffset CreatedAt,
    DateTimeOffset SubmittedAt,
    OraSubmissionAnswer Answer);
