namespace EventSchemas.Tests.OpenEdx;

public sealed record PersistentCourseGradeData(
    long UserId,
    LearningCourseData Course,
    DateTimeOffset CourseEditedTimestamp,
    string CourseVersion,
    string GradingPolicyHash,
    double PercentGrade,
    string LetterGrade,
    DateTimeOffset PassedTimestamp);
