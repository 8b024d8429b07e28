namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's certificate for a course run has changed.</summary>
/// <remarks>
/// Sent by the LMS whenever the certificate's row is saved, so also together with <see cref="CertificateCreated"/> and <see
/// cref="CertificateRevoked"/>. <c>Certificate.User.Id</c> and <c>Certificate.Course.CourseKey</c> identify the certificate. Personal data:
/// <c>Certificate.User.Pii</c>, <c>Certificate.DownloadUrl</c> and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
/// </remarks>
/// <param name="Certificate">The certificate as it is now.</param>
[OpenEdxEvent(
    "org.openedx.learning.certificate.changed.v1",
    Key = "Certificate.Course.CourseKey",
    FeatureFlag = "CertificateChangedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record CertificateChanged(CertificateData Certificate);
