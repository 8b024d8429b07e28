using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>
/// Publishes events by their mode: at once, through the backlog, or through the backlog while the bus is away. Once an event of a key waits
/// there, the later ones with that key follow it. Safe for concurrent use.
/// </summary>
sealed class Outbox : IUndeliveredEvents, IDisposable
{
    private const string FolderSetting = "Publishing:UndeliveredFolder";

    private readonly IEventBacklog? _backlog;
    private readonly StoreBacklog? _stored;
    private readonly EventBusRegistrations _registrations;
    private readonly PublishingTransports _transports;
    private readonly ServiceIdentity _service;
    private readonly KeyLanes _lanes = new();
    private bool _isDisposed;

    public Outbox(
        IOptions<EventBusOptions> options,
        EventBusRegistrations registrations,
        PublishingTransports transports,
        UndeliveredSender sender,
        ServiceIdentity service,
        IServiceProvider services,
        TimeProvider time,
        ILogger<Outbox> logger)
    {
        _registrations = registrations;
        _transports = transports;
        _service = service;
        IUndeliveredEventStore? store = services.GetService<IUndeliveredEventStore>()
            ?? (options.Value.Publishing is { UndeliveredFolder: { Length: > 0 } folder, UndeliveredBytes: var bytes }
                ? new FileUndeliveredEventStore(folder, bytes)
                : null);
        if (store is not null)
        {
            _stored = new StoreBacklog(store, registrations.PathOf(FolderSetting), transports, sender, time, logger);
        }

        _backlog = _stored ?? services.GetService<IEventBacklog>();
        DefaultMode = _stored is null ? PublishMode.Direct : PublishMode.OutboxWhenUnavailable;
    }

    /// <summary>The mode of events whose settings have none.</summary>
    public PublishMode DefaultMode { get; }

    /// <summary>The number of events that wait because the bus was away. The service is degraded while it isn't zero.</summary>
    public int UndeliveredCount => _backlog?.Count ?? 0;

    int IUndeliveredEvents.Count => UndeliveredCount;

    /// <summary>Opens the backlog, and begins to publish what an earlier process has left in it.</summary>
    /// <param name="events">The events that the service publishes.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="InvalidOperationException">There is no backlog although an event needs one, or it can't be opened.</exception>
    public async Task StartAsync(IEnumerable<ProducedEvent> events, CancellationToken cancellationToken)
    {
        ProducedEvent? user = events.FirstOrDefault(produced => produced.Mode != PublishMode.Direct);
        if (_backlog is null && user is not null)
        {
            throw new InvalidOperationException(
                $"{user.ModeSetting} is {user.Mode} ({_registrations.PathOf("Publishing:Mode")} is for all events), and the service has no "
                + $"outbox: call AddOutbox on the builder that AddEventBus returned, or set {_registrations.PathOf(FolderSetting)}.");
        }

        if (_backlog is not null && (_backlog.IsOwn || user is not null))
        {
            await _backlog.StartAsync(_lanes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends or keeps an event whose mode isn't <see cref="PublishMode.Direct"/>.</summary>
    public async Task<PublishResult> SendAsync(ProducedEvent produced, OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        using KeyLanes.Turn turn = _lanes.Enter(
            KeyLanes.Of(produced.Descriptor.EventType, outgoing.Encoded.Key, _transports.Headroom));
        if (produced.Mode == PublishMode.Outbox)
        {
            return await KeepAsync(turn, produced, outgoing, "It is sent from the outbox.", failure: null).ConfigureAwait(false);
        }

        if (turn.HasWaiting || _backlog!.IsAway)
        {
            return await KeepAsync(turn, produced, outgoing, "Events before it wait for the bus, too.", failure: null)
                .ConfigureAwait(false);
        }

        try
        {
            return await produced.Sender.SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
        }
        catch (EventPublishException e) when (e.Reason == PublishFailureReason.Unavailable)
        {
            return await KeepAsync(turn, produced, outgoing, e.Message, e).ConfigureAwait(false);
        }
    }

    /// <summary>The event as it is kept until it can be sent.</summary>
    public UndeliveredEvent Waiting(ProducedEvent produced, IReadOnlyList<string> topics, in OutgoingEvent outgoing) =>
        UndeliveredEvent.Of(produced.Descriptor, topics, outgoing, _transports.Headroom, _service.Host);

    public async Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _backlog is null ? 0 : await _backlog.PurgeAsync(filter, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends publishing what is kept. Events can still be kept.</summary>
    public Task StopAsync() => _backlog?.StopAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        // Once for each service that the container knows it as.
        if (!_isDisposed)
        {
            _isDisposed = true;
            _stored?.Dispose();
        }
    }

    private async Task<PublishResult> KeepAsync(
        KeyLanes.Turn turn, ProducedEvent produced, OutgoingEvent outgoing, string reason, EventPublishException? failure)
    {
        bool isFollowed = _backlog!.IsOwn || produced.Mode == PublishMode.OutboxWhenUnavailable;
        if (isFollowed)
        {
            _lanes.Add(turn.Key);
        }

        try
        {
            // Those before it with the same key are kept or delivered first.
            await turn.Before.ConfigureAwait(false);
            string[] topics = [.. produced.Topics.Except(
                _transports.Reached(produced.Descriptor.EventType, failure?.Delivered ?? []), StringComparer.Ordinal)];
            var deferral = new Deferral(reason, IsAway: failure is not null, isFollowed ? turn.Key : null);
            await _backlog.AddAsync(Waiting(produced, topics, outgoing), deferral, CancellationToken.None).ConfigureAwait(false);
            return new PublishResult.Deferred(outgoing.Id, reason);
        }
        catch (Exception e)
        {
            if (isFollowed)
            {
                _lanes.Remove(turn.Key);
            }

            if (e is UndeliveredStoreException || (failure is not null && e is EventPublishException))
            {
                throw NotKept(produced.Descriptor.EventType, outgoing.Id, failure, e);
            }

            throw;
        }
    }

    private static EventPublishException NotKept(string eventType, Guid id, EventPublishException? failure, Exception cause) => new(
        eventType,
        id,
        failure?.Outcome ?? PublishOutcome.NotDelivered,
        PublishFailureReason.Unavailable,
        failure is null ? $"{eventType} {id} was not delivered. {cause.Message}" : $"{failure.Message} {cause.Message}",
        cause)
    {
        Delivered = failure?.Delivered ?? [],
    };
}
