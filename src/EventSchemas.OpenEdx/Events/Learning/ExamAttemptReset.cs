namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's attempt at a timed or proctored exam was reset, so that it can be taken again.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS; what was answered before is to be cleared.
/// <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c> identify whose attempt at which exam it is, <c>RequestingUser</c> who
/// reset it. Personal data: <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>. In openedx-events since 8.7.0.
/// </remarks>
/// <param name="ExamAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.exam.attempt.reset.v1",
    Key = "ExamAttempt.CourseKey",
    FeatureFlag = "ExamAttemptResetEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExamAttemptReset(ExamAttemptData ExamAttempt);
