namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has submitted an attempt at a timed or proctored exam.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS; it is also sent when the time runs out.
/// <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c> identify the learner and the exam. Personal data:
/// <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>. In openedx-events since 8.7.0.
/// </remarks>
/// <param name="ExamAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.exam.attempt.submitted.v1",
    Key = "ExamAttempt.CourseKey",
    FeatureFlag = "ExamAttemptSubmittedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExamAttemptSubmitted(ExamAttemptData ExamAttempt);

/// <summary>A learner's attempt at a proctored exam was reviewed and accepted.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS. <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c>
/// identify the learner and the exam. Personal data: <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>.
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

/// <summary>A learner's attempt at a proctored exam was reviewed and rejected.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS. <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c>
/// identify the learner and the exam. Personal data: <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>.
/// In openedx-events since 8.7.0.
/// </remarks>
/// <param name="ExamAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.exam.attempt.rejected.v1",
    Key = "ExamAttempt.CourseKey",
    FeatureFlag = "ExamAttemptRejectedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExamAttemptRejected(ExamAttemptData ExamAttempt);

/// <summary>A learner's attempt at a timed or proctored exam ended with an error.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS. <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c>
/// identify the learner and the exam. Personal data: <c>ExamAttempt.StudentUser.Pii</c> and <c>ExamAttempt.RequestingUser.Pii</c>.
/// In openedx-events since 8.7.0.
/// </remarks>
/// <param name="ExamAttempt">The attempt.</param>
[OpenEdxEvent(
    "org.openedx.learning.exam.attempt.errored.v1",
    Key = "ExamAttempt.CourseKey",
    FeatureFlag = "ExamAttemptErroredEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ExamAttemptErrored(ExamAttemptData ExamAttempt);

/// <summary>A learner's attempt at a timed or proctored exam was reset, so that it can be taken again.</summary>
/// <remarks>
/// Sent by the exams service, not by the older proctoring in the LMS; earlier answers should be cleared.
/// <c>ExamAttempt.StudentUser.Id</c> and <c>ExamAttempt.UsageKey</c> identify the learner and the exam, <c>RequestingUser</c> who
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

/// <summary>A learner's attempt at a timed or proctored exam.</summary>
/// <param name="StudentUser">The learner.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="UsageKey">Identifies the exam: the key of its subsection.</param>
/// <param name="ExamType">The kind of exam, such as <c>timed</c> or <c>proctored</c>.</param>
/// <param name="RequestingUser">The user who caused the event, if known: the learner, or a member of staff.</param>
public sealed record ExamAttemptData(
    UserData StudentUser,
    CourseKey CourseKey,
    UsageKey UsageKey,
    string ExamType,
    UserData? RequestingUser = null);
