using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// The connections to the server: one for publishing and for single commands, and one for reading, so that a large read doesn't hold up an
/// event. Both connect when they are used first, and again by themselves. Safe for concurrent use.
/// </summary>
sealed class RedisConnections : IAsyncDisposable
{
    private static readonly TimeSpan FirstReconnect = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestReconnect = TimeSpan.FromSeconds(5);

    private readonly IOptions<RedisOptions> _options;
    private readonly EventBusRegistrations _registrations;
    private string? _certificateProblem;

    public RedisConnections(IOptions<RedisOptions> options, EventBusRegistrations registrations)
    {
        _options = options;
        _registrations = registrations;
        Commands = Create("commands");
        Reading = Create("reading");
    }

    /// <summary>For publishing and for single commands.</summary>
    public RedisConnection Commands { get; }

    /// <summary>For reading streams.</summary>
    public RedisConnection Reading { get; }

    /// <summary>The server that messages name, without user and password.</summary>
    public string Address => $"Redis at {RedisUrl.Parse(_options.Value.Url).Address} ({_registrations.PathOf("Redis:Url")})";

    /// <summary>Why the server's certificate was refused when it was shown last; null if it was taken, or there is none.</summary>
    public string? CertificateProblem => Volatile.Read(ref _certificateProblem);

    /// <summary>An error for people: the server and what happened, in one line, without a full stop.</summary>
    /// <param name="e">The error.</param>
    /// <param name="stream">The stream that it is about; null without.</param>
    public string Explain(Exception e, string? stream = null)
    {
        string where = stream is null ? Address : $"{Address}, stream {stream}";
        return CertificateProblem is { } problem && e is RedisConnectionException
            ? $"{where}: the server's certificate isn't trusted: {problem}. Give its authority by ssl_ca_certs, and the host that it is for"
            : $"{where}: {RedisErrors.Text(e)}";
    }

    public async ValueTask DisposeAsync()
    {
        await Commands.DisposeAsync().ConfigureAwait(false);
        await Reading.DisposeAsync().ConfigureAwait(false);
    }

    private RedisConnection Create(string purpose) => new(() => Configure(_options.Value, purpose, SetCertificateProblem), _options);

    // The client says of a refused certificate only that it could not connect.
    private void SetCertificateProblem(string? problem) => Volatile.Write(ref _certificateProblem, problem);

    /// <summary>The client's settings.</summary>
    /// <param name="options">The settings of the service.</param>
    /// <param name="purpose">What the connection is for, which the server shows in its list of clients.</param>
    /// <param name="onCertificate">Hears why a certificate of the server is refused; null for one that is taken.</param>
    internal static ConfigurationOptions Configure(RedisOptions options, string purpose, Action<string?>? onCertificate = null)
    {
        RedisUrl url = RedisUrl.Parse(options.Url);
        var configuration = new ConfigurationOptions
        {
            ClientName = $"eventschemas-{purpose}",
            Ssl = url.IsTls,
            SslHost = url.IsTls ? url.Host : null,
            User = url.User,
            Password = url.Password,
            DefaultDatabase = url.Database,
            AsyncTimeout = (int)(url.CommandTimeout ?? options.CommandTimeout).TotalMilliseconds,
            ConnectTimeout = (int)(url.ConnectTimeout ?? options.ConnectTimeout).TotalMilliseconds,
            ServiceName = options.SentinelService,
            ReconnectRetryPolicy = new ExponentialRetry(
                (int)FirstReconnect.TotalMilliseconds, (int)LongestReconnect.TotalMilliseconds),

            // A start while the server is away is no error; the health check reports it.
            AbortOnConnectFail = false,

            // More than one try keeps a caller for a time-out each, also where the server refuses the password at once.
            ConnectRetry = 1,

            // The check at start asks for INFO. The client refuses that by itself otherwise; what the server allows is the user's rights.
            AllowAdmin = true,

            // What can't be sent fails at once. The client would send it later, when its caller has given up already.
            BacklogPolicy = BacklogPolicy.FailFast,

            // Long texts about queues and threads, for the authors of the client.
            IncludeDetailInExceptions = false,
        };
        configuration.EndPoints.Add(url.IsSocket ? new UnixDomainSocketEndPoint(url.Host) : Endpoint(url));
        foreach (string endpoint in options.Endpoints)
        {
            configuration.EndPoints.Add(endpoint);
        }

        if (url.IsTls)
        {
            Secure(configuration, url, onCertificate);
        }

        return configuration;
    }

    private static EndPoint Endpoint(RedisUrl url) =>
        IPAddress.TryParse(url.Host, out IPAddress? address) ? new IPEndPoint(address, url.Port) : new DnsEndPoint(url.Host, url.Port);

