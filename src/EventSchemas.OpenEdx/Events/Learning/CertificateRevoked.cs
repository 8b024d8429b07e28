namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's certificate for a course run was revoked.</summary>
/// <remarks>
/// Sent by the LMS when the certificate is no longer valid, for example after the grade was corrected. <c>Certificate.User.Id</c> and
/// <c>Certificate.Course.CourseKey</c> identify the certificate. Personal data: <c>Certificate.User.Pii</c>, <c>Certificate.DownloadUrl</c>
/// and <c>Certificate.Name</c>. In openedx-events since 0.4.0.
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
