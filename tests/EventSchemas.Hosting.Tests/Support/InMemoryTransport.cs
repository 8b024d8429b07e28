using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting.Tests;

/// <summary>A minimal transport in memory, without partitions and registry.</summary>
sealed class InMemoryTransport(IServiceScopeFactory scopes, BusProgress progress, EventBusTelemetry telemetry, TimeProvider time)
    : IPublishingTransport, IConsumingTransport
{
    public string Name { get; init; } = "Memory";

    public string SystemName { get; init; } = "lamps";

    public int Headroom { get; set; } = 2;

    /// <summary>How many senders were created.</summary>
    public int Senders { get; private set; }

    public List<(string Topic, EncodedEvent Event, Guid Id)> Sent { get; } = [];

    /// <summary>The trace of the last event.</summary>
    public TraceContext? LastTrace { get; private set; }

    /// <summary>The headers of what the publisher of the last event gave.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> LastAttributes { get; private set; } = [];

    /// <summary>What the last event came with that is passed on.</summary>
    public EventMetadata? LastMetadata { get; private set; }

    /// <summary>The time of the last event.</summary>
    public DateTimeOffset LastTime { get; private set; }

    /// <summary>Why sending fails; null if it doesn't.</summary>
    public PublishFailureReason? Failure { get; set; }

    /// <summary>Why a topic doesn't take an event; null where it does.</summary>
    public Func<string, EncodedEvent, PublishFailureReason?> Refusal { get; set; } = (_, _) => null;

    public bool IsFlushed { get; private set; }

    /// <summary>The settlers of the running groups, by the group's name.</summary>
    public Dictionary<string, MessageSettler> Settlers { get; } = [];

    public InMemoryDeadLetters DeadLetters { get; } = new();

    /// <summary>The only partition of the group.</summary>
    public PartitionProgress Partition { get; } = new("lamps", time);

    /// <summary>What the service logged about settlement.</summary>
    public FakeLogger Log { get; } = new();

    /// <summary>Creates a service on this transport.</summary>
    public static IHost CreateService(Action<EventBusBuilder> configure, params (string Key, string? Value)[] settings) =>
        CreateService(configure, _ => { }, settings);

    /// <summary>Creates a service whose first handler has options.</summary>
    public static IHost CreateService(
        Action<EventBusBuilder> configure, Action<HandlerOptions> first, params (string Key, string? Value)[] settings)
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
        bus.AddTransportOptions<MemoryOptions>("Memory", (section, options) => section.Bind(options, SettingsBinder.Strict));
        bus.AddTransport("Memory");
        builder.Services
            .AddSingleton<HandlerCalls>()
            .AddSingleton<InMemoryTransport>()
            .AddSingleton<IPublishingTransport>(provider => provider.GetRequiredService<InMemoryTransport>())
            .AddSingleton<IConsumingTransport>(provider => provider.GetRequiredService<InMemoryTransport>());
        configure(bus.AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnLampLit<FirstHandler>("first", first)
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
        Settlers[group.Name] = new MessageSettler(group, scopes, DeadLetters, telemetry, time, Log);
        progress.Add(group).Add(Partition);
        return new Consumer();
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Sender(InMemoryTransport transport, IReadOnlyList<string> topics) : IEventSender
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
        {
            transport.LastTrace = outgoing.Trace;
            transport.LastAttributes = outgoing.Attributes?.Headers ?? [];
            transport.LastMetadata = outgoing.Attributes?.Metadata;
            transport.LastTime = outgoing.Time;
            if (transport.Failure is { } reason)
            {
                return Task.FromException<PublishResult>(
                    new EventPublishException("type", outgoing.Id, PublishOutcome.NotDelivered, reason, "The bus is down."));
            }

            var delivered = new List<DeliveredMessage>();
            foreach (string topic in topics)
            {
                if (transport.Refusal(topic, outgoing.Encoded) is { } refused)
                {
                    return Task.FromException<PublishResult>(
                        new EventPublishException("type", outgoing.Id, PublishOutcome.PartlyDelivered, refused, "The topic refuses it.")
                        {
                            Delivered = delivered,
                        });
                }

                lock (transport.Sent)
                {
                    transport.Sent.Add((topic, outgoing.Encoded, outgoing.Id));
                }

                delivered.Add(new DeliveredMessage(topic, 0, 0));
            }

            return Task.FromResult<PublishResult>(
                new PublishResult.Delivered(outgoing.Id, delivered));
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
sealed class InMemoryMessage(Func<int, ReadOutcome> read, string? target = null) : ReceivedMessage
{
    public int Reads { get; private set; }

    public override string SystemName => "lamps";

    public override object Position => "lamps 0-1";

    public override string? TargetHandler => target;

    public override ReadOnlyMemory<byte> RawValue => default;

    public override ReadOnlyMemory<byte> Data => default;

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

/// <summary>A dead-letter queue in memory that can be broken.</summary>
sealed class InMemoryDeadLetters : IDeadLetterQueue
{
    public string Name => "dev-group.dead-letter";

    public List<DeadLetterReason> All { get; } = [];

    /// <summary>How many more writes fail.</summary>
    public int Failures { get; set; }

    public Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken)
    {
        if (Failures > 0)
        {
            Failures--;
            throw new DeadLetterException("the broker is away.", null);
        }

        All.Add(reason);
        return Task.CompletedTask;
    }
}

/// <summary>Keeps what is logged, with its level.</summary>
sealed class FakeLogger : ILogger
{
    private readonly Lock _lock = new();
    private readonly List<(LogLevel Level, string Text)> _lines = [];

    public IReadOnlyList<(LogLevel Level, string Text)> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            _lines.Add((logLevel, formatter(state, exception)));
        }
    }
}
