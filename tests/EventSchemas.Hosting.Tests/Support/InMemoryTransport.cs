using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.Hosting.Tests;

/// <summary>A minimal transport in memory, without partitions and registry.</summary>
sealed class InMemoryTransport(IServiceScopeFactory scopes, TimeProvider time) : IPublishingTransport, IConsumingTransport
{
    public int Headroom { get; set; } = 2;

    /// <summary>How many senders were created.</summary>
    public int Senders { get; private set; }

    public List<(string Topic, EncodedEvent Event, Guid Id)> Sent { get; } = [];

    public bool IsFlushed { get; private set; }

    /// <summary>The settlers of the running groups, by the group's name.</summary>
    public Dictionary<string, MessageSettler> Settlers { get; } = [];

    /// <summary>Creates a service on this transport.</summary>
    public static IHost CreateService(Action<EventBusBuilder> configure, params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new("EventBus:TopicPrefix", "dev"),
            new("EventBus:Groups:group:Retry:InitialDelay", "00:00:00.001"),
            new("EventBus:Groups:group:Retry:MaxDelay", "00:00:00.002"),
            new("EventBus:Memory:Capacity", "3"),
            new("FeatureManagement:LampLitEvent", "true"),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
        EventBusBuilder bus = builder.Services.AddEventBusCore(builder.Configuration.GetSection("EventBus"));
        bus.AddTransportOptions<MemoryOptions>("Memory");
        builder.Services
            .AddSingleton<HandlerCalls>()
            .AddSingleton<InMemoryTransport>()
            .AddSingleton<IPublishingTransport>(provider => provider.GetRequiredService<InMemoryTransport>())
            .AddSingleton<IConsumingTransport>(provider => provider.GetRequiredService<InMemoryTransport>());
        configure(bus.AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnLampLit<FirstHandler>("first")
            .OnLampLit<SecondHandler>("second")));
        return builder.Build();
    }

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics)
    {
        Senders++;
        return new Sender(this, topics);
    }

    public Task FlushAsync(CancellationToken cancellationToken)
    {
        IsFlushed = true;
        return Task.CompletedTask;
    }

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        Settlers[group.Name] = new MessageSettler(group, scopes, time, NullLogger.Instance);
        return new Consumer();
    }

    private sealed class Sender(InMemoryTransport transport, IReadOnlyList<string> topics) : IEventSender
    {
        public Task<IReadOnlyList<DeliveredMessage>> SendAsync(
            EncodedEvent encoded, Guid id, DateTimeOffset time, CancellationToken cancellationToken)
        {
            transport.Sent.AddRange(topics.Select(topic => (topic, encoded, id)));
            return Task.FromResult<IReadOnlyList<DeliveredMessage>>([.. topics.Select(topic => new DeliveredMessage(topic, 0, 0))]);
        }
    }

    private sealed class Consumer : IGroupConsumer
    {
        public void Start()
        {
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}

/// <summary>The settings of the transport.</summary>
sealed class MemoryOptions
{
    public int Capacity { get; set; }
}

/// <summary>A message that is read with the outcomes of a function.</summary>
sealed class InMemoryMessage(Func<int, ReadOutcome> read) : ReceivedMessage
{
    public int Reads { get; private set; }

    public override object Position => "lamps 0-1";

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(read(++Reads));

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) => new()
    {
        Metadata = metadata,
        Topic = "dev-lamps",
        Partition = 0,
        Offset = 1,
        Group = group,
        Handler = handler,
        Attempt = attempt,
    };

    public override string ToLogText(bool mayBePersonal) => "a message";
}
