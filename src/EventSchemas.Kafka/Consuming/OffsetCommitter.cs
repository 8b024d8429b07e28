using System.Collections.Concurrent;
using System.Diagnostics;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Commits the offsets of a group on a thread of its own, because the client's commit blocks without a limit. A commit that fails is
/// repeated until it holds or the partition moves away; the last one before that, as long as somebody waits for it.
/// </summary>
sealed class OffsetCommitter : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(50);

    private readonly IConsumer<byte[]?, byte[]?> _client;
    private readonly GroupProgress _progress;
    private readonly ILogger _logger;
    private readonly TimeSpan _interval;
    private readonly ConcurrentDictionary<PartitionConsumer, bool> _partitions = new();
    private readonly BlockingCollection<Request> _requests = [];
    private readonly Lock _lock = new();
    private long? _waitsSince;
    private string? _postponed;

    public OffsetCommitter(IConsumer<byte[]?, byte[]?> client, GroupProgress progress, ILogger logger)
    {
        _client = client;
        _progress = progress;
        _logger = logger;
        _interval = progress.Group.Options.CommitInterval;
        new Thread(Run) { IsBackground = true, Name = $"Kafka commits of {progress.Group.Name}" }.Start();
    }

    /// <summary>Begins to commit the offsets of a partition.</summary>
    public void Add(PartitionConsumer partition) => _partitions[partition] = true;

    /// <summary>Stops committing the offsets of a partition: it isn't ours any more.</summary>
    public void Remove(PartitionConsumer partition) => _partitions.TryRemove(partition, out _);

    /// <summary>Commits the offsets of partitions now, and waits for it.</summary>
    /// <returns>Whether all are committed within the limit.</returns>
    public bool Commit(IReadOnlyCollection<PartitionConsumer> partitions, TimeSpan limit)
    {
        var request = new Request(partitions, new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        _requests.Add(request);
        if (request.Done.Task.Wait(limit))
        {
            return request.Done.Task.Result;
        }

        request.IsAbandoned = true;
        return false;
    }

    /// <summary>
    /// Says so if nothing could be committed for too long, although no commit failed for good: it waits behind a request to join the group,
    /// or each is put off until the end of a rebalance.
    /// </summary>
    public void CheckAge()
    {
        lock (_lock)
        {
            TimeSpan limit = _progress.Group.Options.StalledAfter;
            if (_waitsSince is { } since && _progress.CommitProblem is null && Stopwatch.GetElapsedTime(since) >= limit)
            {
                string reason = _postponed ?? "the broker doesn't answer";
                _progress.CommitProblem = $"none has held for {limit}: {reason}";
                ConsumerLog.CommitWaits(_logger, _progress.Group.Name, limit, reason);
            }
        }
    }

    /// <summary>Ends the thread, after a commit that is on its way.</summary>
    public void Dispose() => _requests.CompleteAdding();

    private void Run()
    {
        while (!_requests.IsCompleted)
        {
            if (_requests.TryTake(out Request? request, _interval))
            {
                request.Done.SetResult(CommitLast(request));
            }
            else if (!_requests.IsAddingCompleted)
            {
                Commit(_partitions.Keys);
            }
        }

        _requests.Dispose();
    }

    private bool CommitLast(Request request)
    {
        while (!request.IsAbandoned)
        {
            if (Commit(request.Partitions) is not { } error)
            {
                return true;
            }

            if (!IsPassing(error.Code))
            {
                return false;
            }

            Thread.Sleep(RetryDelay);
        }

        return false;
    }

    // What another attempt can find otherwise while this instance still has the partitions. The client's next heartbeat gets a new epoch.
    private static bool IsPassing(ErrorCode code) => code is ErrorCode.StaleMemberEpoch or ErrorCode.NotCoordinatorForGroup
        or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.GroupLoadInProgress or ErrorCode.RequestTimedOut
        or ErrorCode.Local_Transport or ErrorCode.Local_TimedOut or ErrorCode.Local_WaitCoord;

    /// <summary>Commits what isn't committed yet.</summary>
    /// <returns>Why it isn't committed; null if it is.</returns>
    private Error? Commit(IEnumerable<PartitionConsumer> partitions)
    {
        (PartitionConsumer Partition, Offset Offset)[] due =
        [
            .. partitions
                .Select(partition => (partition, Offset: partition.Watermark))
                .Where(one => one.Offset != Offset.Unset && one.Offset != one.partition.Committed),
        ];
        if (due.Length == 0)
        {
            Succeeded();
            return null;
        }

        Began();
        try
        {
            _client.Commit(due.Select(one => new TopicPartitionOffset(one.Partition.Partition, one.Offset)));
            Array.ForEach(due, one => one.Partition.Committed = one.Offset);
            Succeeded();
            return null;
        }
        catch (TopicPartitionOffsetException e)
        {
            foreach (TopicPartitionOffsetError result in e.Results.Where(result => !result.Error.IsError))
            {
                PartitionConsumer partition = Array.Find(due, one => one.Partition.Partition == result.TopicPartition).Partition;
                partition.Committed = result.Offset;
            }

            Error error = e.Results.First(result => result.Error.IsError).Error;
            Failed(error);
            return error;
        }
        catch (KafkaException e)
        {
            Failed(e.Error);
            return e.Error;
        }
        catch (ObjectDisposedException)
        {
            // The group gave up waiting for this commit and closed its client.
            return new Error(ErrorCode.Local_Destroy);
        }
    }

    private void Began()
    {
        lock (_lock)
        {
            _waitsSince ??= Stopwatch.GetTimestamp();
        }
    }

    private void Succeeded()
    {
        lock (_lock)
        {
            _waitsSince = null;
            _postponed = null;
            if (_progress.CommitProblem is not null)
            {
                _progress.CommitProblem = null;
                ConsumerLog.CommitsAgain(_logger, _progress.Group.Name);
            }
        }
    }

    private void Failed(Error error)
    {
        // A rebalance is on its way; the partitions that stay are committed after it.
        bool isUsual = error.Code is ErrorCode.RebalanceInProgress or ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId
            or ErrorCode.StaleMemberEpoch or ErrorCode.FencedMemberEpoch;
        lock (_lock)
        {
            if (isUsual)
            {
                _postponed = error.Reason;
                ConsumerLog.CommitPostponed(_logger, _progress.Group.Name, error.Reason);
            }
            else if (_progress.CommitProblem is null)
            {
                _progress.CommitProblem = error.Reason;
                ConsumerLog.CommitFails(_logger, _progress.Group.Name, error.Reason);
            }
        }
    }

    private sealed class Request(IReadOnlyCollection<PartitionConsumer> partitions, TaskCompletionSource<bool> done)
    {
        private volatile bool _isAbandoned;

        public IReadOnlyCollection<PartitionConsumer> Partitions { get; } = partitions;

        public TaskCompletionSource<bool> Done { get; } = done;

        /// <summary>Whether nobody waits any more, and the partitions may have another owner.</summary>
        public bool IsAbandoned
        {
            get => _isAbandoned;
            set => _isAbandoned = value;
        }
    }
}
