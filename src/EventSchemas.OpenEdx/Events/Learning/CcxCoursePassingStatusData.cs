namespace EventSchemas.OpenEdx.Learning;

/// <summary>
/// Whether a learner is passing a custom course (CCX). On the wire the course comes after the user, unlike in <see
/// cref="CoursePassingStatusData"/>.
/// </summary>
/// <param name="IsPassing">Whether the grade is enough to pass.</param>
/// <param name="User">The learner.</param>
/// <param name="Course">The custom course.</param>
public sealed record CcxCoursePassingStatusData(
    bool IsPassing,
    UserData User,
    CcxCourseData Course);
