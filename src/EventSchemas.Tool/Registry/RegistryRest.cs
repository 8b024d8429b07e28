using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using EventSchemas.Avro;
using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>
/// Asks a schema registry what Confluent's client has no method for, with the same addresses and credentials. Answers are bounded.
/// </summary>
sealed class RegistryRest : IDisposable
{
    private const int MaxAnswer = 8 * 1024 * 1024;

    private readonly Uri[] _addresses;
    private readonly HttpClient _client;

    public RegistryRest(SchemaRegistryOptions options)
    {
        _addresses = [.. options.Url.Split(',', StringSplitOptions.TrimEntries).Select(url => new Uri(url.TrimEnd('/') + "/"))];
        var handler = new SocketsHttpHandler();
        if (options.CertificateFile is { } certificate)
        {
            handler.SslOptions.ClientCertificates =
                [X509CertificateLoader.LoadPkcs12FromFile(certificate, options.CertificatePassword)];
        }

        if (options.CaFile is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = PolicyOf(authority);
        }

        _client = new HttpClient(handler)
        {
            Timeout = options.RequestTimeout,
            MaxResponseContentBufferSize = MaxAnswer,
            DefaultRequestHeaders = { Authorization = Authorization(options) },
        };
    }

    /// <summary>The JSON of an answer, of the first instance that answers.</summary>
    /// <param name="path">The path, with its query.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="HttpRequestException">None answers as it should.</exception>
    public async Task<AvroJson> GetAsync(string path, CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return AvroJson.Parse(await _client.GetStringAsync(new Uri(_addresses[i], path), cancellationToken).ConfigureAwait(false));
            }
            catch (HttpRequestException e) when (e.StatusCode is null && i + 1 < _addresses.Length)
            {
                // The next instance has the same subjects.
            }
        }
    }

    /// <summary>Waits until an instance answers, whatever it says, or refuses the connection.</summary>
    /// <exception cref="OperationCanceledException">Neither happens in time.</exception>
    public async Task ProbeAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] asked = [.. _addresses.Select(address => ProbeAsync(address, limit.Token))];
        await (await Task.WhenAny(asked).ConfigureAwait(false)).ConfigureAwait(false);
        await limit.CancelAsync().ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    private async Task ProbeAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await _client
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (HttpRequestException)
        {
            // The request that a command needs says better what is wrong.
        }
    }

    private static AuthenticationHeaderValue? Authorization(SchemaRegistryOptions options) => options switch
    {
        { Auth: { } auth } => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(auth))),
        { BearerToken: { } token } => new AuthenticationHeaderValue("Bearer", token),
        _ => null,
    };

    private static X509ChainPolicy PolicyOf(string authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(authority);
        return policy;
    }
}
