using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Builds the configuration of every Kafka client: producers, consumers and admin clients reach and authenticate at the brokers in the same
/// way. Safe for concurrent use.
/// </summary>
sealed partial class KafkaClientConfig(
    IOptions<KafkaOptions> options, EventBusRegistrations registrations, IServiceProvider services, ILogger<KafkaClientConfig> logger)
{
    private const string ProducerKeys = "dotnet.producer.";
    private const string ConsumerKeys = "dotnet.consumer.";

    private readonly IKafkaTokenProvider? _tokens = services.GetService<IKafkaTokenProvider>();

    /// <summary>The full path of a setting of the client, for messages.</summary>
    public string PathOf(string key) => registrations.PathOf($"Kafka:Client:{key}");

    /// <summary>The configuration of a producer that loses, repeats and reorders nothing, unless the options allow it.</summary>
    public ProducerConfig Producer()
    {
        KafkaOptions kafka = options.Value;
        var config = new ProducerConfig(Settings(PresetOf(kafka.Preset), ConsumerKeys))
        {
            MessageTimeoutMs = (int)kafka.MessageTimeout.TotalMilliseconds,

            // Reading headers, key and value back from each report costs more than encoding the event.
            DeliveryReportFields = "status",
        };
        if (!kafka.AllowDataLoss)
        {
            config.EnableIdempotence = true;
            config.Acks = Acks.All;
        }

        return config;
    }

    /// <summary>
    /// The configuration of a consumer, without anything about its group. The client commits and resets nothing by itself, and says where a
    /// partition ends.
    /// </summary>
    public ConsumerConfig Consumer() => new(Settings([], ProducerKeys))
    {
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        AutoOffsetReset = AutoOffsetReset.Error,
    };

    /// <summary>A producer that loses nothing, whatever the options allow for events: of dead letters and replays.</summary>
    /// <param name="log">Where the client's own log goes.</param>
    public ProducerBuilder<byte[]?, byte[]?> LosslessProducer(ILogger log) =>
        WithTokens(new ProducerBuilder<byte[]?, byte[]?>(new ProducerConfig(Settings([], ConsumerKeys))
        {
            MessageTimeoutMs = (int)options.Value.MessageTimeout.TotalMilliseconds,
            EnableIdempotence = true,
            Acks = Acks.All,
        })).SetLogHandler((_, message) => ConsumerLog.Client(log, message.Level, message.Message));

    /// <summary>A consumer with a configuration from here.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="log">Where the client's own log goes.</param>
    public ConsumerBuilder<byte[]?, byte[]?> Consumer(ConsumerConfig config, ILogger log)
    {
        var builder = new ConsumerBuilder<byte[]?, byte[]?>(config);
        return (_tokens is not null ? builder.SetOAuthBearerTokenRefreshHandler((client, _) => RefreshToken(client)) : builder)
            .SetLogHandler((_, message) => ConsumerLog.Client(log, message.Level, message.Message));
    }

    /// <summary>The configuration of an admin client.</summary>
    public AdminClientConfig Admin() => new(Settings([], ProducerKeys, ConsumerKeys));

    /// <summary>An admin client.</summary>
    /// <param name="log">Where the client's own log goes.</param>
    public AdminClientBuilder Admin(ILogger log)
    {
        var builder = new AdminClientBuilder(Admin());
        return (_tokens is not null ? builder.SetOAuthBearerTokenRefreshHandler((client, _) => RefreshToken(client)) : builder)
            .SetLogHandler((_, message) => ConsumerLog.Client(log, message.Level, message.Message));
    }

    /// <summary>The configuration of a consumer that joins no group: it reads partitions, or the positions of a group.</summary>
    /// <param name="group">The group whose positions it reads and writes; the client demands one anyway.</param>
    public ConsumerConfig Reader(string group = "eventschemas-reader")
    {
        ConsumerConfig config = Consumer();
        config.GroupId = group;

        // Of the members of the service's own groups; this client is none.
        config.GroupInstanceId = null;
        return config;
    }

    /// <summary>Lets a producer ask for tokens where the service has a provider of them.</summary>
    public ProducerBuilder<TKey, TValue> WithTokens<TKey, TValue>(ProducerBuilder<TKey, TValue> builder) =>
        _tokens is not null ? builder.SetOAuthBearerTokenRefreshHandler((client, _) => RefreshToken(client)) : builder;

    /// <summary>The security settings by librdkafka's names.</summary>
    public static IEnumerable<KeyValuePair<string, string>> SecurityOf(KafkaSecurityOptions security)
    {
        var config = new ClientConfig
        {
            SecurityProtocol = security.Protocol,
            SaslMechanism = security.Mechanism,
            SaslUsername = security.Username,
            SaslPassword = security.Password,
            SslCaLocation = security.CaFile,
            SslCertificateLocation = security.CertificateFile,
            SslKeyLocation = security.KeyFile,
            SslKeyPassword = security.KeyPassword,
        };
        return config;
    }

    private static ProducerConfig PresetOf(ProducerPreset preset) => preset switch
    {
        ProducerPreset.LowLatency => new ProducerConfig { LingerMs = 0 },
        ProducerPreset.Throughput => new ProducerConfig { LingerMs = 50, BatchSize = 1_000_000, CompressionType = CompressionType.Lz4 },
        _ => new ProducerConfig(),
    };

    private Dictionary<string, string> Settings(
        IEnumerable<KeyValuePair<string, string>> preset, params ReadOnlySpan<string> foreign)
    {
        KafkaOptions kafka = options.Value;
        var settings = new Dictionary<string, string>(preset, StringComparer.Ordinal);
        foreach ((string key, string value) in kafka.Client)
        {
            bool isForeign = false;
            foreach (string prefix in foreign)
            {
                isForeign |= key.StartsWith(prefix, StringComparison.Ordinal);
            }

            if (!isForeign)
            {
                settings[key] = value;
            }
        }

        foreach ((string key, string value) in SecurityOf(kafka.Security))
        {
            settings[key] = value;
        }

        settings["bootstrap.servers"] = kafka.BootstrapServers;
        return settings;
    }

    // Doesn't block: it is called on the client's thread.
    private void RefreshToken(IClient client) => _ = RefreshTokenAsync(client);

    private async Task RefreshTokenAsync(IClient client)
    {
        try
        {
            // Away from the client's thread, also if the provider works synchronously.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            KafkaToken token = await _tokens!.GetTokenAsync(CancellationToken.None).ConfigureAwait(false);
            client.OAuthBearerSetToken(
                token.Value, token.ExpiresAt.ToUnixTimeMilliseconds(), token.Principal, token.Extensions.ToDictionary());
        }
        catch (ObjectDisposedException)
        {
            // The client has been closed in the meantime.
        }
        catch (Exception e)
        {
            // The provider's exception may quote the token.
            LogNoToken(logger, _tokens!.GetType().Name, e.GetType().Name);
            TryFail(client, e);
        }
    }

    private static void TryFail(IClient client, Exception e)
    {
        try
        {
            client.OAuthBearerSetTokenFailure($"the token provider failed with {e.GetType().Name}");
        }
        catch (ObjectDisposedException)
        {
            // The client has been closed in the meantime.
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Provider} supplied no token for Kafka: {Problem}. The client asks again in 10 seconds")]
    private static partial void LogNoToken(ILogger logger, string provider, string problem);
}
