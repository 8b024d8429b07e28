using System.Collections.Concurrent;

namespace EventSchemas.Hosting;

/// <summary>Sends events that were stored, with the schema that they were written with. Safe for concurrent use.</summary>
sealed class UndeliveredSender(PublishingTransports transports, EventBusRegistrations registrations)
{
    private readonly ConcurrentDictionary<(string, string, EventKeyFormat, string), IEventSender> _senders = new();

    /// <summary>Sends an event to the topics that don't have it yet.</summary>
    /// <exception cref="EventPublishException">It was not delivered, or the outcome is unknown.</exception>
    public Task<PublishResult> SendAsync(UndeliveredEvent undelivered, TraceContext? trace, CancellationToken cancellationToken) =>
        SenderOf(undelivered).SendAsync(
            new OutgoingEvent(
                new EncodedEvent(Framed(undelivered.Value), Framed(undelivered.Key)), undelivered.Id, undelivered.Time, trace),
            cancellationToken);

    private IEventSender SenderOf(UndeliveredEvent undelivered) => _senders.GetOrAdd(
        (undelivered.EventType, undelivered.Schema, undelivered.KeyFormat, string.Join(',', undelivered.Topics)),
        _ => transports.CreateSender(
            new EventDescriptor(undelivered.EventType, undelivered.Schema)
            {
                Key = undelivered.KeyMember,
                KeyFormat = undelivered.KeyFormat,
                Conventions = registrations.Events.FirstOrDefault(e => e.Descriptor.EventType == undelivered.EventType)
                    ?.Descriptor.Conventions ?? undelivered.Conventions,
            },
            undelivered.Topics));

    private byte[]? Framed(byte[]? body) => body is null ? null : [.. new byte[transports.Headroom], .. body];
}
