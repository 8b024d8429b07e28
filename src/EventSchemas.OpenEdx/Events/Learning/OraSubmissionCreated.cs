namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has submitted an answer to an open response assessment (ORA).</summary>
/// <remarks>
/// Sent by the LMS. <c>Submission.Uuid</c> identifies the submission, <c>Submission.Location</c> the assessment; the learner is known by an
/// anonymous id only. Personal data: <c>Submission.Answer.Parts</c>, <c>Submission.Answer.FileDescriptions</c>,
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
