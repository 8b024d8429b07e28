namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's attempt at a timed or proctored exam.</summary>
/// <param name="StudentUser">The learner.</param>
/// <param name="CourseKey">Identifies the course run.</param>
/// <param name="UsageKey">Identifies the exam: the key of its subsection.</param>
/// <param name="ExamType">The kind of exam, such as <c>timed</c> or <c>proctored</c>.</param>
/// <param name="RequestingUser">Who caused the event, where it is known: the learner, or a member of staff.</param>
public sealed record ExamAttemptData(
    UserData StudentUser,
    CourseKey CourseKey,
    UsageKey UsageKey,
    string ExamType,
    UserData? RequestingUser = null);
