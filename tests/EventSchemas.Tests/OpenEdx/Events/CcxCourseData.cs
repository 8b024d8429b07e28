namespace EventSchemas.Tests.OpenEdx;

public sealed record CcxCourseData(
    string CcxCourseKey,
    string MasterCourseKey,
    string DisplayName,
    string CoachEmail,
    string? Start,
    string? End,
    long? MaxStudentsAllowed);
