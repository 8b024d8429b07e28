namespace EventSchemas.OpenEdx.Learning;

/// <summary>Whether a learner is passing a course run.</summary>
/// <param name="IsPassing">Whether the grade is enough to pass.</param>
/// <param name="Course">The course run.</param>
/// <param name="User">The learner.</param>
public sealed record CoursePassingStatusData(
    bool IsPassing,
    CourseData Course,
    UserData User);
