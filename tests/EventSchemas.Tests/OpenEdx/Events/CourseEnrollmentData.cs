namespace EventSchemas.Tests.OpenEdx;

public sealed record CourseEnrollmentData(
    UserData User,
    LearningCourseData Course,
    string Mode,
    bool IsActive,
    DateTimeOffset CreationDate,
    UserData? CreatedBy);
