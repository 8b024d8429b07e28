namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's enrollment in a course run.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Mode">The mode, such as <c>audit</c> or <c>verified</c>.</param>
/// <param name="IsActive">Whether the learner is enrolled now.</param>
/// <param name="CreationDate">When the learner enrolled first.</param>
/// <param name="CreatedBy">Who enrolled the learner, where the LMS says so.</param>
public sealed record CourseEnrollmentData(
    UserData User,
    CourseData Course,
    string Mode,
    bool IsActive,
    DateTimeOffset CreationDate,
    UserData? CreatedBy = null);
