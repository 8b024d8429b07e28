namespace EventSchemas.OpenEdx.ContentAuthoring;

/// <summary>When a course run takes place.</summary>
/// <param name="Start">When it starts.</param>
/// <param name="Pacing"><c>instructor</c> or <c>self</c>.</param>
/// <param name="End">When it ends, if ever.</param>
/// <param name="EnrollmentStart">From when on learners can enroll, if not from the beginning.</param>
/// <param name="EnrollmentEnd">Until when learners can enroll, if not to the end.</param>
public sealed record CourseScheduleData(
    DateTimeOffset Start,
    string Pacing,
    DateTimeOffset? End = null,
    DateTimeOffset? EnrollmentStart = null,
    DateTimeOffset? EnrollmentEnd = null);
