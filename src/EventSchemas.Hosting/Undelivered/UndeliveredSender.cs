using System.Collections.Concurrent;

namespace EventSchemas.Hosting;

/// <summary>Sends events that were stored, with the schema that they were written with. Safe for concurrent use.</summary>
sealed class UndeliveredSender(PublishingTransports transports, EventBusRegistrations registrations, ServiceIdentity service)
{
    private readonly ConcurrentDictionary<(string, string, EventKeyFormat, string, string), IEventSender> _senders = new();

    /// <summary>Sends an event to the topics that don't have it yet.</summary>
    /// <exception cref="EventPublishException">It was not delivered, or the outcome is unknown.</exception>
    public Task<PublishResult> SendAsync(UndeliveredEvent undelivered, TraceContext? trace, CancellationToken cancellationToken) =>
        SenderOf(undelivered).SendAsync(
            new OutgoingEvent(
                new EncodedEvent(Framed(undelivered.Value), Framed(undelivered.Key)), undelivered.Id, undelivered.Time, trace)
            {
                Attributes = GivenAttributes.Of(undelivered.Subject, undelivered.Extensions, undelivered.IsReplay),
            },
            cancellationToken);

    private IEventSender SenderOf(UndeliveredEvent undelivered) => _senders.GetOrAdd(
        (undelivered.EventType, undelivered.Schema, undelivered.KeyFormat, string.Join(',', undelivered.Topics),
            undelivered.SourceHost ?? service.Host),
        _ => transports.CreateSender(
            new EventDescriptor(undelivered.EventType, undelivered.Schema)
            {
                Key = undelivered.KeyMember,
                KeyFormat = undelivered.KeyFormat,
                Conventions = ConventionsOf(undelivered),
            },
            undelivered.Topics));

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
