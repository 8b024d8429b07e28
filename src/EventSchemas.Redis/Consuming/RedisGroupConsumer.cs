using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Consumes for one group: a loop that reads its streams without blocking the connection, lanes that settle the entries, and an
/// acknowledger. After every error the loop first takes what was delivered to this process and isn't in hand: a read whose answer didn't
/// come has taken its entries nevertheless.
/// </summary>
sealed class RedisGroupConsumer : IGroupConsumer
{
    private const string Beginning = "0-0";
    private const string End = "$";

    private static readonly TimeSpan FirstPollDelay = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly ConsumerGroup _group;
    private readonly RedisValue _consumer;
    private readonly EntryReader _reader;
    private readonly RedisConnections _connections;
    private readonly RedisOptions _options;
    private readonly GroupProgress _progress;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _stopService;
    private readonly StreamConsumer[] _streams;
    private readonly StreamWatch[] _watches;
    private readonly Dictionary<string, StreamConsumer> _byName;
    private readonly HashSet<string> _created = new(StringComparer.Ordinal);
    private readonly Acknowledger _acknowledger;
    private readonly PendingEntries _pending;
    private readonly ConsumerNames _names;
    private readonly Backoff _backoff;
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _stopAcknowledging = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private Task _reading = Task.CompletedTask;
    private Task _acknowledging = Task.CompletedTask;
    private bool _isCluster;
    private int _interruptions;

    public RedisGroupConsumer(
        ConsumerGroup group,
        string consumer,
        EntryReader reader,
        MessageSettler settler,
        RedisConnections connections,
        RedisOptions options,
        string settingsPath,
        GroupProgress progress,
        EventBusTelemetry telemetry,
        TimeProvider time,
        ILogger logger,
        Action stopService)
    {
        _group = group;
        _consumer = consumer;
        _reader = reader;
        _connections = connections;
        _options = options;
        _progress = progress;
        _time = time;
        _logger = logger;
        _stopService = stopService;
        _backoff = new Backoff(group.Options.Retry.InitialDelay, group.Options.Retry.MaxDelay);
        _streams =
        [
            .. group.Topics.Append(group.RetryTopic).Select(stream => new StreamConsumer(
                stream,
                isRetry: stream == group.RetryTopic,
                group.Options,
                new PartitionProgress(stream, time),
                settler,
                group.HasBatches ? time : null,
                () => _acknowledger!.Signal(),
                failure => Ended(stream, failure))),
        ];
        _byName = _streams.ToDictionary(stream => stream.Stream, StringComparer.Ordinal);
        _acknowledger = new Acknowledger(group, _streams, connections, progress, time, logger);
        _pending = new PendingEntries(group, consumer, reader, options, telemetry, logger);
        _names = new ConsumerNames(group, consumer, options, time, logger);
        _watches = [.. _streams.Select(stream => new StreamWatch(stream, group, consumer, options, settingsPath, telemetry, time, logger))];
    }

    public void Start()
    {
        foreach (StreamConsumer stream in _streams)
        {
            _progress.Add(stream.Progress);
        }

        _acknowledging = Task.Run(() => _acknowledger.RunAsync(_stopAcknowledging.Token));
        _reading = Task.Run(RunAsync);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A read that is on its way is waited for: its entries would be pending.
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        long started = _time.GetTimestamp();
        await DrainAsync(cancellationToken).ConfigureAwait(false);
        await _stopAcknowledging.CancelAsync().ConfigureAwait(false);
        await _acknowledging.ConfigureAwait(false);
        TimeSpan left = _group.Options.DrainTimeout - _time.GetElapsedTime(started);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(left > FirstPollDelay ? left : FirstPollDelay);
        await LeaveAsync(limit.Token).ConfigureAwait(false);
        foreach (StreamConsumer stream in _streams)
        {
            _progress.Remove(stream.Progress);
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _stopAcknowledging.Dispose();
        _acknowledger.Dispose();
        _wake.Dispose();
        Array.ForEach(_streams, stream => stream.Dispose());
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_streams.Select(stream => stream.CancelAsync())).ConfigureAwait(false);
        Task drained = Task.WhenAll(_streams.Select(stream => stream.WaitAsync()));
        await drained.WaitAsync(_group.Options.DrainTimeout, _time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (StreamConsumer stream in _streams.Where(stream => !stream.WaitAsync().IsCompleted))
        {
            ConsumingLog.DrainTimedOut(_logger, _group.Name, stream.Stream, _group.Options.DrainTimeout);
        }
    }

    /// <summary>Acknowledges what was settled, and takes this process' name out of the group if nothing is left for it.</summary>
    private async Task LeaveAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await _acknowledger.FlushAsync(cancellationToken).ConfigureAwait(false) is { } problem)
            {
                RedisLog.AckTimedOut(_logger, _group.Name, problem);
            }
            else if (_connections.Reading.Database is { } database)
            {
                await _names.RemoveOwnAsync(database, _streams, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RedisErrors.IsRedis(e) || e is OperationCanceledException)
        {
            RedisLog.AckTimedOut(_logger, _group.Name, RedisErrors.Text(e));
        }
    }

