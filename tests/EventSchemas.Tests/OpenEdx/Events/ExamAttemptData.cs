namespace EventSchemas.Tests.OpenEdx;

public sealed record ExamAttemptData(
    UserData StudentUser,
    string CourseKey,
    string UsageKey,
    string ExamType,
    UserData? RequestingUser);
