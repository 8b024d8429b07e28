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

    /// <summary>The attribute with the name of the consumer group.</summary>
    public const string GroupTag = "messaging.consumer.group.name";

    /// <summary>The attribute with the name of the transport.</summary>
    public const string SystemTag = "messaging.system";

    private const string Seconds = "s";
    private const string OperationTag = "messaging.operation.name";
    private const string DestinationTag = "messaging.destination.name";
    private const string ErrorTag = "error.type";
    private const string HandlerTag = "eventschemas.handler";
    private const string EventTypeTag = "eventschemas.event_type";
    private const string SendOperation = "send";
    private const string ProcessOperation = "process";

    private readonly Meter _meter;
    private readonly bool _ownsMeter;

    public EventBusTelemetry(BusProgress progress, Lazy<Outbox> outbox, IMeterFactory? meters = null)
    {
        _meter = meters?.Create(Name) ?? new Meter(Name);
        _ownsMeter = meters is null;
        SentMessages = _meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages that were sent, or failed.");
        OperationDuration = _meter.CreateHistogram<double>(
            "messaging.client.operation.duration", Seconds, "How long sending an event to all its topics took.");
        Consumed = _meter.CreateCounter<long>("messaging.client.consumed.messages", "{message}", "Messages that were received.");
        ProcessDuration = _meter.CreateHistogram<double>("messaging.process.duration", Seconds, "How long a handler took.");
        Failures = _meter.CreateCounter<long>("eventschemas.handler.failures", "{attempt}", "Calls of handlers that failed.");
        DeadLetters = _meter.CreateCounter<long>("eventschemas.dead_letters", "{message}", "Messages that became dead letters.");
        Skipped = _meter.CreateCounter<long>("eventschemas.skipped", "{message}", "Messages that a policy skipped.");
        Duplicates = _meter.CreateCounter<long>(
            "eventschemas.duplicates", "{event}", "Events that a handler didn't get, because it had handled them before.");
        Lost = _meter.CreateCounter<long>(
            "eventschemas.lost", "{message}", "Messages that the transport deleted before the group had them.");
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

    public Counter<long> SentMessages { get; }

    public Histogram<double> OperationDuration { get; }

    public Counter<long> Consumed { get; }

    public Histogram<double> ProcessDuration { get; }

    public Counter<long> Failures { get; }

    public Counter<long> DeadLetters { get; }

    public Counter<long> Skipped { get; }

    public Counter<long> Duplicates { get; }

    public Counter<long> Lost { get; }

    public void Dispose()
    {
        if (_ownsMeter)
        {
            _meter.Dispose();
        }
    }

    /// <summary>Whether someone listens to spans or metrics of publishing.</summary>
    public bool SeesPublishing => TraceContext.Source.HasListeners() || SentMessages.Enabled || OperationDuration.Enabled;

    /// <summary>Creates the sender of an event, with spans and metrics.</summary>
    public IEventSender CreateSender(IPublishingTransport transport, EventDescriptor descriptor, IReadOnlyList<string> topics) =>
        new SeenSender(
            transport.CreateSender(descriptor, topics), this, new SentTo(transport.SystemName, descriptor.EventType, topics));

    /// <summary>The span of sending one event; null if nobody listens.</summary>
    /// <param name="destination">What is sent, and where to.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="published">The trace in which an event was published that was stored since; null for the current one.</param>
    public static Activity? StartSending(SentTo destination, Guid id, TraceContext? published = null)
    {
        if (!TraceContext.Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(published?.Parent, published?.State, isRemote: true, out ActivityContext parent);
        return TraceContext.Source.StartActivity($"{SendOperation} {destination.Name}", ActivityKind.Producer, parent)?
            .SetTag(SystemTag, destination.System)
            .SetTag(OperationTag, SendOperation)
            .SetTag("messaging.operation.type", SendOperation)
            .SetTag(DestinationTag, destination.Name)
            .SetTag("messaging.message.id", id.ToString())
            .SetTag(EventTypeTag, destination.EventType);
    }

    /// <summary>An event was sent, or not.</summary>
    public void Sent(SentTo destination, Activity? activity, Exception? failure, TimeSpan duration)
    {
        string? error = failure is EventPublishException { Reason: var reason } ? reason.ToString() : failure?.GetType().FullName;
        var delivered = (failure as EventPublishException)?.Delivered;
        if (error is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, error);
            activity?.SetTag("eventschemas.outcome", (failure as EventPublishException)?.Outcome.ToString());
        }

        OperationDuration.Record(duration.TotalSeconds, SendTags(destination, destination.Name, error));
        foreach (string topic in destination.Topics)
        {
            bool isDelivered = delivered?.Any(message => message.Topic == topic) == true;
            SentMessages.Add(1, SendTags(destination, topic, isDelivered ? null : error));
        }
    }

    /// <summary>The span of one handler's work on one event, with the sender's span as its parent; null if nobody listens.</summary>
    public static Activity? StartHandling(EventContext context, string system)
    {
        if (!TraceContext.Source.HasListeners())
        {
            return null;
        }

        _ = ActivityContext.TryParse(context.HeaderText("traceparent"), context.HeaderText("tracestate"), isRemote: true, out var parent);
        return DescribeHandling(
            TraceContext.Source.StartActivity($"{ProcessOperation} {context.Topic}", ActivityKind.Consumer, parent), context, system)?
            .SetTag("messaging.message.id", context.Metadata.Id.ToString());
    }

    /// <summary>The span of one handler's work on a batch, with links to the senders' spans; null if nobody listens.</summary>
    public static Activity? StartHandling(IReadOnlyList<BatchedEvent> batch, string system)
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
        return DescribeHandling(
            TraceContext.Source.StartActivity(
                $"{ProcessOperation} {first.Topic}", ActivityKind.Consumer, default(ActivityContext), tags: null, links),
            first,
            system)?
            .SetTag("messaging.batch.message_count", batch.Count);
    }

    /// <summary>The work of a span has failed. The exception's message may have personal data.</summary>
    public static void Fail(Activity? activity, Exception failure) =>
        activity?.SetStatus(ActivityStatusCode.Error).SetTag(ErrorTag, failure.GetType().FullName);

    /// <summary>A call of a handler has ended, well or not.</summary>
    public void Handled(EventContext context, string system, Exception? failure, TimeSpan duration)
    {
        TagList tags = HandlerTags(context.Group, context.Handler, context.Metadata.EventType);
        tags.Add(SystemTag, system);
        tags.Add(OperationTag, ProcessOperation);
        tags.Add(DestinationTag, context.Topic);
        if (failure is not null)
        {
            tags.Add(ErrorTag, failure.GetType().FullName);
        }

        ProcessDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>A message was received.</summary>
    public void Received(KeyValuePair<string, object?> group, string system) =>
        Consumed.Add(1, group, new(SystemTag, system), new(OperationTag, "receive"));

    /// <summary>A call of a handler has failed.</summary>
    public void Failed(string group, string handler, string eventType) => Failures.Add(1, HandlerTags(group, handler, eventType));

    /// <summary>A message has become a dead letter.</summary>
    public void DeadLettered(string group, string? handler, string? eventType) =>
        DeadLetters.Add(1, HandlerTags(group, handler ?? "none", eventType ?? "none"));

    /// <summary>The tags of everything that concerns a handler.</summary>
    public static TagList HandlerTags(string group, string handler, string eventType) => new()
    {
        { GroupTag, group },
        { HandlerTag, handler },
        { EventTypeTag, eventType },
    };

    private static Activity? DescribeHandling(Activity? activity, EventContext context, string system) => activity?
        .SetTag(SystemTag, system)
        .SetTag(OperationTag, ProcessOperation)
        .SetTag("messaging.operation.type", ProcessOperation)
        .SetTag(DestinationTag, context.Topic)
        .SetTag("messaging.destination.partition.id", context.Partition.ToString(CultureInfo.InvariantCulture))
        .SetTag(GroupTag, context.Group)
        .SetTag(HandlerTag, context.Handler)
        .SetTag(EventTypeTag, context.Metadata.EventType)
        .SetTag("eventschemas.attempt", context.Attempt);

    private static TagList SendTags(SentTo destination, string topic, string? error)
    {
        TagList tags = new()
        {
            { SystemTag, destination.System },
            { OperationTag, SendOperation },
            { DestinationTag, topic },
            { EventTypeTag, destination.EventType },
        };
        if (error is not null)
        {
            tags.Add(ErrorTag, error);
        }

        return tags;
    }

    private static IEnumerable<Measurement<long>> Measure(BusProgress progress, Func<PartitionProgress, long> value) =>
        from @group in progress.Groups
        from partition in @group.Partitions
        select new Measurement<long>(
            value(partition),
            new KeyValuePair<string, object?>(GroupTag, @group.Group.Name),
            new KeyValuePair<string, object?>("eventschemas.partition", partition.Name));
}
