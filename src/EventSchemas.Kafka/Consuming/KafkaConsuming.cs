using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Consuming from Kafka.</summary>
sealed class KafkaConsuming(
    KafkaClientConfig clients,
    RegistryClient registry,
    ServiceIdentity service,
    IServiceProvider services,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    BusProgress progress,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILogger<KafkaConsuming> logger) : IConsumingTransport, IDisposable
{
    private readonly List<DeadLetterTopic> _deadLetters = [];

    public string Name => KafkaPublishing.TransportName;

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        string handlers = string.Join(", ", group.Handlers.Select(handler => handler.Name));
        ConsumerLog.Starts(logger, group.Name, group.StartAt, string.Join(", ", group.Topics), handlers);
        var deadLetters = new DeadLetterTopic(group, clients, logger);
        _deadLetters.Add(deadLetters);
        var reader = new MessageReader(ReadScope.Of(group), registry, service, time, logger);
        var settler = new MessageSettler(group, scopes, deadLetters, telemetry, time, logger);
        return new GroupConsumer(
            group, Config(group), clients, reader, settler, progress.Add(group), time, logger, lifetime.StopApplication);
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken) =>
        Task.WhenAll(
            DeadLetterCheck.RunAsync(group, clients, logger),
            ProcessedEventsCheck.RunAsync(group, services.GetService<IHandlerTransactions>(), clients, logger))
            .WaitAsync(cancellationToken);

    public void Dispose() => _deadLetters.ForEach(topic => topic.Dispose());

    private ConsumerConfig Config(ConsumerGroup group)
    {
        ConsumerConfig config = clients.Consumer();
        config.GroupId = group.Name;

        // With the consumer protocol the broker assigns partitions, and refuses a client's strategy.
        if (config.GroupProtocol != GroupProtocol.Consumer)
        {
            config.PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky;
        }

        return config;
    }
}
