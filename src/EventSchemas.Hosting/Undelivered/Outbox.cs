using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Hosting;

/// <summary>
/// Publishes through the store of undelivered events. While the bus is down, events are stored instead of failing; they are published in
/// their order, one at a time for each key. Once an event of a key is stored, the later ones with that key follow it. Safe for concurrent
/// use.
/// </summary>
sealed partial class Outbox : IUndeliveredEvents, IDisposable
{
    private const int Chunk = 256;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly FileUndeliveredEventStore? _files;
    private readonly IUndeliveredEventStore? _store;
    private readonly PublishingTransports _transports;
    private readonly EventBusRegistrations _registrations;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);
    private readonly UndeliveredSender _sender;
    private readonly ConcurrentDictionary<string, string> _refused = new(StringComparer.Ordinal);
    // The topics that have a stored event already, by its place.
    private readonly ConcurrentDictionary<long, string[]> _reached = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    // Held while stored events are published, and while some are purged.
    private readonly SemaphoreSlim _turn = new(1);
    private Task _draining = Task.CompletedTask;
    private volatile bool _isAway;
    private bool _isFilled;
    private volatile bool _isOpen;
    private bool _isDisposed;

    public Outbox(
        IOptions<EventBusOptions> options,
        EventBusRegistrations registrations,
        PublishingTransports transports,
        UndeliveredSender sender,
        IServiceProvider services,
        TimeProvider time,
        ILogger<Outbox> logger)
    {
        PublishingOptions publishing = options.Value.Publishing;
        if (publishing.UndeliveredFolder is { Length: > 0 } folder)
        {
            _files = new FileUndeliveredEventStore(folder, publishing.UndeliveredBytes);
        }

        _store = services.GetService<IUndeliveredEventStore>() ?? _files;
        _registrations = registrations;
        _transports = transports;
        _sender = sender;
        _time = time;
        _logger = logger;
    }

    /// <summary>Whether there is a store.</summary>
    public bool IsOn => _store is not null;

    /// <summary>The number of events that wait in the store. The service is degraded while it isn't zero.</summary>
    public int UndeliveredCount => _store?.Count ?? 0;

    int IUndeliveredEvents.Count => UndeliveredCount;

    /// <summary>Opens the store, and begins to publish what an earlier process has left in it.</summary>
    /// <exception cref="InvalidOperationException">The store can't be opened.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_store is null)
        {
            return;
        }

        try
        {
            await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UndeliveredStoreException e)
        {
            throw new InvalidOperationException($"{_registrations.PathOf("Publishing:UndeliveredFolder")}: {e.Message}", e);
        }

        await foreach (StoredEvent one in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            LaneOf(NameOf(one.Event.EventType, one.Event.Key)).Stored++;
        }

        if (UndeliveredCount > 0)
        {
            Fill("an earlier process has left them");
        }

        _isOpen = true;
        _draining = DrainAsync();
    }

    /// <summary>Sends an event, or stores it if the bus is down.</summary>
    public async Task<PublishResult> SendAsync(ProducedEvent produced, OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        byte[]? key = outgoing.Encoded.Key?[_transports.Headroom..];
        string name = NameOf(produced.Descriptor.EventType, key);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Lane lane;
        Task before;
        bool isStored;
        lock (_gate)
        {
            lane = LaneOf(name);
            isStored = lane.Stored > 0 || _isAway;
            before = lane.Last;
            lane.Last = turn.Task;
            lane.Users++;
        }

        try
        {
            if (isStored)
            {
                return await StoreAsync(lane, before, produced, outgoing, failure: null).ConfigureAwait(false);
            }

            try
            {
                return await produced.Sender.SendAsync(outgoing, cancellationToken).ConfigureAwait(false);
            }
            catch (EventPublishException e) when (e.Reason == PublishFailureReason.Unavailable)
            {
                return await StoreAsync(lane, before, produced, outgoing, e).ConfigureAwait(false);
            }
        }
        finally
        {
            turn.SetResult();
            lock (_gate)
            {
                lane.Users--;
                Forget(name, lane);
            }
        }
    }

    public async Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (_store is null)
        {
            return 0;
        }

        if (!_isOpen)
        {
            throw new UndeliveredStoreException("The store of undelivered events isn't open: start the host first.");
        }

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            int removed = 0;
            await foreach (StoredEvent one in ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                if (filter(one.Event))
                {
                    await RemoveAsync(NameOf(one.Event.EventType, one.Event.Key), one.Place).ConfigureAwait(false);
                    removed++;
                }
            }

            lock (_gate)
            {
                _isFilled &= UndeliveredCount > 0;
            }

            await _store.EraseAsync(CancellationToken.None).ConfigureAwait(false);
            LogPurged(_logger, removed);
            return removed;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends publishing what is stored. Events can still be stored.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _draining.ConfigureAwait(false);
    }

    public void Dispose()
    {
        // Once for each service that the container knows it as.
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _stop.Cancel();
        _files?.Dispose();
        _stop.Dispose();
        _signal.Dispose();
        _turn.Dispose();
    }

    private async Task<PublishResult> StoreAsync(
        Lane lane, Task before, ProducedEvent produced, OutgoingEvent outgoing, EventPublishException? failure)
    {
        lock (_gate)
        {
            lane.Stored++;
        }

        // Those before it with the same key are stored or delivered first.
        await before.ConfigureAwait(false);
        string reason = failure?.Message ?? "Events before it wait for the bus, too.";
        try
        {
            string[] topics =
                [.. produced.Topics.Except(Reached(produced.Descriptor.EventType, failure?.Delivered ?? []), StringComparer.Ordinal)];
            await _store!.AppendAsync(
                UndeliveredEvent.Of(produced.Descriptor, topics, outgoing, _transports.Headroom), CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (UndeliveredStoreException e)
        {
            lock (_gate)
            {
                lane.Stored--;
            }

            string eventType = produced.Descriptor.EventType;
            throw new EventPublishException(
                eventType,
                outgoing.Id,
                failure?.Outcome ?? PublishOutcome.NotDelivered,
                PublishFailureReason.Unavailable,
                failure is null ? $"{eventType} {outgoing.Id} was not delivered. {e.Message}" : $"{failure.Message} {e.Message}",
                e)
            {
                Delivered = failure?.Delivered ?? [],
            };
        }

        _isAway |= failure is not null;
        Fill(reason);
        Signal();
        return new PublishResult.Deferred(outgoing.Id, reason);
    }

    private async Task DrainAsync()
    {
        TimeSpan delay = FirstDelay;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (UndeliveredCount == 0)
                {
                    await _signal.WaitAsync(_stop.Token).ConfigureAwait(false);
                }

                bool isDone = await DrainOnceAsync().ConfigureAwait(false);
                delay = isDone ? FirstDelay : delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
                if (!isDone)
                {
                    await Task.Delay(delay, _time, _stop.Token).ConfigureAwait(false);
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogFailed(_logger, e, e.Message);
                await Task.Delay(LongestDelay, _time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Publishes what is stored, until the bus doesn't take it.</summary>
    /// <returns>Whether nothing is left that must be tried again.</returns>
    private async Task<bool> DrainOnceAsync()
    {
        var blocked = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        for (long from = 0; ;)
        {
            await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                IReadOnlyList<StoredEvent> stored = await _store!.ReadAsync(from, Chunk, _stop.Token).ConfigureAwait(false);
                if (stored.Count == 0)
                {
                    return blocked.IsEmpty;
                }

                from = stored[^1].Place + 1;
                await PublishAsync(stored, blocked).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }

            if (_isAway)
            {
                return false;
            }
        }
    }

    private Task PublishAsync(IReadOnlyList<StoredEvent> stored, ConcurrentDictionary<string, bool> blocked) => Task.WhenAll(stored
        .GroupBy(one => NameOf(one.Event.EventType, one.Event.Key), StringComparer.Ordinal)
        .Where(lane => !blocked.ContainsKey(lane.Key))
        .Select(async lane =>
        {
            foreach (StoredEvent one in lane)
            {
                if (!await TryPublishAsync(lane.Key, one).ConfigureAwait(false))
                {
                    blocked[lane.Key] = true;
                    return;
                }
            }
        }));

    private async Task<bool> TryPublishAsync(string name, StoredEvent stored)
    {
        UndeliveredEvent undelivered = Rest(stored);
        try
        {
            await _sender.SendAsync(undelivered, trace: null, _stop.Token).ConfigureAwait(false);
        }
        catch (EventPublishException e)
        {
            // Who refuses an event is there, so that other events go on.
            _isAway = e.Reason == PublishFailureReason.Unavailable;
            if (e.Delivered.Count > 0)
            {
                string[] topics = [.. Reached(undelivered.EventType, e.Delivered)];
                _reached.AddOrUpdate(stored.Place, topics, (_, known) => [.. known, .. topics]);
            }

            if (e.Reason != PublishFailureReason.Unavailable && _refused.TryAdd(name, ""))
            {
                LogRefused(_logger, e.Message);
            }

            return false;
        }

        _isAway = false;
        await RemoveAsync(name, stored.Place).ConfigureAwait(false);
        lock (_gate)
        {
            if (UndeliveredCount == 0 && _isFilled)
            {
                _isFilled = false;
                LogEmpty(_logger);
            }
        }

        return true;
    }

    private async Task RemoveAsync(string name, long place)
    {
        _reached.TryRemove(place, out _);
        _refused.TryRemove(name, out _);
        await _store!.RemoveAsync(place, CancellationToken.None).ConfigureAwait(false);
        lock (_gate)
        {
            Lane lane = LaneOf(name);
            lane.Stored--;
            Forget(name, lane);
        }
    }

    private async IAsyncEnumerable<StoredEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long from = 0; ;)
        {
            IReadOnlyList<StoredEvent> stored = await _store!.ReadAsync(from, Chunk, cancellationToken).ConfigureAwait(false);
            if (stored.Count == 0)
            {
                yield break;
            }

            from = stored[^1].Place + 1;
            foreach (StoredEvent one in stored)
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return one;
            }
        }
    }

    /// <summary>The event without the topics that have it already.</summary>
    private UndeliveredEvent Rest(StoredEvent stored) => _reached.TryGetValue(stored.Place, out string[]? topics)
        ? stored.Event with { Topics = [.. stored.Event.Topics.Except(topics, StringComparer.Ordinal)] }
        : stored.Event;

    /// <summary>The topics that have an event on all its transports.</summary>
    private IEnumerable<string> Reached(string eventType, IReadOnlyList<DeliveredMessage> delivered)
    {
        int transports = _transports.CountFor(eventType);
        return delivered.GroupBy(message => message.Topic, StringComparer.Ordinal)
            .Where(messages => messages.Count() >= transports)
            .Select(messages => messages.Key);
    }

    private void Fill(string reason)
    {
        lock (_gate)
        {
            if (!_isFilled)
            {
                _isFilled = true;
                LogFilled(_logger, reason);
            }
        }
    }

    private void Signal()
    {
        try
        {
            _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is signalled already.
        }
    }

    // An event without a key is in order with those of its type that have none, either.
    private static string NameOf(string eventType, byte[]? key) => key is null ? eventType : Convert.ToHexString(key);

    private Lane LaneOf(string name)
    {
        if (!_lanes.TryGetValue(name, out Lane? lane))
        {
            _lanes[name] = lane = new Lane();
        }

        return lane;
    }

    private void Forget(string name, Lane lane)
    {
        if (lane is { Users: 0, Stored: 0 })
        {
            _lanes.Remove(name);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Events are stored until they can be published: {Reason}")]
    private static partial void LogFilled(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "All stored events have been published")]
    private static partial void LogEmpty(ILogger logger);

    [LoggerMessage(3, LogLevel.Error, "A stored event can't be published, and those after it with the same key wait: {Reason}")]
    private static partial void LogRefused(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "{Count} stored events were purged: they are never published")]
    private static partial void LogPurged(ILogger logger, int count);

    [LoggerMessage(4, LogLevel.Error, "Stored events can't be published: {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string reason);

    /// <summary>The events with one key.</summary>
    private sealed class Lane
    {
        /// <summary>Ends when the last event that was published is delivered, stored or failed.</summary>
        public Task Last { get; set; } = Task.CompletedTask;

        /// <summary>How many events are being published.</summary>
        public int Users { get; set; }

        /// <summary>How many events are stored, or about to be.</summary>
        public int Stored { get; set; }
    }
}
