using System.Diagnostics;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// The Kafka client of one group. It polls continuously, on a thread of its own: handlers, commits and dead letters run elsewhere, and a
/// partition whose handlers are behind is paused. Only a rebalance waits for them, once for all partitions and within one limit.
/// </summary>
sealed class GroupConsumer : IGroupConsumer
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan UpdateInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LagInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AskInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RoomLimit = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CommittedLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RejoinDelay = TimeSpan.FromSeconds(5);

    private readonly ConsumerGroup _group;
    private readonly ConsumerConfig _config;
    private readonly KafkaClientConfig _clients;
    private readonly MessageReader _reader;
    private readonly MessageSettler _settler;
    private readonly GroupProgress _progress;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Action _stopService;
    private readonly Dictionary<(string Topic, int Partition), PartitionConsumer> _partitions = [];
    // Behind the last message of each partition that handlers of this process have seen.
    private readonly Dictionary<(string Topic, int Partition), long> _seen = [];
    // Errors that the client repeats with each attempt; logged once until it receives something again.
    private readonly HashSet<ErrorCode> _reported = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private OffsetCommitter? _committer;
    private volatile bool _hasEnded;
    private readonly HashSet<TopicPartition> _outOfRange = [];
    private Task _asking = Task.CompletedTask;
    private Exception? _callbackFailure;
    private long? _rejoinAt;
    private long _updated;
    private long _measured;
    private long _asked;

    public GroupConsumer(
        ConsumerGroup group,
        ConsumerConfig config,
        KafkaClientConfig clients,
        MessageReader reader,
        MessageSettler settler,
        GroupProgress progress,
        TimeProvider time,
        ILogger logger,
        Action stopService)
    {
        _group = group;
        _config = config;
        _clients = clients;
        _reader = reader;
        _settler = settler;
        _progress = progress;
        _time = time;
        _logger = logger;
        _stopService = stopService;
    }

    private string[] Topics => [.. _group.Topics, _group.RetryTopic];

    public void Start() => new Thread(Run) { IsBackground = true, Name = $"Kafka group {_group.Name}" }.Start();

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Cancel();
        return _stopped.Task.WaitAsync(cancellationToken);
    }

    public void Dispose() => _stop.Dispose();

    private void Run()
    {
        IConsumer<byte[]?, byte[]?>? client = null;
        try
        {
            client = Build();
            _committer = new OffsetCommitter(client, _progress, _logger);
            client.Subscribe(Topics);
            while (!_stop.IsCancellationRequested)
            {
                Poll(client);
                Update(client);
                Rejoin(client);
            }

            Drain([.. _partitions.Values], commits: true);
        }
        catch (Exception e)
        {
            _progress.Fault = Explain(e);
            ConsumingLog.Fatal(_logger, e, _group.Name, _progress.Fault);
            Guard(() => Drain([.. _partitions.Values], commits: false));
            _stopService();
        }

        _committer?.Dispose();
        Close(client);
        _stopped.TrySetResult();
    }

    private string Explain(Exception failure) => failure is KafkaException { Error.Code: ErrorCode.FencedInstanceId }
        ? $"another instance has joined with the same {_clients.PathOf("group.instance.id")}, {_config.GroupInstanceId}: give each "
            + "instance a name of its own."
        : failure.Message;

    private void Poll(IConsumer<byte[]?, byte[]?> client)
    {
        try
        {
            if (client.Consume(PollInterval) is { } message)
            {
                Receive(client, message);
            }
        }
        catch (ConsumeException e) when (!e.Error.IsFatal)
        {
            if (e.Error.Code == ErrorCode.Local_AutoOffsetReset)
            {
                OutOfRange(e);
            }
            else
            {
                Report(e.Error);
            }
        }

        if (_callbackFailure is { } failure)
        {
            throw failure;
        }
    }

    private void Receive(IConsumer<byte[]?, byte[]?> client, ConsumeResult<byte[]?, byte[]?> message)
    {
        _reported.Clear();

        // What arrives after the partition moved away belongs to its new owner.
        if (!_partitions.TryGetValue((message.Topic, message.Partition.Value), out PartitionConsumer? partition))
        {
            return;
        }

        if (message.IsPartitionEOF)
        {
            partition.End = message.Offset;
            return;
        }

        partition.Enqueue(message);
        if (!partition.IsPaused && partition.IsFull && !partition.WaitForRoom(RoomLimit))
        {
            client.Pause([partition.Partition]);
            partition.IsPaused = true;
            partition.IsFresh = false;
            ConsumerLog.Paused(_logger, _group.Name, partition.Partition, partition.Progress.Waiting);
        }
    }

    /// <summary>Resumes what has room again, and looks whether a lane has ended.</summary>
    private void Update(IConsumer<byte[]?, byte[]?> client)
    {
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_updated, now) < UpdateInterval && !_hasEnded)
        {
            return;
        }

        _updated = now;
        _hasEnded = false;
        bool measures = Stopwatch.GetElapsedTime(_measured, now) >= LagInterval;
        _measured = measures ? now : _measured;
        if (measures && !_progress.HasJoined)
        {
            _progress.HasJoined = client.MemberId.Length > 0;
        }

        foreach (PartitionConsumer partition in _partitions.Values)
        {
            if (partition.Failure is { } failure)
            {
                throw failure;
            }

            bool isDue = partition.IsFresh || (partition.IsPaused && partition.HasRoom);
            if (isDue && !partition.IsStopped)
            {
                client.Resume([partition.Partition]);
                partition.IsPaused = false;
                partition.IsFresh = false;
            }

            if (measures)
            {
                Measure(client, partition);
            }
        }

        if (measures)
        {
            _committer?.CheckAge();
            AskForEnds(client, now);
        }
    }

    // The client knows the end of the partition from its fetches; this asks no broker.
    private static void Measure(IConsumer<byte[]?, byte[]?> client, PartitionConsumer partition)
    {
        Offset high = client.GetWatermarkOffsets(partition.Partition).High;
        partition.IsFetched |= high.Value >= 0 || partition.End != Offset.Unset;
        high = partition.IsFetched ? high : partition.AskedEnd;
        Offset position = partition.Watermark != Offset.Unset ? partition.Watermark : client.Position(partition.Partition);
        position = position.Value >= 0 ? position : partition.Start;
        bool isAtEnd = partition.End != Offset.Unset && partition.End >= high;
        partition.Progress.IsLagKnown |= partition.IsFetched;
        partition.Progress.Lag = !isAtEnd && high.Value > 0 && position.Value >= 0
            ? Math.Max(0, high.Value - position.Value)
            : partition.Progress.Waiting;
    }

    /// <summary>Asks the brokers for the ends of partitions that were never fetched, elsewhere, because it takes time.</summary>
    private void AskForEnds(IConsumer<byte[]?, byte[]?> client, long now)
    {
        PartitionConsumer[] unknown = [.. _partitions.Values.Where(partition => !partition.IsFetched)];
        if (unknown.Length > 0 && _asking.IsCompleted && Stopwatch.GetElapsedTime(_asked, now) >= AskInterval)
        {
            _asked = now;
            _asking = Task.Run(() => Array.ForEach(unknown, partition => AskForEnd(client, partition)));
        }
    }

    private void AskForEnd(IConsumer<byte[]?, byte[]?> client, PartitionConsumer partition)
    {
        if (_stop.IsCancellationRequested)
        {
            return;
        }

        try
        {
            partition.AskedEnd = client.QueryWatermarkOffsets(partition.Partition, AskLimit).High;
            partition.Progress.IsLagKnown = true;
        }
        catch (KafkaException)
        {
            // Nobody can fetch from it, either: the health check says so when it lasts.
            partition.Progress.IsLagKnown = partition.IsFetched;
        }
    }

    private IConsumer<byte[]?, byte[]?> Build() => _clients.Consumer(_config, _logger)
        .SetPartitionsAssignedHandler(Assign)
        .SetPartitionsRevokedHandler((_, partitions) => Guard(() =>
        {
            ConsumerLog.Revoked(_logger, _group.Name, string.Join(", ", partitions.Select(one => one.TopicPartition)));
            Drain(Owned(partitions), commits: true);
        }))
        .SetPartitionsLostHandler((_, partitions) => Guard(() =>
        {
            ConsumerLog.Lost(_logger, _group.Name, string.Join(", ", partitions.Select(one => one.TopicPartition)));
            Drain(Owned(partitions), commits: false);
        }))
        .SetErrorHandler((_, error) => Report(error))
        .Build();

    // An exception in a callback would hang the client's close.
    private void Guard(Action callback)
    {
        try
        {
            callback();
        }
        catch (Exception e)
        {
            _callbackFailure = e;
        }
    }

    private IEnumerable<TopicPartitionOffset> Assign(IConsumer<byte[]?, byte[]?> client, List<TopicPartition> partitions)
    {
        TopicPartitionOffset[] starts = [.. partitions.Select(partition => new TopicPartitionOffset(partition, Offset.Unset))];
        Guard(() =>
        {
            _reported.Clear();
            ConsumerLog.Assigned(_logger, _group.Name, string.Join(", ", partitions));
            starts = Starts(client, partitions) ?? starts;
        });
        return starts;
    }

    // The client would answer for a missing offset and for one that is out of range in the same way, so that it may decide neither.
    private TopicPartitionOffset[]? Starts(IConsumer<byte[]?, byte[]?> client, List<TopicPartition> partitions)
    {
        List<TopicPartitionOffset> committed;
        TopicPartitionOffset[] starts;
        try
        {
            committed = client.Committed(partitions, CommittedLimit);
            starts = [.. committed.Select(one => new TopicPartitionOffset(one.TopicPartition, StartOf(client, one)))];
        }
        catch (KafkaException e)
        {
            ConsumerLog.NoCommitted(_logger, _group.Name, e.Error.Reason);
            Rejoin(after: RejoinDelay);
            return null;
        }

        _outOfRange.ExceptWith(partitions);
        foreach (TopicPartitionOffset start in starts)
        {
            bool isCommitted = committed.Exists(one => one.TopicPartition == start.TopicPartition && one.Offset == start.Offset);
            Add(start, isCommitted);
        }

        return starts;
    }

    // A number, because a logical offset would be resolved again after a restart, behind what arrived in between.
    private Offset StartOf(IConsumer<byte[]?, byte[]?> client, TopicPartitionOffset committed)
    {
        bool wasOutOfRange = _outOfRange.Contains(committed.TopicPartition);
        bool isEarliest = wasOutOfRange
            ? _group.Options.OutOfRange == OutOfRangePolicy.Earliest
            : _group.StartAt == StartAt.Earliest || committed.Topic == _group.RetryTopic;
        return StartPosition.Of(
            committed.Offset,
            wasOutOfRange,
            isEarliest,
            () => client.QueryWatermarkOffsets(committed.TopicPartition, CommittedLimit));
    }

    private void Add(TopicPartitionOffset start, bool isCommitted)
    {
        TopicPartition partition = start.TopicPartition;
        var progress = new PartitionProgress(partition.ToString(), _time);
        long seen = _seen.GetValueOrDefault((partition.Topic, partition.Partition.Value));
        var added = new PartitionConsumer(
            start,
            isCommitted,
            _group.Options,
            progress,
            _settler,
            message => new KafkaMessage(message, _reader, isRedelivered: message.Offset.Value < seen),
            _group.HasBatches ? _time : null,
            () => _hasEnded = true);
        _partitions.Add((partition.Topic, partition.Partition.Value), added);
        _progress.Add(progress);
        _committer!.Add(added);
    }

    private void Rejoin(TimeSpan after) => _rejoinAt = Stopwatch.GetTimestamp() + (long)(after.TotalSeconds * Stopwatch.Frequency);

    private void Rejoin(IConsumer<byte[]?, byte[]?> client)
    {
        if (_rejoinAt is { } time && Stopwatch.GetTimestamp() >= time)
        {
            _rejoinAt = null;
            client.Unsubscribe();
            client.Subscribe(Topics);
        }
    }

    private PartitionConsumer[] Owned(List<TopicPartitionOffset> partitions) =>
    [
        .. partitions
            .Select(one => _partitions.GetValueOrDefault((one.Topic, one.Partition.Value)))
            .OfType<PartitionConsumer>(),
    ];

    /// <summary>Ends partitions: all of them together, within the group's limit.</summary>
    private void Drain(PartitionConsumer[] partitions, bool commits)
    {
        var watch = Stopwatch.StartNew();
        TimeSpan Left() => _group.Options.DrainTimeout - watch.Elapsed is { Ticks: > 0 } left ? left : TimeSpan.Zero;
        foreach (PartitionConsumer partition in partitions)
        {
            _partitions.Remove((partition.Partition.Topic, partition.Partition.Partition.Value));
            _progress.Remove(partition.Progress);
            if (!commits)
            {
                _committer?.Remove(partition);
            }

            partition.Cancel();
        }

        foreach (PartitionConsumer partition in partitions.Where(partition => !partition.Wait(Left())))
        {
            ConsumingLog.DrainTimedOut(_logger, _group.Name, partition.Partition, _group.Options.DrainTimeout);
        }

        if (commits && partitions.Length > 0 && !_committer!.Commit(partitions, Left()))
        {
            ConsumerLog.CommitTimedOut(_logger, _group.Name, string.Join(", ", partitions.Select(one => one.Partition)));
        }

        foreach (PartitionConsumer partition in partitions)
        {
            _seen[(partition.Partition.Topic, partition.Partition.Partition.Value)] = partition.Started;
            _committer?.Remove(partition);
            partition.Dispose();
        }
    }

    // The client's Close and Dispose block without a limit while the coordinator is away; a thread that never ends must not keep the
    // service from stopping.
    private void Close(IConsumer<byte[]?, byte[]?>? client)
    {
        if (client is null)
        {
            return;
        }

        var closing = new Thread(() =>
        {
            try
            {
                // It uses the client.
                _asking.Wait();
                client.Close();
                client.Dispose();
            }
            catch (Exception e)
            {
                ConsumerLog.CloseFails(_logger, e, _group.Name);
            }
        })
        {
            IsBackground = true,
            Name = $"Kafka close of {_group.Name}",
        };
        closing.Start();
        if (!closing.Join(CloseLimit))
        {
            ConsumerLog.CloseTimedOut(_logger, _group.Name, CloseLimit);
        }
    }

    private void OutOfRange(ConsumeException e)
    {
        TopicPartition position = e.ConsumerRecord.TopicPartition;
        if (!_partitions.TryGetValue((position.Topic, position.Partition.Value), out PartitionConsumer? partition))
        {
            return;
        }

        OutOfRangePolicy policy = _group.Options.OutOfRange;
        string setting = $"{_group.SettingsPath}:{nameof(GroupOptions.OutOfRange)}";
        if (policy == OutOfRangePolicy.Stop)
        {
            partition.Progress.Block(new BlockedCall(
                position,
                handler: null,
                BlockedKind.Person,
                $"its offset isn't in the topic any more ({e.Error.Reason}). Restart with {setting} = Earliest or Latest."));
            ConsumerLog.OutOfRange(_logger, _group.Name, position, e.Error.Reason, setting);
            return;
        }

        // The client has given up the partition: only a new assignment gives it another start.
        _outOfRange.Add(position);
        Rejoin(after: TimeSpan.Zero);
        ConsumerLog.ContinuesElsewhere(_logger, _group.Name, position, policy, e.Error.Reason);
    }

    private void Report(Error error)
    {
        if (error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
        {
            // Nobody needs the retry topic before the first dead letter comes back, which creates it.
            if (!error.Reason.Contains(_group.RetryTopic, StringComparison.Ordinal))
            {
                ConsumerLog.TopicMissing(_logger, _group.Name, error.Reason);
            }
        }
        else
        {
            _progress.LastError = error.Reason;
            if (_reported.Add(error.Code))
            {
                ConsumerLog.ClientError(_logger, _group.Name, error.Code, error.Reason);
            }
            else
            {
                ConsumerLog.ClientErrorAgain(_logger, _group.Name, error.Code, error.Reason);
            }
        }
    }
}
