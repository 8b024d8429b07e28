using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EventSchemas.Documentation.Tests;

/// <summary>The files of a certificate that signs itself, in place of those that pages name.</summary>
static class TestCertificate
{
    // As the pages have it.
    private const string Password = "secret";

    private static readonly Lazy<string> Folder = new(Write);

    /// <summary>The file in place of another one: by its name a certificate and key in PKCS #12, a key or a certificate.</summary>
    public static string FileFor(string path) => Path.Combine(
        Folder.Value,
        path.EndsWith(".p12", StringComparison.Ordinal) ? "client.p12"
        : path.EndsWith("key.pem", StringComparison.Ordinal) ? "key.pem"
        : "cert.pem");

    private static string Write()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "certificate");
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest("CN=shop", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllBytes(Path.Combine(folder, "client.p12"), certificate.Export(X509ContentType.Pfx, Password));
        return folder;
    }
}
