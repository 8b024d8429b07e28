using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>
/// What waits in a store of undelivered events of this process, which sends it when the bus is back. Safe for concurrent use.
/// </summary>
sealed partial class StoreBacklog : IEventBacklog, IDisposable
{
    private const int Chunk = 256;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly IUndeliveredEventStore _store;
    private readonly string _setting;
    private readonly PublishingTransports _transports;
    private readonly UndeliveredSender _sender;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();

    // The lanes whose first event is refused, so that the log says it once.
    private readonly ConcurrentDictionary<long, bool> _refused = new();

    // The topics that have a stored event already, by its place.
    private readonly ConcurrentDictionary<long, string[]> _reached = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    // Held while stored events are published, and while some are purged.
    private readonly SemaphoreSlim _turn = new(1);
    private KeyLanes? _lanes;
    private Task _draining = Task.CompletedTask;
    private volatile bool _isAway;
    private bool _isFilled;

    /// <param name="store">The store.</param>
    /// <param name="setting">The full name of the setting of its place, for messages.</param>
    /// <param name="transports">The transports.</param>
    /// <param name="sender">What sends.</param>
    /// <param name="time">The clock.</param>
    /// <param name="logger">For what concerns people.</param>
    public StoreBacklog(
        IUndeliveredEventStore store,
        string setting,
        PublishingTransports transports,
        UndeliveredSender sender,
        TimeProvider time,
        ILogger logger)
    {
        _store = store;
        _setting = setting;
        _transports = transports;
        _sender = sender;
        _time = time;
        _logger = logger;
    }

    public int Count => _store.Count;

    public bool IsAway => _isAway;

    public bool IsOwn => true;

    public async Task StartAsync(KeyLanes lanes, CancellationToken cancellationToken)
    {
        try
        {
            await _store.OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (UndeliveredStoreException e)
        {
            throw new InvalidOperationException($"{_setting}: {e.Message}", e);
        }

        await foreach (StoredEvent one in ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            lanes.Add(LaneOf(one.Event));
        }

        if (Count > 0)
        {
            Fill("an earlier process has left them");
        }

        Volatile.Write(ref _lanes, lanes);
        _draining = DrainAsync();
    }

    public async Task AddAsync(UndeliveredEvent waiting, Deferral deferral, CancellationToken cancellationToken)
    {
        await _store.AppendAsync(waiting, cancellationToken).ConfigureAwait(false);
        _isAway |= deferral.IsAway;
        if (_isAway)
        {
            Fill(deferral.Reason);
        }

        Signal();
    }

    public async Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _lanes) is null)
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
                    await RemoveAsync(LaneOf(one.Event), one.Place).ConfigureAwait(false);
                    removed++;
                }
            }

            lock (_gate)
            {
                _isFilled &= Count > 0;
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

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _draining.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Cancel();
        (_store as FileUndeliveredEventStore)?.Dispose();
        _stop.Dispose();
        _signal.Dispose();
        _turn.Dispose();
    }

    private static long LaneOf(UndeliveredEvent waiting) => KeyLanes.Of(waiting.EventType, waiting.Key);

    private async Task DrainAsync()
    {
        TimeSpan delay = FirstDelay;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                if (Count == 0)
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
        var blocked = new ConcurrentDictionary<long, bool>();
        for (long from = 0; ;)
        {
            await _turn.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                IReadOnlyList<StoredEvent> stored = await _store.ReadAsync(from, Chunk, _stop.Token).ConfigureAwait(false);
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

    private Task PublishAsync(IReadOnlyList<StoredEvent> stored, ConcurrentDictionary<long, bool> blocked) => Task.WhenAll(stored
        .GroupBy(one => LaneOf(one.Event))
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

    private async Task<bool> TryPublishAsync(long lane, StoredEvent stored)
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
            if (_isAway)
            {
                Fill(e.Message);
            }

            if (e.Delivered.Count > 0)
            {
                string[] topics = [.. _transports.Reached(undelivered.EventType, e.Delivered)];
                _reached.AddOrUpdate(stored.Place, topics, (_, known) => [.. known, .. topics]);
            }

            if (e.Reason != PublishFailureReason.Unavailable && _refused.TryAdd(lane, true))
            {
                LogRefused(_logger, e.Message);
            }

            return false;
        }

        _isAway = false;
        await RemoveAsync(lane, stored.Place).ConfigureAwait(false);
        lock (_gate)
        {
            if (Count == 0 && _isFilled)
            {
                _isFilled = false;
                LogEmpty(_logger);
            }
        }

        return true;
    }

    private async Task RemoveAsync(long lane, long place)
    {
        _reached.TryRemove(place, out _);
        _refused.TryRemove(lane, out _);
        await _store.RemoveAsync(place, CancellationToken.None).ConfigureAwait(false);
        _lanes!.Remove(lane);
    }

    private async IAsyncEnumerable<StoredEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (long from = 0; ;)
        {
            IReadOnlyList<StoredEvent> stored = await _store.ReadAsync(from, Chunk, cancellationToken).ConfigureAwait(false);
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
}
