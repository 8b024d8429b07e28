using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the options of Kafka and of the schema registry. They are checked as part of <see cref="EventBusOptions"/>, so that one
/// exception at start names everything that is wrong.
/// </summary>
sealed class KafkaOptionsValidator(
    IOptions<KafkaOptions> kafka,
    IOptions<SchemaRegistryOptions> registry,
    EventBusRegistrations registrations,
    IServiceProviderIsService services)
    : IValidateOptions<EventBusOptions>
{
    private static readonly Dictionary<string, string> Reserved = new(StringComparer.Ordinal)
    {
        ["bootstrap.servers"] = "set Kafka:BootstrapServers instead",
        ["group.id"] = "it is the name that the group is registered with",
        ["auto.offset.reset"] = "the registration of the group sets where it starts",
        ["enable.auto.commit"] = "an offset is committed only when every handler has settled its message",
        ["enable.auto.offset.store"] = "an offset is committed only when every handler has settled its message",
        ["dotnet.producer.delivery.report.fields"] = "the producer needs the status of each message",
        ["dotnet.producer.enable.delivery.reports"] = "the producer needs the status of each message",
        ["dotnet.producer.enable.background.poll"] = "the producer has a thread of its own",
        ["message.timeout.ms"] = "set Kafka:MessageTimeout instead",
        ["delivery.timeout.ms"] = "set Kafka:MessageTimeout instead",
    };

    // Only for those who accept it.
    private static readonly Dictionary<string, string> Risky = new(StringComparer.Ordinal)
    {
        ["enable.idempotence"] = "without it, retries reorder and repeat messages",
        ["enable.partition.eof"] = "the health check needs it",
        ["dotnet.consumer.consume.result.fields"] = "handlers need all of a message",
        ["transactional.id"] = "events are not published in transactions of Kafka",
        ["acks"] = "a message is delivered when all replicas have it",
        ["request.required.acks"] = "a message is delivered when all replicas have it",
    };

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors = [.. Kafka(kafka.Value), .. Registry(registry.Value)];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Kafka(KafkaOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            yield return $"{Path("Kafka:BootstrapServers")} is missing: give host:port of at least one broker.";
        }

        if (options.MessageTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("Kafka:MessageTimeout")} is {options.MessageTimeout}: give a time, for example 00:00:30.";
        }

        foreach (string key in options.Client.Keys.Where(Reserved.ContainsKey))
        {
            yield return $"{Path("Kafka:Client:" + key)} can't be set: {Reserved[key]}.";
        }

        foreach (string key in options.Client.Keys.Where(key => !options.AllowDataLoss && Risky.ContainsKey(key)))
        {
            yield return $"{Path("Kafka:Client:" + key)} can't be set: {Risky[key]}. "
                + $"If losing messages is acceptable here, set {Path("Kafka:AllowDataLoss")} to true.";
        }

        (IReadOnlyList<string> unknown, IReadOnlyList<string> invalid) = ClientKeys.Check(options.Client);
        foreach (string key in unknown)
        {
            yield return $"{Path("Kafka:Client:" + key)} isn't a setting of librdkafka: correct its name, or remove it.";
        }

        // The value may be a secret.
        foreach (string key in invalid)
        {
            yield return $"{Path("Kafka:Client:" + key)} has a value that librdkafka refuses.";
        }

        foreach (string error in Security(options))
        {
            yield return error;
        }
    }

    private IEnumerable<string> Security(KafkaOptions options)
    {
        KafkaSecurityOptions security = options.Security;
        bool isSasl = security.Protocol is SecurityProtocol.SaslPlaintext or SecurityProtocol.SaslSsl;
        if (isSasl && security.Mechanism is null)
        {
            yield return $"{Path("Kafka:Security:Mechanism")} is missing: {security.Protocol} needs Plain, ScramSha256, ScramSha512 or "
                + "OAuthBearer.";
        }

        if (!isSasl && security.Mechanism is { } mechanism)
        {
            yield return $"{Path("Kafka:Security:Mechanism")} is {mechanism}, so {Path("Kafka:Security:Protocol")} must be SaslSsl or "
                + "SaslPlaintext.";
        }

        bool needsUser = security.Mechanism is SaslMechanism.Plain or SaslMechanism.ScramSha256 or SaslMechanism.ScramSha512;
        if (needsUser && (string.IsNullOrEmpty(security.Username) || string.IsNullOrEmpty(security.Password)))
        {
            yield return $"{Path("Kafka:Security")} needs Username and Password for {security.Mechanism}.";
        }

        if (security.Mechanism == SaslMechanism.OAuthBearer
            && !services.IsService(typeof(IKafkaTokenProvider))
            && !options.Client.ContainsKey("sasl.oauthbearer.method"))
        {
            yield return $"{Path("Kafka:Security:Mechanism")} is OAuthBearer, but no {nameof(IKafkaTokenProvider)} is registered.";
        }

        if ((security.CertificateFile is null) != (security.KeyFile is null))
        {
            yield return $"{Path("Kafka:Security")} needs both CertificateFile and KeyFile for mutual TLS, or neither.";
        }

        (string Key, string? File)[] files =
            [("CaFile", security.CaFile), ("CertificateFile", security.CertificateFile), ("KeyFile", security.KeyFile)];
        foreach ((string key, string? file) in files.Where(setting => setting.File is not null && !File.Exists(setting.File)))
        {
            yield return $"{Path("Kafka:Security:" + key)} is {file}, which doesn't exist.";
        }

        foreach ((string key, _) in KafkaClientConfig.SecurityOf(security).Where(setting => options.Client.ContainsKey(setting.Key)))
        {
            yield return $"{Path("Kafka:Client:" + key)} can't be set: {Path("Kafka:Security")} sets it.";
        }
    }

    private IEnumerable<string> Registry(SchemaRegistryOptions options)
    {
        string[] urls = options.Url.Split(',', StringSplitOptions.TrimEntries);
        if (!urls.All(IsUrl))
        {
            yield return $"{Path("SchemaRegistry:Url")} is '{RegistryClient.AddressOf(options)}': "
                + "give the registry's address, for example http://localhost:8081.";
        }

        if (Array.Exists(urls, url => url.Contains('@', StringComparison.Ordinal)))
        {
            yield return $"{Path("SchemaRegistry:Url")} has a user in it: set {Path("SchemaRegistry:Auth")} instead.";
        }

        if (options is { Auth: not null, BearerToken: not null })
        {
            yield return $"{Path("SchemaRegistry:Auth")} and {Path("SchemaRegistry:BearerToken")} are both set: remove one.";
        }

        if (options.Auth is { } auth && !auth.Contains(':', StringComparison.Ordinal))
        {
            yield return $"{Path("SchemaRegistry:Auth")} isn't user and password with a colon between them.";
        }

        (string Key, string? File)[] files = [("CaFile", options.CaFile), ("CertificateFile", options.CertificateFile)];
        foreach ((string key, string? file) in files.Where(setting => setting.File is not null && !File.Exists(setting.File)))
        {
            yield return $"{Path("SchemaRegistry:" + key)} is {file}, which doesn't exist.";
        }

        if (options.RequestTimeout <= TimeSpan.Zero)
        {
            yield return $"{Path("SchemaRegistry:RequestTimeout")} is {options.RequestTimeout}: give a time, for example 00:00:05.";
        }
    }

    private static bool IsUrl(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps);

    private string Path(string key) => registrations.PathOf(key);
}
