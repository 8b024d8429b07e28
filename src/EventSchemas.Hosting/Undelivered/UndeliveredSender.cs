using System.Collections.Concurrent;

namespace EventSchemas.Hosting;

/// <summary>Sends events that were stored, with the schema that they were written with. Safe for concurrent use.</summary>
sealed class UndeliveredSender(PublishingTransports transports, EventBusRegistrations registrations, ServiceIdentity service)
{
    // Far more than are ever tried again at a time. What is forgotten is sent once more.
    private const int MaxReached = 100_000;

    private readonly ConcurrentDictionary<(string, string, EventKeyFormat, string, string, string), IEventSender> _senders = new();

    // The transports that have an event which another one didn't take yet.
    private readonly ConcurrentDictionary<(Guid Id, string Topics), string[]> _reached = new();

    /// <summary>Sends an event to the topics that don't have it yet, on the transports that don't have it yet.</summary>
    /// <exception cref="EventPublishException">It was not delivered, or the outcome is unknown.</exception>
    public async Task<PublishResult> SendAsync(
        UndeliveredEvent undelivered, TraceContext? trace, CancellationToken cancellationToken)
    {
        (Guid, string) sent = (undelivered.Id, string.Join(',', undelivered.Topics));
        string[] without = _reached.GetValueOrDefault(sent, []);
        try
        {
            PublishResult result = await SendAsync(undelivered, without, trace, cancellationToken).ConfigureAwait(false);
            _reached.TryRemove(sent, out _);
            return result;
        }
        catch (EventPublishException e)
        {
            string[] reached = [.. PublishingTransports.Complete(undelivered.Topics, e.Delivered)];
            if (reached.Length > 0)
            {
                if (_reached.Count >= MaxReached)
                {
                    _reached.Clear();
                }

                _reached[sent] = [.. without, .. reached];
            }

            throw;
        }
    }

    private Task<PublishResult> SendAsync(
        UndeliveredEvent undelivered, string[] without, TraceContext? trace, CancellationToken cancellationToken) =>
        SenderOf(undelivered, without).SendAsync(
            new OutgoingEvent(
                new EncodedEvent(Framed(undelivered.Value), Framed(undelivered.Key)), undelivered.Id, undelivered.Time, trace)
            {
                Attributes = GivenAttributes.Of(
                    undelivered.Metadata, undelivered.Subject, undelivered.Extensions, undelivered.IsReplay),
            },
            cancellationToken);

    private IEventSender SenderOf(UndeliveredEvent undelivered, string[] without) => _senders.GetOrAdd(
        (undelivered.EventType, undelivered.Schema, undelivered.KeyFormat, string.Join(',', undelivered.Topics),
            undelivered.SourceHost ?? service.Host, string.Join(',', without)),
        _ => transports.CreateSender(
            new EventDescriptor(undelivered.EventType, undelivered.Schema)
            {
                Key = undelivered.KeyMember,
                KeyFormat = undelivered.KeyFormat,
                Conventions = ConventionsOf(undelivered),

                // Whether the record is declared for them was said when its producer was created.
                Transports = EventTransports.Kafka | EventTransports.Redis,
            },
            undelivered.Topics,
            without));

    private EventConventions ConventionsOf(UndeliveredEvent undelivered)
    {
        EventConventions conventions = registrations.Events.FirstOrDefault(e => e.Descriptor.EventType == undelivered.EventType)
            ?.Descriptor.Conventions ?? undelivered.Conventions;
        return undelivered.SourceHost is not { } host || host == service.Host ? conventions : conventions with
        {
            Headers =
            [
                .. conventions.Headers.Select(
                    header => header.Content == EventHeaderContent.SourceHost ? header with { Text = host } : header),
            ],
        };
    }

    private byte[]? Framed(byte[]? body) => body is null ? null : [.. new byte[transports.Headroom], .. body];
}
