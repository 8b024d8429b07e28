namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has earned a certificate for a course run.</summary>
/// <remarks>
/// Sent by the LMS when the certificate becomes downloadable, possibly not for the first time.
/// <c>Certificate.User.Id</c> and <c>Certificate.Course.CourseKey</c> identify the certificate. Personal data:
/// <c>Certificate.User.Pii</c>, <c>Certificate.DownloadUrl</c> and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Certificate">The certificate as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.certificate.created.v1",
    Topic = "learning-certificate-lifecycle",
    Key = "Certificate.Course.CourseKey",
    FeatureFlag = "CertificateCreatedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CertificateCreated(CertificateData Certificate);

/// <summary>A learner's certificate for a course run has changed.</summary>
/// <remarks>
/// Sent by the LMS whenever the certificate's row is saved, so it also accompanies <see cref="CertificateCreated"/> and <see
/// cref="CertificateRevoked"/>. <c>Certificate.User.Id</c> and <c>Certificate.Course.CourseKey</c> identify the certificate. Personal
/// data: <c>Certificate.User.Pii</c>, <c>Certificate.DownloadUrl</c> and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Certificate">The certificate as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.certificate.changed.v1",
    Key = "Certificate.Course.CourseKey",
    FeatureFlag = "CertificateChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CertificateChanged(CertificateData Certificate);

/// <summary>A learner's certificate for a course run was revoked.</summary>
/// <remarks>
/// Sent by the LMS when the certificate is no longer valid, for example after the grade was corrected. <c>Certificate.User.Id</c> and
/// <c>Certificate.Course.CourseKey</c> identify the certificate. Personal data: <c>Certificate.User.Pii</c>,
/// <c>Certificate.DownloadUrl</c> and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Certificate">The certificate as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.certificate.revoked.v1",
    Topic = "learning-certificate-lifecycle",
    Key = "Certificate.Course.CourseKey",
    FeatureFlag = "CertificateRevokedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CertificateRevoked(CertificateData Certificate);

/// <summary>A learner's certificate for a course run.</summary>
/// <param name="User">The learner.</param>
/// <param name="Course">The course run.</param>
/// <param name="Mode">The mode of the enrollment that the certificate is for, such as <c>verified</c>.</param>
/// <param name="Grade">The grade, as text.</param>
/// <param name="DownloadUrl">
/// The certificate's address; everybody who has it can see the certificate. Personal data, because it shows the name.
/// </param>
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
