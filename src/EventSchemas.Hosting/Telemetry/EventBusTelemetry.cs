using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace EventSchemas.Hosting;

/// <summary>
/// Traces and metrics of the bus, by the semantic conventions of OpenTelemetry for messaging where they have a name. Add the source and
/// the meter <see cref="Name"/> to a listener. Safe for concurrent use.
/// </summary>
sealed class EventBusTelemetry : IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "EventSchemas";

    private const string Seconds = "s";

    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    public EventBusTelemetry(BusProgress progress, Lazy<Outbox> outbox, IMeterFactory? meters = null)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _ownsMeter = meters is null;
        Consumed = _meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages that were received.");
        ProcessDuration = _meter.CreateHistogram<double>("messaging.process.duration", Seconds, "How long a handler took.");
        Failures = _meter.CreateCounter<long>("eventschemas.handler.failures", "{attempt}", "Calls of handlers that failed.");
        DeadLetters = _meter.CreateCounter<long>("eventschemas.dead_letters", "{message}", "Messages that became dead letters.");
        Skipped = _meter.CreateCounter<long>("eventschemas.skipped", "{message}", "Messages that a policy skipped.");
        Duplicates = _meter.CreateCounter<long>(
            "eventschemas.duplicates", "{event}", "Events that a handler didn't get, because it had handled them before.");
        _meter.CreateObservableGauge(
            "eventschemas.consumer.lag", () => Measure(progress, partition => partition.Lag), "{message}", "Messages to go.");
        _meter.CreateObservableGauge(
            "eventschemas.consumer.queue", () => Measure(progress, partition => partition.Waiting), "{message}", "Messages that wait.");
        _meter.CreateObservableGauge(
            "eventschemas.consumer.stalled",
            () => Measure(progress, partition => (long)partition.Stalled.TotalSeconds),
            Seconds,
            "How long nothing has been settled although messages wait.");
        _meter.CreateObservableGauge(
            "eventschemas.undelivered", () => outbox.Value.UndeliveredCount, "{event}", "Published events that wait in the store.");
    }

    public Counter<long> Consumed { get; }

    public Histogram<double> ProcessDuration { get; }

    public Counter<long> Failures { get; }

    public Counter<long> DeadLetters { get; }

    public Counter<long> Skipped { get; }

    public Counter<long> Duplicates { get; }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    /// <summary>The span of one handler's work on one event, with the sender's span as its parent; null if nobody listens.</summary>
    public static Activity? StartHandling(EventContext context)
    {
        if (!TraceContext.Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(context.HeaderText("traceparent"), context.HeaderText("tracestate"), isRemote: true, out var parent);
        Activity? activity = TraceContext.Source.StartActivity($"process {context.Topic}", ActivityKind.Consumer, parent);
        activity?
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", context.Topic)
            .SetTag("messaging.destination.partition.id", context.Partition.ToString(CultureInfo.InvariantCulture))
            .SetTag("messaging.kafka.offset", context.Offset)
            .SetTag("messaging.consumer.group.name", context.Group)
            .SetTag("messaging.message.id", context.Metadata.Id.ToString())
            .SetTag("eventschemas.handler", context.Handler)
            .SetTag("eventschemas.event_type", context.Metadata.EventType)
            .SetTag("eventschemas.attempt", context.Attempt);
        return activity;
    }

    /// <summary>The span of one handler's work on a batch, with links to the senders' spans; null if nobody listens.</summary>
    public static Activity? StartHandling(IReadOnlyList<BatchedEvent> batch)
    {
        if (!TraceContext.Source.HasListeners())
        {
            return null;
        }

        List<ActivityLink> links = [];
        foreach (BatchedEvent one in batch)
        {
            if (ActivityContext.TryParse(
                one.Context.HeaderText("traceparent"), one.Context.HeaderText("tracestate"), isRemote: true, out ActivityContext sender))
            {
                links.Add(new ActivityLink(sender));
            }
        }

        EventContext first = batch[0].Context;
        return TraceContext.Source
            .StartActivity($"process {first.Topic}", ActivityKind.Consumer, default(ActivityContext), tags: null, links)?
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", first.Topic)
            .SetTag("messaging.destination.partition.id", first.Partition.ToString(CultureInfo.InvariantCulture))
            .SetTag("messaging.batch.message_count", batch.Count)
            .SetTag("messaging.consumer.group.name", first.Group)
            .SetTag("eventschemas.handler", first.Handler)
            .SetTag("eventschemas.event_type", first.Metadata.EventType)
            .SetTag("eventschemas.attempt", first.Attempt);
    }

    /// <summary>A call of a handler has ended, well or not.</summary>
    public void Handled(EventContext context, TimeSpan duration) => ProcessDuration.Record(
        duration.TotalSeconds, HandlerTags(context.Group, context.Handler, context.Metadata.EventType));

    /// <summary>A call of a handler has failed.</summary>
    public void Failed(string group, string handler, string eventType) => Failures.Add(1, HandlerTags(group, handler, eventType));

    /// <summary>A message has become a dead letter.</summary>
    public void DeadLettered(string group, string? handler, string? eventType) =>
        DeadLetters.Add(1, HandlerTags(group, handler ?? "none", eventType ?? "none"));

    /// <summary>The tags of everything that concerns a handler.</summary>
    public static TagList HandlerTags(string group, string handler, string eventType) => new()
    {
        { "messaging.consumer.group.name", group },
        { "eventschemas.handler", handler },
        { "eventschemas.event_type", eventType },
    };

    private static IEnumerable<Measurement<long>> Measure(BusProgress progress, Func<PartitionProgress, long> value) =>
        from @group in progress.Groups
        from partition in @group.Partitions
        select new Measurement<long>(
            value(partition),
            new KeyValuePair<string, object?>("messaging.consumer.group.name", @group.Group.Name),
            new KeyValuePair<string, object?>("eventschemas.partition", partition.Name));
}
