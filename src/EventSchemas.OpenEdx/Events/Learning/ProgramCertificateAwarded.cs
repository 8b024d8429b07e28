namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner has earned the certificate of a program.</summary>
/// <remarks>
/// Sent by the credentials service. <c>ProgramCertificate.Uuid</c> identifies the certificate, <c>ProgramCertificate.Program.Uuid</c> the
/// program. Personal data: <c>ProgramCertificate.User.Pii</c> and <c>ProgramCertificate.Url</c>. In openedx-events since 8.4.0.
/// </remarks>
/// <param name="ProgramCertificate">The certificate.</param>
[OpenEdxEvent(
    "org.openedx.learning.program.certificate.awarded.v1",
    Key = "ProgramCertificate.Program.Uuid",
    FeatureFlag = "ProgramCertificateAwardedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ProgramCertificateAwarded(ProgramCertificateData ProgramCertificate);
