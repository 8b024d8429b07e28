using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Publishes events: checks configuration and flag, assigns id and time, encodes, and hands over to the transport.</summary>
sealed class EventPublisher : IEventPublisher
{
    private readonly FrozenDictionary<Type, ProducedEvent> _events;
    private readonly IEventFlags _flags;
    private readonly TimeProvider _time;
    private readonly EventIdGenerator _ids;
    private readonly int _headroom;

    public EventPublisher(
        EventBusRegistrations registrations,
        IOptions<EventBusOptions> options,
        IPublishingTransport transport,
        IEventFlags flags,
        TimeProvider time)
    {
        _events = registrations.Events
            .Where(registration => registration.IsProduced)
            .ToFrozenDictionary(
                registration => registration.EventClass,
                registration => new ProducedEvent(registration, registrations, options.Value, transport));
        _flags = flags;
        _time = time;
        _ids = new EventIdGenerator(time);
        _headroom = transport.Headroom;
    }

    public async Task<PublishResult> PublishAsync<TEvent>(
        TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        ProducedEvent produced = _events.GetValueOrDefault(typeof(TEvent))
            ?? throw new InvalidOperationException(
                $"{TEvent.EventType} has no producer: register it with AddProducer on the builder that AddEventBus returned.");
        if (await DisabledAsync(produced, cancellationToken).ConfigureAwait(false) is { } disabled)
        {
            return disabled;
        }

        Guid id = options?.Id ?? _ids.Next(produced.Descriptor.Conventions.IdVersion);
        DateTimeOffset time = options?.Time ?? _time.GetUtcNow();
        var encoded = EncodedEvent.Of(value, _headroom);
        IReadOnlyList<DeliveredMessage> delivered =
            await produced.Sender.SendAsync(encoded, id, time, cancellationToken).ConfigureAwait(false);
        return new PublishResult.Delivered(id, delivered);
    }

    private async ValueTask<PublishResult.Disabled?> DisabledAsync(ProducedEvent produced, CancellationToken cancellationToken)
    {
        if (produced.DisabledByConfiguration is { } disabled)
        {
            return disabled;
        }

        return produced.Descriptor.FeatureFlag is { } flag && !await _flags.IsEnabledAsync(flag, cancellationToken).ConfigureAwait(false)
            ? produced.DisabledByFlag
            : null;
    }
}
