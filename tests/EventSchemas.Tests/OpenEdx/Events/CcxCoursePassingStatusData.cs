namespace EventSchemas.Tests.OpenEdx;

public sealed record CcxCoursePassingStatusData(
    bool IsPassing,
    UserData User,
    CcxCourseData Course);
