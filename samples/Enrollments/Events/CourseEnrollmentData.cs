namespace Enrollments;

/// <summary>An enrollment.</summary>
public sealed record CourseEnrollmentData(
    UserData User,
    CourseData Course,
    string Mode,
    bool IsActive,
    DateTimeOffset CreationDate,
    UserData? CreatedBy = null);
