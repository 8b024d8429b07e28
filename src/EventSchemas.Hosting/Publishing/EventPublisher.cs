using System.Collections.Frozen;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>Publishes events: checks configuration and flag, assigns id and time, encodes, and hands over to the transport.</summary>
sealed class EventPublisher : IEventPublisher
{
    private readonly FrozenDictionary<Type, ProducedEvent> _events;
    private readonly IEventFlags _flags;
    private readonly Outbox _outbox;
    private readonly TimeProvider _time;
    private readonly EventIdGenerator _ids;
    private readonly int _headroom;

    public EventPublisher(
        EventBusRegistrations registrations,
        IOptions<EventBusOptions> options,
        PublishingTransports transports,
        IEventFlags flags,
        Outbox outbox,
        TimeProvider time)
    {
        _events = registrations.Events
            .Where(registration => registration.IsProduced)
            .ToFrozenDictionary(
                registration => registration.EventClass,
                registration => new ProducedEvent(registration, registrations, options.Value, transports, outbox.DefaultMode));
        _flags = flags;
        _outbox = outbox;
        _time = time;
        _ids = new EventIdGenerator(time);
        _headroom = transports.Headroom;
    }

    /// <summary>The events that the service publishes.</summary>
    public IReadOnlyList<ProducedEvent> Events => _events.Values;

    public Task<PublishResult> PublishAsync<TEvent>(
        TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        ProducedEvent produced = Produced<TEvent>();

        // Without a state machine where the answer is known at once.
        ValueTask<bool> isOn = produced.IsOnAsync(_flags, cancellationToken);
        return !isOn.IsCompletedSuccessfully || !produced.IsTurnFree
            ? SendInTurnAsync(isOn, produced, value, options, cancellationToken)
            : isOn.Result ? Send(produced, value, options, cancellationToken)
            : produced.WhenOff;
    }

    /// <summary>Decides whether an event is published, and encodes it, for a caller that keeps it until it can be sent.</summary>
    /// <returns>The event; or why it is switched off.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    public async ValueTask<(UndeliveredEvent? Event, PublishResult? Disabled)> PrepareAsync<TEvent>(
        TEvent value, PublishOptions? options, CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        ProducedEvent produced = Produced<TEvent>();
        return await produced.IsOnAsync(_flags, cancellationToken).ConfigureAwait(false)
            ? (_outbox.Waiting(produced, produced.Topics, Outgoing(produced, value, options)), null)
            : (null, await produced.WhenOff.ConfigureAwait(false));
    }

    private ProducedEvent Produced<TEvent>()
        where TEvent : class, IEventContract<TEvent> =>
        _events.GetValueOrDefault(typeof(TEvent))
            ?? throw new InvalidOperationException(
                $"{TEvent.EventType} has no producer: register it with AddProducer on the builder that AddEventBus returned.");

    private async Task<PublishResult> SendInTurnAsync<TEvent>(
        ValueTask<bool> isOn,
        ProducedEvent produced,
        TEvent value,
        PublishOptions? options,
        CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent>
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before = produced.TakeTurn(turn.Task);
        Task<PublishResult> result;
        try
        {
            await before.ConfigureAwait(false);
            result = await isOn.ConfigureAwait(false) ? Send(produced, value, options, cancellationToken) : produced.WhenOff;
        }
        finally
        {
            turn.SetResult();
        }

        return await result.ConfigureAwait(false);
    }

    private Task<PublishResult> Send<TEvent>(
        ProducedEvent produced, TEvent value, PublishOptions? options, CancellationToken cancellationToken)
        where TEvent : class, IEventContract<TEvent>
    {
        OutgoingEvent outgoing;
        try
        {
            outgoing = Outgoing(produced, value, options);
        }
        catch (EventDataException e)
        {
            return Task.FromException<PublishResult>(e);
        }

        return produced.Mode == PublishMode.Direct
            ? produced.Sender.SendAsync(outgoing, cancellationToken)
            : _outbox.SendAsync(produced, outgoing, cancellationToken);
    }

    private OutgoingEvent Outgoing<TEvent>(ProducedEvent produced, TEvent value, PublishOptions? options)
        where TEvent : class, IEventContract<TEvent>
    {
        if (options?.Metadata is { } metadata)
        {
            Check(produced.Descriptor, metadata);
        }

        // A new id can't be that of the event that is being handled.
        Guid? given = options?.Id ?? options?.Metadata?.Id;
        if (given is { } id)
        {
            HandledEvent.Guard(produced, id);
        }

        return new OutgoingEvent(
            options is { IsTombstone: true } ? Tombstone(produced, value) : EncodedEvent.Of(value, _headroom),
            given ?? _ids.Next(produced.Descriptor.Conventions.IdVersion),
            options?.Time ?? options?.Metadata?.Time ?? _time.GetUtcNow())
        {
            Attributes = options is null ? null : Attributes(produced.Descriptor, options),
        };
    }

    private static void Check(EventDescriptor descriptor, EventMetadata metadata)
    {
        if (metadata.EventType != descriptor.EventType)
        {
            throw new InvalidOperationException(
                $"{descriptor.EventType} may not be published with the metadata of another event, {metadata.EventType} {metadata.Id}: give "
                + $"it those that it came with, or leave {nameof(PublishOptions)}.{nameof(PublishOptions.Metadata)} out.");
        }

        if (metadata.Source.Length == 0 && descriptor.Conventions.TakesAttributes)
        {
            throw new InvalidOperationException(
                $"{descriptor.EventType} {metadata.Id} may not be published with metadata whose Source is empty: every event of "
                + "CloudEvents has a source. Say where it comes from.");
        }
    }

    private static GivenAttributes? Attributes(EventDescriptor descriptor, PublishOptions options) =>
        descriptor.Conventions.TakesAttributes || options is { Subject: null, Extensions.Count: 0 }
            ? GivenAttributes.Of(options.Metadata, options.Subject, options.Extensions, options.IsReplay)
            : throw new InvalidOperationException(
                $"{descriptor.EventType} may not be published with a Subject or Extensions: its messages have the headers that Python "
                + "services write, and no others. Events of [AvroEvent] can have them.");

    private EncodedEvent Tombstone<TEvent>(ProducedEvent produced, TEvent value)
        where TEvent : class, IEventContract<TEvent>
    {
        if (!produced.AllowsTombstones)
        {
            throw new InvalidOperationException(
                $"{TEvent.EventType} may not be published as a tombstone: Python consumers up to confluent-kafka 2.12 end at one. For a "
                + $"compacted topic of your own, set {produced.TombstoneSetting} to true.");
        }

        return TEvent.Descriptor.Key is not null
            ? EncodedEvent.TombstoneOf(value, _headroom)
            : throw new InvalidOperationException($"{TEvent.EventType} has no key, and a tombstone deletes by the key.");
    }
}
