using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>
/// The transports of the service, and which of them an event goes to: all, or those that its settings name. Safe for concurrent use.
/// </summary>
sealed class PublishingTransports
{
    private readonly IPublishingTransport[] _transports;
    private readonly IOptions<EventBusOptions> _options;
    private readonly EventBusTelemetry _telemetry;

    public PublishingTransports(
        IEnumerable<IPublishingTransport> transports, IOptions<EventBusOptions> options, EventBusTelemetry telemetry)
    {
        _transports = [.. transports];
        _options = options;
        _telemetry = telemetry;
        if (_transports.Length == 0)
        {
            throw new InvalidOperationException("The event bus has no transport: call UseKafka, or the method of another one.");
        }

        Headroom = _transports.Max(transport => transport.Headroom);
    }

    /// <summary>How many bytes in front of value and key the transports fill in themselves.</summary>
    public int Headroom { get; }

    /// <summary>The transports that have an event in all its topics, where it goes to several.</summary>
    public static IEnumerable<string> Complete(IReadOnlyList<string> topics, IReadOnlyList<DeliveredMessage> delivered) =>
        from message in delivered
        where message.Transport is not null
        group message.Topic by message.Transport into reached
        where !topics.Except(reached, StringComparer.Ordinal).Any()
        select reached.Key;

    /// <summary>The topics that have an event on all its transports.</summary>
    public IEnumerable<string> Reached(string eventType, IReadOnlyList<DeliveredMessage> delivered)
    {
        int transports = For(eventType).Length;
        return delivered.GroupBy(message => message.Topic, StringComparer.Ordinal)
            .Where(messages => messages.Count() >= transports)
            .Select(messages => messages.Key);
    }

    /// <summary>The transports of an event, as the semantic conventions of OpenTelemetry name them.</summary>
    public IReadOnlyList<string> SystemsOf(string eventType) => [.. For(eventType).Select(transport => transport.SystemName)];

    /// <summary>Creates the sender of an event, to all its transports.</summary>
    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) =>
        CreateSender(descriptor, topics, without: []);

    /// <summary>Creates the sender of an event, to its transports but some.</summary>
    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics, IReadOnlyList<string> without)
    {
        IPublishingTransport[] chosen =
            [.. For(descriptor.EventType).Where(transport => !without.Contains(transport.Name, StringComparer.Ordinal))];
        return chosen is [var only] && only.Headroom == Headroom
            ? _telemetry.CreateSender(only, descriptor, topics)
            : new TransportsSender(
                descriptor.EventType,
                [
                    .. chosen.Select(transport => new TransportSender(
                        transport.Name, _telemetry.CreateSender(transport, descriptor, topics), Headroom - transport.Headroom)),
                ]);
    }

    /// <summary>Sends everything that is still queued.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_transports.Select(transport => transport.FlushAsync(cancellationToken)));

    private IPublishingTransport[] For(string eventType) =>
        _options.Value.Producers.GetValueOrDefault(eventType) is { Transports: { Count: > 0 } names }
            ? [.. _transports.Where(transport => names.Contains(transport.Name, StringComparer.OrdinalIgnoreCase))]
            : _transports;
}

/// <summary>An event's sender on one transport.</summary>
/// <param name="Name">The transport's name.</param>
/// <param name="Sender">The sender.</param>
/// <param name="Excess">How many bytes of the headroom this transport doesn't use.</param>
readonly record struct TransportSender(string Name, IEventSender Sender, int Excess);

/// <summary>Sends the events of one type to several transports, or to one that needs less headroom than others.</summary>
sealed class TransportsSender(string eventType, IReadOnlyList<TransportSender> transports) : IEventSender
{
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        foreach (TransportSender transport in transports)
        {
            await transport.Sender.PrepareAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (transports is [var only])
        {
            return only.Sender.SendAsync(outgoing with { Encoded = outgoing.Encoded.From(only.Excess) }, cancellationToken);
        }

        var sent = new Task<PublishResult>[transports.Count];
        for (int i = 0; i < sent.Length; i++)
        {
            OutgoingEvent own = outgoing with { Encoded = outgoing.Encoded.From(transports[i].Excess) };
            sent[i] = transports[i].Sender.SendAsync(own, cancellationToken);
        }

        return JoinAsync(outgoing.Id, sent);
    }

    private async Task<PublishResult> JoinAsync(Guid id, Task<PublishResult>[] sent)
    {
        var delivered = new List<DeliveredMessage>(sent.Length);
        var failures = new List<EventPublishException>();
        for (int i = 0; i < sent.Length; i++)
        {
            try
            {
                Add(((PublishResult.Delivered)await sent[i].ConfigureAwait(false)).Messages, transports[i].Name);
            }
            catch (EventPublishException e)
            {
                Add(e.Delivered, transports[i].Name);
                failures.Add(e);
            }
        }

        return failures.Count == 0
            ? new PublishResult.Delivered(id, delivered)
            : throw PartialDelivery.Explain(eventType, id, delivered, failures);

        void Add(IEnumerable<DeliveredMessage> messages, string transport) =>
            delivered.AddRange(messages.Select(message => message with { Transport = transport }));
    }
}
