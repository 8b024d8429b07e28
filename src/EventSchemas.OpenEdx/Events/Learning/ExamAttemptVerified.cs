namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's attempt at a proctored exam was reviewed and accepted.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS. <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c>
/// identify whose attempt at which exam it is. Personal data: <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>.
/// In openedx-events since 8.7.0.
/// </remarks>
/// <param name="ExamAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.exam.attempt.verified.v1",
    Key = "ExamAttempt.CourseKey",
    FeatureFlag = "ExamAttemptVerifiedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExamAttemptVerified(ExamAttemptData ExamAttempt);
