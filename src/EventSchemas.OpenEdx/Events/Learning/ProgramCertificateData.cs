namespace EventSchemas.OpenEdx.Learning;

/// <summary>A learner's certificate of a program.</summary>
/// <param name="User">The learner.</param>
/// <param name="Program">The program.</param>
/// <param name="Uuid">Identifies the certificate in the credentials service, as text.</param>
/// <param name="Status"><c>awarded</c> or <c>revoked</c>.</param>
/// <param name="Url">Where the certificate is, for whoever knows the address. Personal data, as it shows the name.</param>
/// <param name="CertificateAvailableDate">From when on the learner may see it, where that is later.</param>
public sealed partial record ProgramCertificateData(
    UserData User,
    ProgramData Program,
    string Uuid,
    string Status,
    [PersonalData] string Url,
    DateTimeOffset? CertificateAvailableDate = null);
