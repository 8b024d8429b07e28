namespace EventSchemas.Tests.OpenEdx;

[AvroName("CourseData")]
public sealed record ContentAuthoringCourseData(
    string CourseKey);
