using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Runs the consumer groups of the service.</summary>
sealed class ConsumerGroupsService(
    IOptions<EventBusOptions> options,
    EventBusRegistrations registrations,
    RegistryClient registry,
    ServiceIdentity service,
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<ConsumerGroupsService> logger) : IHostedService, IDisposable
{
    private readonly List<GroupConsumer> _consumers = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (GroupRegistration group in registrations.Groups)
        {
            GroupConsumer consumer = Create(group);
            _consumers.Add(consumer);
            consumer.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(_consumers.Select(consumer => consumer.StopAsync(cancellationToken)));

    public void Dispose() => _consumers.ForEach(consumer => consumer.Dispose());

    private GroupConsumer Create(GroupRegistration group)
    {
        EventBusOptions settings = options.Value;
        GroupOptions groupOptions = settings.Groups.GetValueOrDefault(group.Name) ?? new GroupOptions();
        string[] topics = [.. group.Handlers.SelectMany(handler => handler.Event.Topics(settings)).Select(settings.FullTopic).Distinct(StringComparer.Ordinal)];
        ConsumerLog.Starts(logger, group.Name, group.StartAt, string.Join(", ", topics), string.Join(", ", group.Handlers.Select(handler => handler.Name)));
        var reader = new MessageReader(group, registry, service, time, logger);
        var handler = new MessageHandler(group, groupOptions, $"{registrations.SectionPath}:Groups:{group.Name}", reader, scopes, time, logger);
        return new GroupConsumer(group, groupOptions, Config(group, settings.Kafka), topics, handler, logger, lifetime.StopApplication);
    }

    private static ConsumerConfig Config(GroupRegistration group, KafkaOptions kafka) => new(new Dictionary<string, string>(kafka.Client))
    {
        BootstrapServers = kafka.BootstrapServers,
        GroupId = group.Name,
        AutoOffsetReset = group.StartAt == StartAt.Earliest ? AutoOffsetReset.Earliest : AutoOffsetReset.Latest,
        EnableAutoCommit = true,
        EnableAutoOffsetStore = false,
        PartitionAssignmentStrategy = PartitionAssignmentStrategy.CooperativeSticky,
    };
}
