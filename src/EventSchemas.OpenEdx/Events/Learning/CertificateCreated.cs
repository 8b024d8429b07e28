namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has earned a certificate for a course run.</summary>
/// <remarks>
/// Sent by the LMS when the certificate becomes one that the learner may download, perhaps not for the first time.
/// <c>Certificate.User.Id</c> and <c>Certificate.Course.CourseKey</c> identify the certificate. Personal data: <c>Certificate.User.Pii</c>,
/// <c>Certificate.DownloadUrl</c> and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
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
