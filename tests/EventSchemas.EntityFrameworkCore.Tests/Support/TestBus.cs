using System.Collections.Concurrent;
using System.Text;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A bus in memory, which outlives the hosts that are on it, and can be away or refuse events.</summary>
sealed class TestBus
{
    private readonly Lock _gate = new();
    private readonly List<SentEvent> _sent = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Why an event isn't taken; null if it is.</summary>
    public Func<SentEvent, PublishFailureReason?> Refusal { get; set; } = static _ => null;

    /// <summary>Is waited for before an event is taken.</summary>
    public Func<SentEvent, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>How often an event was sent, taken or not.</summary>
    public int Attempts { get; private set; }

    public IReadOnlyList<SentEvent> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public async Task<PublishResult> TakeAsync(SentEvent sent)
    {
        await Before(sent);
        lock (_gate)
        {
            Attempts++;
            if (Refusal(sent) is { } reason)
            {
                throw new EventPublishException(sent.EventType, sent.Id, PublishOutcome.NotDelivered, reason, $"The bus says {reason}.");
            }

            _sent.Add(sent);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return new PublishResult.Delivered(sent.Id, [new DeliveredMessage(sent.Topic, 0, _sent.Count)]);
        }
    }

    /// <summary>Waits until the bus has enough events.</summary>
    public async Task<IReadOnlyList<SentEvent>> ReachAsync(int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_sent.Count >= count)
                {
                    return [.. _sent];
                }

                changed = _changed.Task;
            }

            try
            {
                await changed.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"The bus has {Sent.Count} events of {count}.");
            }
        }
    }
}

/// <summary>An event that was sent, without framing.</summary>
sealed record SentEvent(string EventType, string Topic, Guid Id, DateTimeOffset Time, byte[]? Key, byte[]? Value, string? TraceParent)
{
    /// <summary>What the header of the host says where it isn't the sender's.</summary>
    public string? SourceHost { get; init; }

    public bool IsReplay { get; init; }

    /// <summary>What it came with that is passed on.</summary>
    public EventMetadata? Metadata { get; init; }

    /// <summary>The headers of what its publisher gave.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    public string Customer => Key is null ? "" : Encoding.UTF8.GetString(Key.AsSpan(1));

    public OrderPlaced Order => AvroCodec.Deserialize<OrderPlaced>(Value);

    public int Number => Order.Number;
}

/// <summary>Puts a host on a <see cref="TestBus"/>.</summary>
sealed class TestTransport(TestBus bus, IServiceScopeFactory scopes, BusProgress progress, EventBusTelemetry telemetry, TimeProvider time)
    : IPublishingTransport, IConsumingTransport
{
    public const int FramingLength = 5;

    public string Name => "Test";

    public string SystemName => "test";

    public int Headroom => FramingLength;

    public ConcurrentDictionary<string, MessageSettler> Settlers { get; } = new(StringComparer.Ordinal);

    public PartitionProgress Partition { get; } = new("test", time);

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => new Sender(bus, descriptor, topics);

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public IGroupConsumer CreateConsumer(ConsumerGroup group)
    {
        Settlers[group.Name] = new MessageSettler(group, scopes, new NoDeadLetters(), telemetry, time, NullLogger.Instance);
        progress.Add(group).Add(Partition);
        return new Consumer();
    }

    public Task CheckAsync(ConsumerGroup group, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Gives an event to the handlers of a group.</summary>
    public async Task DeliverAsync(string group, TestMessage message) => await Settlers[group].SettleAsync(
        message, Partition, TestContext.Current.CancellationToken);

    private sealed class Sender(TestBus bus, EventDescriptor descriptor, IReadOnlyList<string> topics) : IEventSender
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) => bus.TakeAsync(
            new SentEvent(
                descriptor.EventType,
                topics.Single(),
                outgoing.Id,
                outgoing.Time,
                outgoing.Encoded.Key?[FramingLength..],
                outgoing.Encoded.Value?[FramingLength..],
                outgoing.Trace?.Parent)
            {
                SourceHost = descriptor.Conventions.Headers
                    .SingleOrDefault(header => header.Content == EventHeaderContent.SourceHost)?.Text,
                IsReplay = outgoing.Attributes is { IsReplay: true },
                Metadata = outgoing.Attributes?.Metadata,
                Attributes = outgoing.Attributes?.Headers ?? [],
            }).WaitAsync(cancellationToken);
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

    private sealed class NoDeadLetters : IDeadLetterQueue
    {
        public string Name => "dead letters";

        public Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken) =>
            throw new InvalidOperationException(reason.Text);
    }
}

/// <summary>A received event.</summary>
sealed class TestMessage(object value, EventMetadata metadata, bool isRedriven = false) : ReceivedMessage
{
    public override string SystemName => "test";

    public override object Position => "test 0-1";

    public override bool IncludesProcessed => isRedriven;

    public override ReadOnlyMemory<byte> RawValue => default;

    public override ReadOnlyMemory<byte> Data => default;

    public EventRegistrations? Registrations { get; set; }

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ReadOutcome>(new ReadOutcome.Event(Registrations!.Of(value), value, metadata, WriterSchema: null));

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) =>
        EventContext.ForTest(metadata.EventType) with { Metadata = metadata, Group = group, Handler = handler, Attempt = attempt };

    public override string ToLogText(bool mayBePersonal) => "a message";
}

/// <summary>Finds the registration of an event.</summary>
sealed class EventRegistrations(EventBusRegistrations registrations)
{
    public EventRegistration Of(object value) => registrations.Events.Single(one => one.EventClass == value.GetType());
}
