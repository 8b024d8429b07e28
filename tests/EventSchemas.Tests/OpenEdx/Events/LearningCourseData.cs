namespace EventSchemas.Tests.OpenEdx;

[AvroName("CourseData")]
public sealed record LearningCourseData(
    string CourseKey,
    string DisplayName,
    DateTimeOffset? Start,
    DateTimeOffset? End);
