namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has submitted an answer to an open response assessment (ORA).</summary>
/// <remarks>
/// Sent by the LMS. <c>Submission.Uuid</c> identifies the submission, <c>Submission.Location</c> the assessment; the learner is known by
/// an anonymous id only. Personal data: <c>Submission.Answer.Parts</c>, <c>Submission.Answer.FileDescriptions</c>,
/// <c>Submission.Answer.FileNames</c> and <c>Submission.Answer.FileUrls</c>. In openedx-events since 9.9.0.
/// </remarks>
/// <param name="Submission">The submission.</param>
[OpenEdxEvent(
    "org.openedx.learning.ora.submission.created.v1",
    Key = "Submission.Uuid",
    FeatureFlag = "OraSubmissionCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record OraSubmissionCreated(OraSubmissionData Submission);

/// <summary>A learner's submission to an open response assessment (ORA).</summary>
/// <param name="Uuid">Identifies the submission, as text.</param>
/// <param name="AnonymousUserId">The learner's id, which is anonymous outside the LMS.</param>
/// <param name="Location">The key of the assessment's block, as text.</param>
/// <param name="AttemptNumber">The number of the attempt, from 1.</param>
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

/// <summary>A learner's answer to an open response assessment. The lists about files have one item per file, in the same order.</summary>
/// <param name="Parts">The texts of the answer, one map for each prompt. Personal data, because its author can write anything.</param>
/// <param name="FileKeys">Where the files are in the storage.</param>
/// <param name="FileDescriptions">What the learner says about the files. Personal data.</param>
/// <param name="FileNames">The files' names. Personal data, because they often contain the learner's name.</param>
/// <param name="FileSizes">The files' sizes in bytes.</param>
/// <param name="FileUrls">The files' addresses. Personal data: everybody who has an address can download the file.</param>
[AvroName("ORASubmissionAnswer")]
public sealed partial record OraSubmissionAnswer(
    [PersonalData, WhenMissing] IReadOnlyList<IReadOnlyDictionary<string, string>> Parts,
    [WhenMissing] IReadOnlyList<string> FileKeys,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileDescriptions,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileNames,
    [WhenMissing] IReadOnlyList<long> FileSizes,
    [PersonalData, WhenMissing] IReadOnlyList<string> FileUrls);