    private static void Secure(ConfigurationOptions configuration, RedisUrl url, Action<string?>? onCertificate)
    {
        if (url.CertificateFile is { } certificate)
        {
            configuration.CertificateSelection += (_, _, _, _, _) => X509Certificate2.CreateFromPemFile(certificate, url.KeyFile);
        }

        configuration.CertificateValidation += (_, presented, chain, errors) =>
        {
            string? problem = FindProblem(url, presented, chain, errors);
            onCertificate?.Invoke(problem);
            return problem is null;
        };
    }

    /// <summary>Why a certificate of the server isn't trusted; null if it is.</summary>
    private static string? FindProblem(RedisUrl url, X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (!url.ChecksCertificate)
        {
            return null;
        }

        if (!url.ChecksHostName)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;
        }

        if (url.CaFile is { } authority && presented is not null && chain is not null)
        {
            errors &= ~SslPolicyErrors.RemoteCertificateChainErrors;
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authority);
            using var certificate = new X509Certificate2(presented);
            if (!chain.Build(certificate))
            {
                errors |= SslPolicyErrors.RemoteCertificateChainErrors;
            }
        }

        return errors == SslPolicyErrors.None ? null
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"it isn't that of the host {url.Host}"
            : chain?.ChainStatus is [var first, ..] ? first.StatusInformation.ReplaceLineEndings(" ").Trim().TrimEnd('.')
            : errors.ToString();
    }
}

/// <summary>One connection of the client. Safe for concurrent use.</summary>
/// <param name="configure">The client's settings.</param>
/// <param name="options">Where the database is.</param>
sealed class RedisConnection(Func<ConfigurationOptions> configure, IOptions<RedisOptions> options) : IAsyncDisposable
{
    // XADD with IDMP.
    private static readonly Version WithProducers = new(8, 6);

    // The client tries again after a second.
    private static readonly TimeSpan LongestSettling = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private IServer[] _servers = [];
    private IDatabase? _database;
    private ConnectionMultiplexer? _client;
    private int _interruptions;

    /// <summary>How often a connection has ended that was there.</summary>
    public int Interruptions => Volatile.Read(ref _interruptions);

    /// <summary>The database, once somebody has connected; otherwise null.</summary>
    public IDatabase? Database => Volatile.Read(ref _database);

    /// <summary>The client, once somebody has connected; otherwise null.</summary>
    public IConnectionMultiplexer? Client => Volatile.Read(ref _client);

    /// <summary>
    /// Whether the server remembers which entries a producer has added, so that one that is added again isn't there twice. Not before it is
    /// connected.
    /// </summary>
    public bool RemembersProducers
    {
        get
        {
            bool isKnown = false;
            foreach (IServer server in Volatile.Read(ref _servers))
            {
                if (server is { IsConnected: true, IsReplica: false })
                {
                    if (server.Version < WithProducers)
                    {
                        return false;
                    }

                    isKnown = true;
                }
            }

            return isKnown;
        }
    }

    /// <summary>Connects, or tries to. A client that has no connection yet is a client nevertheless: its commands fail.</summary>
    /// <exception cref="RedisConnectionException">There is no client, because no sentinel answers.</exception>
    public ValueTask<IDatabase> ConnectAsync(CancellationToken cancellationToken) =>
        Database is { } database ? new(database) : new(ConnectOnceAsync(cancellationToken));

    public async ValueTask DisposeAsync()
    {
        if (_client is { } client)
        {
            await client.DisposeAsync().ConfigureAwait(false);
        }

        _turn.Dispose();
    }

    private async Task<IDatabase> ConnectOnceAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Database is { } known)
            {
                return known;
            }

            ConnectionMultiplexer client = await ConnectionMultiplexer.ConnectAsync(configure()).ConfigureAwait(false);
            await SettleAsync(client, cancellationToken).ConfigureAwait(false);
            client.ConnectionFailed += (_, _) => Interlocked.Increment(ref _interruptions);
            client.ConfigurationChanged += (_, _) => Volatile.Write(ref _servers, client.GetServers());
            Volatile.Write(ref _servers, client.GetServers());
            Volatile.Write(ref _client, client);
            IDatabase database = client.GetDatabase(RedisUrl.Parse(options.Value.Url).Database);
            Volatile.Write(ref _database, database);
            return database;
        }
        finally
        {
            _turn.Release();
        }
    }

    // The client may be back before it has a connection or knows why it has none. Whoever asks then learns no reason.
    private static async Task SettleAsync(ConnectionMultiplexer client, CancellationToken cancellationToken)
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        EventHandler<ConnectionFailedEventArgs> onEvent = (_, _) => known.TrySetResult();
        client.ConnectionFailed += onEvent;
        client.ConnectionRestored += onEvent;
        try
        {
            if (!client.IsConnected)
            {
                await known.Task.WaitAsync(LongestSettling, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            client.ConnectionFailed -= onEvent;
            client.ConnectionRestored -= onEvent;
        }
    }
}
