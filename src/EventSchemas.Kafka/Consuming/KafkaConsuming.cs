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
    TimeProvider time,
    ILogger<KafkaConsuming> logger) : IConsumingTransport
{
    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        string handlers = string.Join(", ", group.Handlers.Select(handler => handler.Name));
        ConsumerLog.Starts(logger, group.Name, group.StartAt, string.Join(", ", group.Topics), handlers);
        var reader = new MessageReader(group, registry, service, time, logger);
        var settler = new MessageSettler(group, scopes, time, logger);
        return new GroupConsumer(group, Config(group, options.Value), reader, settler, logger, lifetime.StopApplication);
    }

    private static ConsumerConfig Config(ConsumerGroup group, KafkaOptions kafka) => new(new Dictionary<string, string>(kafka.Client))
    {
        BootstrapServers = kafka.BootstrapServers,
        GroupId = group.Name,
        AutoOffsetReset = group.StartAt == StartAt.Earliest ? AutoOffsetReset.Earliest : AutoOffsetReset.Latest,
        EnableAutoCommit = true,
        EnableAutoOffsetStore = false,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
    };
}
