namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's certificate for a course run.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Mode">The mode of the enrollment that the certificate is for, such as <c>verified</c>.</param>
/// <param name="Grade">The grade, as text.</param>
/// <param name="DownloadUrl">Where the certificate is, for whoever knows the address. Personal data, as it shows the name.</param>
/// <param name="Name">The learner's name as it stands on the certificate. Personal data.</param>
/// <param name="CurrentStatus">The status, such as <c>downloadable</c> or <c>unavailable</c>.</param>
/// <param name="PreviousStatus">The status before the event, or an empty text.</param>
public sealed partial record CertificateData(
    UserData User,
    CourseData Course,
    string Mode,
    string Grade,
    [PersonalData] string DownloadUrl,
    [PersonalData] string Name,
    string CurrentStatus,
    [WhenMissing] string PreviousStatus);
