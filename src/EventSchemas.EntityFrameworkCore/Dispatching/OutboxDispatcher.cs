using System.Collections.Concurrent;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Sends what waits in the outbox: it has a share of the buckets, each with a worker. Woken by commits in this process, and by polling for
/// those of others.
/// </summary>
sealed partial class OutboxDispatcher : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private readonly OutboxRuntime _runtime;
    private readonly OutboxLeases _leases;
    private readonly OutboxTelemetry _telemetry;
    private readonly ConcurrentDictionary<int, BucketWorker> _workers = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private Task _running = Task.CompletedTask;
    private int _failures;
    private long _awaySince;
    private TimeSpan _awayDelay;
    private int _awayCount;
    private bool _isReported;

    public OutboxDispatcher(OutboxRuntime runtime, OutboxStore store, IServiceProvider services, OutboxTelemetry telemetry)
    {
        _runtime = runtime;
        _telemetry = telemetry;
        Store = store;
        Sending = new OutboxSending(store, services.GetRequiredService<UndeliveredSender>());
        _leases = new OutboxLeases(store, runtime.Options, runtime.Time);
        Backoff = new Backoff(FirstDelay, LongestDelay);
    }

    public OutboxStore Store { get; }

    public OutboxSending Sending { get; }

    public OutboxOptions Options => _runtime.Options;

    public TimeProvider Time => _runtime.Time;

    public ILogger Logger => _runtime.Logger;

    public Backoff Backoff { get; }

    /// <summary>Ends even what is being sent.</summary>
    public CancellationToken Aborted => _abort.Token;

    /// <summary>Whether the buckets are this dispatcher's for sure.</summary>
    public bool IsValid => _leases.IsValid;

    /// <summary>Whether events go first that were published while there was another number of buckets.</summary>
    public bool DrainsOld { get; private set; }

    /// <summary>Whether the bus takes nothing, and it is too early to try again.</summary>
    public bool IsAway
    {
        get
        {
            lock (_gate)
            {
                return _awayCount > 0 && Time.GetElapsedTime(_awaySince) < _awayDelay;
            }
        }
    }

    /// <summary>The number of buckets that it has.</summary>
    public int OwnedCount => IsValid ? _workers.Count : 0;

    /// <summary>Begins to send.</summary>
    public void Start()
    {
        _runtime.Committed = Wake;
        _running = Task.WhenAll(
            LeaseAsync(), PeriodicWork.RunAsync(PollAsync, Report, Options.PollInterval, Time, _stop.Token));
    }

    /// <summary>Ends after what is being sent, and gives the buckets back.</summary>
    /// <param name="cancellationToken">Ends even that.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => _abort.Cancel(), null);
        await using (registration.ConfigureAwait(false))
        {
            await _stop.CancelAsync().ConfigureAwait(false);
            await _running.ConfigureAwait(false);
            int[] owned = [.. _workers.Keys];
            await Task.WhenAll(_workers.Values.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
            _workers.Clear();
            try
            {
                await _leases.ReleaseAsync(owned, _abort.Token).ConfigureAwait(false);
                await _leases.LeaveAsync(_abort.Token).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // The leases end by themselves.
                Report(e);
            }
        }
    }

    /// <summary>Ends as a process ends that is killed: nothing more is sent or written.</summary>
    public async Task AbandonAsync()
    {
        await _abort.CancelAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        await Task.WhenAll(_workers.Values.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
        _workers.Clear();
    }

    public void Dispose()
    {
        _stop.Dispose();
        _abort.Dispose();
    }

    /// <summary>Events were delivered.</summary>
    public void OnSent(int count)
    {
        _telemetry.Sent.Add(count);
        lock (_gate)
        {
            _awayCount = 0;
            if (_runtime.Status.Away is not null)
            {
                _runtime.Status.Away = null;
                LogBack(Logger);
            }
        }
    }

    /// <summary>The bus takes nothing. That is no attempt of any event.</summary>
    public void OnAway(string reason)
    {
        lock (_gate)
        {
            // Events that were on the way together fail together.
            if (_awayCount == 0 || Time.GetElapsedTime(_awaySince) >= _awayDelay)
            {
                _awayDelay = Backoff.After(++_awayCount);
                _awaySince = Time.GetTimestamp();
            }

            if (_runtime.Status.Away is null)
            {
                LogAway(Logger, reason);
            }

            _runtime.Status.Away = reason;
        }
    }

    /// <summary>An event was refused.</summary>
    public void OnRefused(OutboxRow row, bool isForGood) => _telemetry.Refused(row.EventType, isForGood);

    /// <summary>The database can't be used. One line in the log for each time that begins.</summary>
    public void Report(Exception exception)
    {
        lock (_gate)
        {
            _runtime.Status.Problem = exception.Message;
            if (!_isReported)
            {
                _isReported = true;
                LogFailed(Logger, exception, _runtime.ContextType.Name, exception.Message);
            }
        }
    }

    private void Wake(IReadOnlyCollection<int> buckets)
    {
        foreach (int bucket in buckets)
        {
            if (_workers.TryGetValue(bucket, out BucketWorker? worker))
            {
                worker.Wake();
            }
        }
    }

    private async Task LeaseAsync()
    {
        bool isPrepared = false;
        while (!_stop.IsCancellationRequested)
        {
            TimeSpan delay = _leases.RenewInterval;
            try
            {
                if (!isPrepared)
                {
                    await _leases.PrepareAsync(_stop.Token).ConfigureAwait(false);
                    isPrepared = true;
                }

                DrainsOld = await Store.HasOldAsync(_stop.Token).ConfigureAwait(false);
                LeaseResult renewed = await _leases.RenewAsync(_stop.Token).ConfigureAwait(false);
                await ApplyAsync(renewed).ConfigureAwait(false);
                isPrepared = renewed.HasAll;
                Recover();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Report(e);
                TimeSpan backoff = Backoff.After(++_failures);
                delay = backoff < delay ? backoff : delay;
            }

            await Task.Delay(delay, Time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ApplyAsync(LeaseResult result)
    {
        HashSet<OwnedBucket> kept = [.. result.Owned.Except(result.Surplus)];
        BucketWorker[] ended = [.. _workers.Values.Where(worker => !kept.Contains(worker.Owned))];
        foreach (BucketWorker worker in ended)
        {
            _workers.TryRemove(worker.Owned.Bucket, out _);
        }

        await Task.WhenAll(ended.Select(worker => worker.DisposeAsync().AsTask())).ConfigureAwait(false);
        if (result.Surplus.Count > 0)
        {
            await _leases.ReleaseAsync([.. result.Surplus.Select(owned => owned.Bucket)], _stop.Token).ConfigureAwait(false);
        }

        foreach (OwnedBucket owned in kept.Where(owned => !_workers.ContainsKey(owned.Bucket)))
        {
            var worker = new BucketWorker(owned, this);
            _workers[owned.Bucket] = worker;
            worker.Start();
            worker.Wake();
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        if (_workers.IsEmpty || !IsValid)
        {
            return;
        }

        if (DrainsOld)
        {
            DrainsOld = await Store.HasOldAsync(stop).ConfigureAwait(false);
        }

        Wake(DrainsOld ? [.. _workers.Keys] : await Store.ReadBusyAsync(_leases.Owner, stop).ConfigureAwait(false));
    }

    private void Recover()
    {
        _failures = 0;
        lock (_gate)
        {
            _runtime.Status.Problem = null;
            if (_isReported)
            {
                _isReported = false;
                LogRecovered(Logger, _runtime.ContextType.Name);
            }
        }
    }

    [LoggerMessage(5, LogLevel.Warning, "The bus takes no events of the outbox; they are sent when it does. {Reason}")]
    private static partial void LogAway(ILogger logger, string reason);

    [LoggerMessage(6, LogLevel.Information, "The bus takes the events of the outbox again")]
    private static partial void LogBack(ILogger logger);

    [LoggerMessage(7, LogLevel.Error, "The outbox of {Context} can't be read or written; this is tried again. {Reason}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string context, string reason);

    [LoggerMessage(8, LogLevel.Information, "The outbox of {Context} can be read and written again")]
    private static partial void LogRecovered(ILogger logger, string context);
}
