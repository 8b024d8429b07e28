using System.Transactions;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// The outbox of a context for events that are published without one. Dispatchers send what waits, of this process or of another one, so
/// that it asks the database for which keys of this process events still wait. Safe for concurrent use.
/// </summary>
sealed partial class OutboxBacklog(OutboxRuntime runtime, OutboxStore store) : IEventBacklog, IDisposable
{
    private const int Chunk = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _followed = [];
    private readonly CancellationTokenSource _stop = new();
    private KeyLanes? _lanes;
    private Task _looking = Task.CompletedTask;
    private volatile bool _isAway;
    private int _first;
    private bool _isLoaded;
    private bool _isReported;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _followed.Values.Sum();
            }
        }
    }

    public bool IsAway => _isAway;

    public bool IsOwn => false;

    public async Task StartAsync(KeyLanes lanes, CancellationToken cancellationToken)
    {
        _lanes = lanes;
        try
        {
            await LoadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The service of the outbox says what is wrong. A database that is away doesn't keep the host from starting.
            Report(e);
        }

        _looking = PeriodicWork.RunAsync(LookAsync, Report, runtime.Options.PollInterval, runtime.Time, _stop.Token);
    }

    public async Task AddAsync(UndeliveredEvent waiting, Deferral deferral, CancellationToken cancellationToken)
    {
        await runtime.CheckAsync(waiting, cancellationToken).ConfigureAwait(false);
        try
        {
            await store.RunAsync(context => SaveAsync(context, waiting, cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new UndeliveredStoreException($"The outbox of {runtime.ContextType.Name} can't be written to: {e.Message}", e);
        }

        if (deferral.Lane is { } lane)
        {
            Follow(lane, 1);
            _isAway |= deferral.IsAway;
        }
    }

    public async Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken)
    {
        int purged = 0;
        for (long from = 0; ;)
        {
            List<OutboxRow> rows = await store.ReadFromAsync(from, Chunk, cancellationToken).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                return purged;
            }

            from = rows[^1].Id + 1;
            var chosen = new List<long>();
            foreach (OutboxRow row in rows)
            {
                // An event whose schema somebody has deleted can be purged too.
                OutboxSchemaRow schema = await store.FindSchemaAsync(row.Fingerprint, cancellationToken).ConfigureAwait(false)
                    ?? OutboxRows.WithoutSchema(row);
                if (filter(OutboxRows.EventOf(row, schema)))
                {
                    chosen.Add(row.Id);
                }
            }

            purged += chosen.Count == 0 ? 0 : await store.DeleteAsync([.. chosen], cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static async Task<int> SaveAsync(DbContext context, UndeliveredEvent waiting, CancellationToken cancellationToken)
    {
        // A transaction of its own, whatever the caller has.
        using var suppressed = new TransactionScope(TransactionScopeOption.Suppress, TransactionScopeAsyncFlowOption.Enabled);
        OutboxSession session = EventDbContextExtensions.SessionOf(context);
        try
        {
            await session.PublishAsync(waiting, cancellationToken).ConfigureAwait(false);
            return await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            session.Discard();
            throw;
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach ((long lane, int count) in await store.CountLanesAsync(lanes: null, cancellationToken).ConfigureAwait(false))
        {
            _lanes!.Add(lane, count);
            Follow(lane, count);
        }

        _isLoaded = true;
    }

    /// <summary>Finds out for which keys nothing waits any longer.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        if (!_isLoaded)
        {
            await LoadAsync(stop).ConfigureAwait(false);
        }

        // A dispatcher of this process knows that nothing can be gone.
        if (runtime.Status.Away is not null)
        {
            return;
        }

        KeyValuePair<long, int>[] followed;
        lock (_gate)
        {
            followed = [.. _followed];
        }

        // In turn, so that keys that are set aside don't hide the others.
        int first = followed.Length == 0 ? 0 : _first % followed.Length;
        foreach (KeyValuePair<long, int>[] some in followed.Skip(first).Concat(followed.Take(first)).Chunk(Chunk))
        {
            _first = first + Chunk;
            Dictionary<long, int> waiting = await store.CountLanesAsync([.. some.Select(one => one.Key)], stop).ConfigureAwait(false);
            foreach ((long lane, int count) in some.Where(one => !waiting.ContainsKey(one.Key)))
            {
                // Events that were added meanwhile stay counted.
                Follow(lane, -count);
                _lanes!.Remove(lane, count);
                _isAway = false;
            }

            // Where all of many wait, the rest can be asked later.
            if (waiting.Count == some.Length)
            {
                break;
            }
        }

        _isReported = false;
    }

    private void Follow(long lane, int count)
    {
        lock (_gate)
        {
            int now = _followed.GetValueOrDefault(lane) + count;
            if (now == 0)
            {
                _followed.Remove(lane);
            }
            else
            {
                _followed[lane] = now;
            }
        }
    }

    private void Report(Exception exception)
    {
        if (!_isReported)
        {
            _isReported = true;
            LogFailed(runtime.Logger, exception, runtime.ContextType.Name, exception.Message);
        }
    }

    [LoggerMessage(
        10, LogLevel.Warning, "What waits in the outbox of {Context} can't be counted; events may overtake it until it can. {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string context, string reason);
}
