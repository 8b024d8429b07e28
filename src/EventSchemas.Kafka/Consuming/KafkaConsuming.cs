using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Consuming from Kafka.</summary>
sealed class KafkaConsuming(
    IOptions<KafkaOptions> options,
    RegistryClient registry,
    ServiceIdentity service,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    BusProgress progress,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILogger<KafkaConsuming> logger) : IConsumingTransport, IDisposable
{
    private readonly List<DeadLetterTopic> _deadLetters = [];

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        string handlers = string.Join(", ", group.Handlers.Select(handler => handler.Name));
        ConsumerLog.Starts(logger, group.Name, group.StartAt, string.Join(", ", group.Topics), handlers);
        var deadLetters = new DeadLetterTopic(group, DeadLetterConfig(options.Value), logger);
        _deadLetters.Add(deadLetters);
        var reader = new MessageReader(group, registry, service, time, logger);
        var settler = new MessageSettler(group, scopes, deadLetters, telemetry, time, logger);
        return new GroupConsumer(
            group, Config(group, options.Value), reader, settler, progress.Add(group), time, logger, lifetime.StopApplication);
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken)
    {
        var config = new AdminClientConfig(new Dictionary<string, string>(options.Value.Client))
        {
            BootstrapServers = options.Value.BootstrapServers,
        };
        return DeadLetterCheck.RunAsync(group, config, logger).WaitAsync(cancellationToken);
    }

    public void Dispose() => _deadLetters.ForEach(topic => topic.Dispose());

    private static ConsumerConfig Config(ConsumerGroup group, KafkaOptions kafka)
    {
        var config = new ConsumerConfig(new Dictionary<string, string>(kafka.Client))
        {
            BootstrapServers = kafka.BootstrapServers,
            GroupId = group.Name,
            AutoOffsetReset = AutoOffsetReset.Error,
            EnableAutoCommit = false,
            EnableAutoOffsetStore = false,
        };

        // With the consumer protocol the broker assigns partitions, and refuses a client's strategy.
        if (config.GroupProtocol != GroupProtocol.Consumer)
        {
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        }

        return config;
    }

    /// <summary>The settings of a client that reads partitions to their end, without a group.</summary>
    public static ConsumerConfig ReaderConfig(KafkaOptions kafka) => new(new Dictionary<string, string>(kafka.Client))
    {
        BootstrapServers = kafka.BootstrapServers,

        // The client demands one; nothing is committed.
        GroupId = "eventschemas-reader",
        EnableAutoCommit = false,
        EnableAutoOffsetStore = false,
        EnablePartitionEof = true,
        AutoOffsetReset = AutoOffsetReset.Error,
    };

    /// <summary>The settings of a client that writes dead letters.</summary>
    public static ProducerConfig DeadLetterConfig(KafkaOptions kafka) => new(new Dictionary<string, string>(kafka.Client))
    {
        BootstrapServers = kafka.BootstrapServers,
        EnableIdempotence = true,
        Acks = Acks.All,
        MessageTimeoutMs = (int)kafka.MessageTimeout.TotalMilliseconds,
    };
}
