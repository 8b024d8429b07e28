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

/// <summary>A learner's certificate of a program was revoked.</summary>
/// <remarks>
/// Sent by the credentials service. <c>ProgramCertificate.Uuid</c> identifies the certificate, <c>ProgramCertificate.Program.Uuid</c> the
/// program. Personal data: <c>ProgramCertificate.User.Pii</c> and <c>ProgramCertificate.Url</c>. In openedx-events since 8.4.0.
/// </remarks>
/// <param name="ProgramCertificate">The certificate.</param>
[OpenEdxEvent(
    "org.openedx.learning.program.certificate.revoked.v1",
    Key = "ProgramCertificate.Program.Uuid",
    FeatureFlag = "ProgramCertificateRevokedEvent",
    Owner = "openedx",
    Role = EventRole.Mirror)]
public sealed partial record ProgramCertificateRevoked(ProgramCertificateData ProgramCertificate);

/// <summary>A learner's certificate of a program.</summary>
/// <param name="User">The learner.</param>
/// <param name="Program">The program.</param>
/// <param name="Uuid">Identifies the certificate in the credentials service, as text.</param>
/// <param name="Status"><c>awarded</c> or <c>revoked</c>.</param>
/// <param name="Url">
/// The certificate's address; everybody who has it can see the certificate. Personal data, because it shows the name.
/// </param>
/// <param name="CertificateAvailableDate">When the learner can see it, if that is later.</param>
public sealed partial record ProgramCertificateData(
    UserData User,
    ProgramData Program,
    string Uuid,
    string Status,
    [PersonalData] string Url,
    DateTimeOffset? CertificateAvailableDate = null);

/// <summary>A program: courses that together lead to a certificate.</summary>
/// <param name="Uuid">Identifies the program, as text.</param>
/// <param name="Title">The program's title.</param>
/// <param name="ProgramType">The kind of program, such as <c>micromasters</c>.</param>
public sealed record ProgramData(
    string Uuid,
    string Title,
    string ProgramType);
