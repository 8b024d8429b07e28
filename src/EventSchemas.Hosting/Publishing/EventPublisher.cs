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

    /// <summary>The events that the service publishes.</summary>
    public IReadOnlyList<ProducedEvent> Events => _events.Values;

    public Task<PublishResult> PublishAsync<TEvent>(
        TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        ProducedEvent produced = _events.GetValueOrDefault(typeof(TEvent))
            ?? throw new InvalidOperationException(
                $"{TEvent.EventType} has no producer: register it with AddProducer on the builder that AddEventBus returned.");
        if (produced.DisabledByConfiguration is { } disabled)
        {
            return disabled;
        }

        if (produced.Flag is not { } flag)
        {
            return Send(produced, value, options, cancellationToken);
        }

        // Without a state machine where the answer is known at once.
        ValueTask<bool> isOn = _flags.IsEnabledAsync(flag.Name, cancellationToken);
        return !isOn.IsCompletedSuccessfully ? SendIfOnAsync(isOn, flag, produced, value, options, cancellationToken)
            : isOn.Result ? Send(produced, value, options, cancellationToken)
            : flag.Disabled;
    }

    private async Task<PublishResult> SendIfOnAsync<TEvent>(
        ValueTask<bool> isOn,
        ProducedEvent.FeatureFlag flag,
        ProducedEvent produced,
        TEvent value,
        PublishOptions? options,
        CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent>
    {
        Task<PublishResult> result = await isOn.ConfigureAwait(false)
            ? Send(produced, value, options, cancellationToken)
            : flag.Disabled;
        return await result.ConfigureAwait(false);
    }

    private Task<PublishResult> Send<TEvent>(
        ProducedEvent produced, TEvent value, PublishOptions? options, CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent>
    {
        OutgoingEvent outgoing;
        try
        {
            outgoing = new OutgoingEvent(
                EncodedEvent.Of(value, _headroom),
                options?.Id ?? _ids.Next(produced.Descriptor.Conventions.IdVersion),
                options?.Time ?? _time.GetUtcNow());
        }
        catch (EventDataException e)
        {
            return Task.FromException<PublishResult>(e);
        }

        return produced.Sender.SendAsync(outgoing, cancellationToken);
    }
}
