using System.Globalization;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>
/// Checks the options of Kafka. They are checked as part of <see cref="EventBusOptions"/>, so that one exception at start names everything
/// that is wrong.
/// </summary>
sealed class KafkaOptionsValidator(
    IOptions<KafkaOptions> kafka, EventBusRegistrations registrations, IServiceProviderIsService services)
    : IValidateOptions<EventBusOptions>
{
    private const string CooperativeSticky = "cooperative-sticky";

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
        ["enable.partition.eof"] = "the health check needs it",
        ["dotnet.consumer.consume.result.fields"] = "handlers need all of a message",
        ["transactional.id"] = "events are not published in transactions of Kafka",
    };

    // Only for those who accept it.
    private static readonly Dictionary<string, string> Risky = new(StringComparer.Ordinal)
    {
        ["enable.idempotence"] = "without it, retries reorder and repeat messages",
        ["acks"] = "a message is delivered when all replicas have it",
        ["request.required.acks"] = "a message is delivered when all replicas have it",
    };

    // With the protocol of KIP-848 the brokers have them.
    private static readonly string[] ClassicOnly =
        ["partition.assignment.strategy", "session.timeout.ms", "heartbeat.interval.ms", "group.protocol.type"];

    // Defaults of librdkafka.
    private const int HeartbeatMilliseconds = 3_000;
    private const int SessionMilliseconds = 45_000;
    private const int MaxPollMilliseconds = 300_000;

    public ValidateOptionsResult Validate(string? name, EventBusOptions options)
    {
        string[] errors =
        [
            .. Kafka(kafka.Value),
            .. Membership(kafka.Value.Client, options),
            .. kafka.Value.Topics.SelectMany(topic => Topic(Path($"Kafka:Topics:{topic.Key}"), topic.Value)),
        ];
        return errors.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Kafka(KafkaOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.BootstrapServers))
        {
            yield return $"{Path("Kafka:BootstrapServers")} is missing: give host:port of at least one broker.";
        }
        else if (options.BootstrapServers.Contains('@', StringComparison.Ordinal))
        {
            // The client would write what stands before it into its messages.
            yield return $"{Path("Kafka:BootstrapServers")} has a user or a password: give host:port alone, and set "
                + $"{Path("Kafka:Security:Username")} and {Path("Kafka:Security:Password")}.";
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

    private IEnumerable<string> Membership(Dictionary<string, string> client, EventBusOptions bus)
    {
        string protocol = Path("Kafka:Client:group.protocol");
        bool isNewProtocol = string.Equals(client.GetValueOrDefault("group.protocol"), "consumer", StringComparison.OrdinalIgnoreCase);
        foreach (string key in ClassicOnly.Where(key => isNewProtocol && client.ContainsKey(key)))
        {
            yield return $"{Path("Kafka:Client:" + key)} can't be set: with {protocol} = consumer the brokers decide it. Remove it.";
        }

        if (!isNewProtocol && client.ContainsKey("group.remote.assignor"))
        {
            yield return $"{Path("Kafka:Client:group.remote.assignor")} needs {protocol} = consumer.";
        }

        string strategy = client.GetValueOrDefault("partition.assignment.strategy", CooperativeSticky);
        if (!isNewProtocol && strategy != CooperativeSticky)
        {
            yield return $"{Path("Kafka:Client:partition.assignment.strategy")} is {strategy}: groups use {CooperativeSticky}, so that "
                + "partitions that stay aren't interrupted. Remove it.";
        }

        if (client.TryGetValue("group.instance.id", out string? instance) && string.IsNullOrWhiteSpace(instance))
        {
            yield return $"{Path("Kafka:Client:group.instance.id")} is empty: give each instance of the service a name of its own.";
        }

        int heartbeat = Milliseconds(client, "heartbeat.interval.ms", HeartbeatMilliseconds);
        int session = Milliseconds(client, "session.timeout.ms", SessionMilliseconds);
        int maxPoll = Milliseconds(client, "max.poll.interval.ms", MaxPollMilliseconds);
        if (!isNewProtocol && heartbeat >= session)
        {
            yield return $"{Path("Kafka:Client:heartbeat.interval.ms")} is {heartbeat}: give less than "
                + $"{Path("Kafka:Client:session.timeout.ms")}, which is {session}.";
        }

        if (!isNewProtocol && session > maxPoll)
        {
            yield return $"{Path("Kafka:Client:session.timeout.ms")} is {session}: give {Path("Kafka:Client:max.poll.interval.ms")} at "
                + $"most, which is {maxPoll}.";
        }

        foreach (string group in registrations.Groups.Select(group => group.Name))
        {
            TimeSpan drain = (bus.Groups.GetValueOrDefault(group) ?? new GroupOptions()).DrainTimeout;
            if (drain.TotalMilliseconds >= maxPoll)
            {
                yield return $"{Path($"Groups:{group}:DrainTimeout")} is {drain}: give less than "
                    + $"{Path("Kafka:Client:max.poll.interval.ms")}, which is {TimeSpan.FromMilliseconds(maxPoll)}, because a group that "
                    + "drains longer loses its partitions.";
            }
        }
    }

    private static IEnumerable<string> Topic(string path, TopicOptions topic)
    {
        (string Name, int? Value)[] counts =
        [
            (nameof(topic.Partitions), topic.Partitions),
            (nameof(topic.ReplicationFactor), topic.ReplicationFactor),
            (nameof(topic.MinInsyncReplicas), topic.MinInsyncReplicas),
        ];
        foreach ((string name, int? value) in counts.Where(count => count.Value is < 1 or > short.MaxValue))
        {
            yield return $"{path}:{name} is {value}: give 1 or more, and at most {short.MaxValue}.";
        }

        if (topic.MinInsyncReplicas > topic.ReplicationFactor)
        {
            yield return $"{path}:MinInsyncReplicas is {topic.MinInsyncReplicas}, and ReplicationFactor {topic.ReplicationFactor}: nothing "
                + "could be written. Give fewer.";
        }

        if (topic.Retention == TimeSpan.Zero || topic.TombstoneRetention < TimeSpan.Zero)
        {
            yield return $"{path} has a time that can't be: give Retention above zero, or below it for ever, and TombstoneRetention not "
                + "below zero.";
        }

        if (topic.TombstoneRetention is not null && topic.CleanupPolicy is null or TopicCleanup.Delete)
        {
            yield return $"{path}:TombstoneRetention has a meaning on a compacted topic only: set CleanupPolicy to Compact, or remove it.";
        }
    }

    // A value that isn't a number has a message of its own.
    private static int Milliseconds(Dictionary<string, string> client, string key, int otherwise) =>
        int.TryParse(client.GetValueOrDefault(key), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

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

    private string Path(string key) => registrations.PathOf(key);
}