    private async Task RunAsync()
    {
        int failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                IDatabase database = await _connections.Reading.ConnectAsync(_stopping.Token).ConfigureAwait(false);
                await JoinAsync(database).ConfigureAwait(false);
                _progress.HasJoined = true;
                _progress.LastError = null;
                if (failures > 0)
                {
                    RedisLog.AvailableAgain(_logger, _group.Name);
                    failures = 0;
                }

                await ReadAsync(database).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (RedisErrors.IsRedis(e))
            {
                await HandleAsync(e, ++failures).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Fail(e);
                return;
            }
        }
    }

    private async Task HandleAsync(Exception e, int failures)
    {
        string reason = $"{_connections.Explain(e)}.";
        _progress.LastError = reason.TrimEnd('.');
        if (RedisErrors.IsNoGroup(e))
        {
            // Joining says what was missing, and creates it.
            await Task.Delay(FirstPollDelay, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (failures == 1)
        {
            RedisLog.Unavailable(_logger, _group.Name, reason);
        }
        else
        {
            RedisLog.StillUnavailable(_logger, _group.Name, failures, reason);
        }

        Array.ForEach(_streams, stream => stream.Progress.IsLagKnown = false);
        await Task.Delay(_backoff.After(failures), _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Creates the groups that don't exist, and finds what was delivered to this process before.</summary>
    private async Task JoinAsync(IDatabase database)
    {
        _isCluster = database.Multiplexer.GetServers().Any(server => server.IsConnected && server.ServerType == ServerType.Cluster);
        foreach (StreamConsumer stream in _streams)
        {
            await CreateGroupAsync(database, stream).ConfigureAwait(false);
            stream.RecoverFrom = PendingEntries.First;

            // Of a read whose answer didn't come, nobody knows how many entries it has taken.
            stream.NewlyRead = null;
        }

        if (_options.WakeByNotification)
        {
            await SubscribeAsync(database).ConfigureAwait(false);
        }

        await WatchAsync(database).ConfigureAwait(false);
    }

    private async Task CreateGroupAsync(IDatabase database, StreamConsumer stream)
    {
        // What a stream has that exists again was never read, so that a second time it isn't "what comes from now on".
        bool isAgain = _created.Contains(stream.Stream);
        string position = isAgain || stream.IsRetry || _group.StartAt == StartAt.Earliest ? Beginning : End;
        try
        {
            await database.StreamCreateConsumerGroupAsync(stream.Stream, _group.Name, position, createStream: true).ConfigureAwait(false);
            if (isAgain)
            {
                long lost = await _watches[Array.IndexOf(_streams, stream)].RestartAsync(database).ConfigureAwait(false);
                RedisLog.CreatedAgain(_logger, _group.Name, stream.Stream, lost);
            }
            else
            {
                RedisLog.Created(_logger, _group.Name, stream.Stream, position == End ? "its end" : "its beginning");
            }
        }
        catch (RedisServerException e) when (RedisErrors.IsGroupThere(e))
        {
            // As it should be.
        }

        _created.Add(stream.Stream);
    }

    private async Task ReadAsync(IDatabase database)
    {
        TimeSpan delay = TimeSpan.Zero;
        long watched = _time.GetTimestamp();
        long maintained = watched;
        TimeSpan maintenance = _options.ClaimAfter / 3;
        while (true)
        {
            _stopping.Token.ThrowIfCancellationRequested();
            if (_time.GetElapsedTime(watched) >= WatchInterval)
            {
                watched = _time.GetTimestamp();
                await WatchAsync(database).ConfigureAwait(false);
            }

            if (_time.GetElapsedTime(maintained) >= maintenance)
            {
                maintained = _time.GetTimestamp();
                await MaintainAsync(database).ConfigureAwait(false);
            }

            int taken = await RecoverAsync(database).ConfigureAwait(false);
            taken += await ReadNewAsync(database).ConfigureAwait(false);
            delay = taken > 0 ? TimeSpan.Zero
                : delay == TimeSpan.Zero ? FirstPollDelay
                : delay * 2 < _options.MaxPollDelay ? delay * 2
                : _options.MaxPollDelay;
            if (delay > TimeSpan.Zero)
            {
                await PauseAsync(delay).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes what was delivered to this process and isn't in hand.</summary>
    private async Task<int> RecoverAsync(IDatabase database)
    {
        int taken = 0;
        foreach (StreamConsumer stream in _streams.Where(stream => stream.RecoverFrom is not null))
        {
            taken += await _pending.TakeOwnAsync(database, stream, _stopping.Token).ConfigureAwait(false);
        }

        return taken;
    }

    private async Task MaintainAsync(IDatabase database)
    {
        foreach (StreamConsumer stream in _streams)
        {
            await _pending.RenewAsync(database, stream).ConfigureAwait(false);
            await _pending.TakeAbandonedAsync(database, stream, _stopping.Token).ConfigureAwait(false);
            stream.RecoverFrom ??= PendingEntries.First;
        }

        await _names.ForgetAsync(database, _streams).ConfigureAwait(false);
    }

    /// <summary>Reads new entries of the streams that have room and nothing to recover, so that the order is kept.</summary>
    private async Task<int> ReadNewAsync(IDatabase database)
    {
        StreamConsumer[] ready = [.. _streams.Where(stream => stream.RecoverFrom is null && stream.Room > 0)];
        if (ready.Length == 0)
        {
            return 0;
        }

        int taken = 0;
        if (ready.Length == 1 || _isCluster)
        {
            // On a cluster two streams are mostly on two nodes.
            foreach (StreamConsumer stream in ready)
            {
                StreamEntry[] entries = await database.StreamReadGroupAsync(
                    stream.Stream, _group.Name, _consumer, StreamPosition.NewMessages, Count(stream.Room)).ConfigureAwait(false);
                taken += Enqueue(stream, entries);
            }

            return taken;
        }

        StreamPosition[] positions = [.. ready.Select(stream => new StreamPosition(stream.Stream, StreamPosition.NewMessages))];
        RedisStream[] read = await database.StreamReadGroupAsync(
            positions, _group.Name, _consumer, Count(ready.Min(stream => stream.Room)), noAck: false).ConfigureAwait(false);
        foreach (RedisStream stream in read)
        {
            taken += Enqueue(_byName[stream.Key.ToString()], stream.Entries);
        }

        return taken;
    }

    private int Count(int room) => Math.Min(room, _options.ReadCount);

    private int Enqueue(StreamConsumer stream, StreamEntry[] entries)
    {
        if (entries.Length > 0)
        {
            stream.NewlyRead = stream.NewlyRead.GetValueOrDefault() + entries.Length;
        }

        foreach (StreamEntry entry in entries)
        {
            stream.Enqueue(new RedisMessage(
                new Entry(stream.Stream, StreamId.Parse(entry.Id), entry.Values), _reader, deliveries: 1));
        }

        return entries.Length;
    }

    private async Task WatchAsync(IDatabase database)
    {
        // A server that was started again or promoted may have forgotten how many entries a group has read, as it does after a move.
        int interruptions = _connections.Reading.Interruptions;
        if (interruptions != _interruptions)
        {
            _interruptions = interruptions;
            Array.ForEach(_streams, stream => stream.NewlyRead = null);
        }

        foreach (StreamWatch watch in _watches)
        {
            await watch.ObserveAsync(database).ConfigureAwait(false);
        }
    }

    private async Task SubscribeAsync(IDatabase database)
    {
        ISubscriber subscriber = database.Multiplexer.GetSubscriber();
        foreach (StreamConsumer stream in _streams)
        {
            var channel = RedisChannel.Literal($"__keyspace@{database.Database}__:{stream.Stream}");
            await subscriber.UnsubscribeAsync(channel).ConfigureAwait(false);
            await subscriber.SubscribeAsync(channel, (_, _) => Wake()).ConfigureAwait(false);
        }
    }

    // Jitter, so that processes don't ask at the same time.
    private async Task PauseAsync(TimeSpan delay)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task woken = _options.WakeByNotification ? _wake.WaitAsync(end.Token) : Task.Delay(Timeout.Infinite, end.Token);
        Task pause = Task.Delay(new Backoff(delay, delay).After(1), _time, end.Token);
        await Task.WhenAny(woken, pause).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (Exception e) when (e is SemaphoreFullException or ObjectDisposedException)
        {
            // It is awake already, or gone.
        }
    }

    private void Ended(string stream, Exception? failure)
    {
        if (failure is not null)
        {
            Fail(new InvalidOperationException($"{stream}: {failure.Message}", failure));
        }
    }

    private void Fail(Exception failure)
    {
        _progress.Fault = failure.Message;
        ConsumingLog.Fatal(_logger, failure, _group.Name, failure.Message);
        _stopService();
    }
}
