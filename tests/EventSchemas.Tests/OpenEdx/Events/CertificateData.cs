namespace EventSchemas.Tests.OpenEdx;

public sealed record CertificateData(
    UserData User,
    LearningCourseData Course,
    string Mode,
    string Grade,
    string DownloadUrl,
    string Name,
    string CurrentStatus,
    string PreviousStatus);
