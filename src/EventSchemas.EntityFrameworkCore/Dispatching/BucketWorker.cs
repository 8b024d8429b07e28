using System.Runtime.ExceptionServices;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Sends the events of one bucket while its dispatcher has it, whenever it is woken.</summary>
sealed partial class BucketWorker(OwnedBucket owned, OutboxDispatcher dispatcher) : IAsyncDisposable
{
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _stop = new();

    // Delivered, and not removed yet, because the database was away. They aren't sent again.
    private readonly HashSet<long> _delivered = [];
    private readonly Dictionary<long, Rest> _resting = [];
    private Task _running = Task.CompletedTask;

    public OwnedBucket Owned => owned;

    /// <summary>Begins to work.</summary>
    public void Start() => _running = RunAsync();

    /// <summary>There may be something to send.</summary>
    public void Wake()
    {
        try
        {
            _signal.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is woken already, or has ended.
        }
    }

    /// <summary>Ends after what is being sent.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
        _signal.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await _signal.WaitAsync(_stop.Token).ConfigureAwait(false);
                while (MayGoOn() && await SendOnceAsync().ConfigureAwait(false))
                {
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested || dispatcher.Aborted.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Polling wakes it again.
                dispatcher.Report(e);
            }
        }
    }

    private bool MayGoOn() =>
        !_stop.IsCancellationRequested && !dispatcher.Aborted.IsCancellationRequested && dispatcher.IsValid && !dispatcher.IsAway;

    /// <returns>Whether there may be more to send now.</returns>
    private async Task<bool> SendOnceAsync()
    {
        if (_delivered.Count > 0)
        {
            await EndAsync().ConfigureAwait(false);
        }

        List<OutboxRow> rows = await dispatcher.Store.ReadAsync(
            owned.Bucket, dispatcher.DrainsOld, Resting(), _stop.Token).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return false;
        }

        (IReadOnlyList<SentRow> sent, Exception? fault) =
            await dispatcher.Sending.SendAsync(rows, MayGoOn, dispatcher.Aborted).ConfigureAwait(false);
        _delivered.UnionWith(sent.Where(one => one.Failure is null).Select(one => one.Row.Id));
        if (_delivered.Count > 0)
        {
            dispatcher.OnSent(_delivered.Count);
            await EndAsync().ConfigureAwait(false);
        }

        foreach (SentRow one in sent.Where(one => one.Failure is not null))
        {
            await FailAsync(one.Row, one.Failure!).ConfigureAwait(false);
        }

        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        // What comes after the batch was read wakes it again. Rows of a lane that ended early are part of the batch.
        bool isPart = rows.Count == dispatcher.Options.BatchSize || sent.Count < rows.Count;
        return isPart && sent.Any(one => one.Failure is null);
    }

    private async Task EndAsync()
    {
        dispatcher.Aborted.ThrowIfCancellationRequested();
        int ended = await dispatcher.Store.EndAsync(owned, [.. _delivered], dispatcher.Aborted).ConfigureAwait(false);
        if (ended < _delivered.Count && !await dispatcher.Store.HasAsync(owned, dispatcher.Aborted).ConfigureAwait(false))
        {
            LogLost(dispatcher.Logger, owned.Bucket, _delivered.Count - ended);
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        _delivered.Clear();
    }

    private async Task FailAsync(OutboxRow row, EventPublishException failure)
    {
        if (failure.Reason == PublishFailureReason.Unavailable)
        {
            dispatcher.OnAway(failure.Message);
            return;
        }

        bool isForGood = failure.Reason is PublishFailureReason.TooLarge || row.Attempts + 1 >= dispatcher.Options.MaxAttempts;
        dispatcher.OnRefused(row, isForGood);
        if (isForGood)
        {
            LogSetAside(
                dispatcher.Logger, row.EventType, row.EventId, row.KeyText is null ? "none" : "its own", row.Attempts + 1, failure.Message);
        }
        else
        {
            LogRefused(dispatcher.Logger, row.EventType, row.EventId, row.Attempts + 1, dispatcher.Options.MaxAttempts, failure.Message);
            _resting[row.Lane] = new Rest(dispatcher.Time.GetTimestamp(), dispatcher.Backoff.After(row.Attempts + 1));
        }

        await dispatcher.Store.FailAsync(owned, row.Id, failure.Message, isForGood, dispatcher.Aborted).ConfigureAwait(false);
    }

    /// <summary>The lanes that wait after a failure.</summary>
    private long[] Resting()
    {
        foreach ((long lane, Rest rest) in _resting)
        {
            if (dispatcher.Time.GetElapsedTime(rest.Since) >= rest.Length)
            {
                _resting.Remove(lane);
            }
        }

        return [.. _resting.Keys];
    }

    [LoggerMessage(
        2, LogLevel.Warning, "Another dispatcher has bucket {Bucket} now, and sends {Count} events again that this one has sent")]
    private static partial void LogLost(ILogger logger, int bucket, int count);

    [LoggerMessage(3, LogLevel.Error, "{EventType} {EventId} is set aside with its key ({Key}) after {Attempts} attempts: {Reason}")]
    private static partial void LogSetAside(ILogger logger, string eventType, Guid eventId, string key, int attempts, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{EventType} {EventId} was refused ({Attempt} of {MaxAttempts}): {Reason}")]
    private static partial void LogRefused(
        ILogger logger, string eventType, Guid eventId, int attempt, int maxAttempts, string reason);

    private readonly record struct Rest(long Since, TimeSpan Length);
}
