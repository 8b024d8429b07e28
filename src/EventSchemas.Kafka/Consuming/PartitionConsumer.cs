using System.Threading.Channels;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// One assignment of a partition to this instance: the messages that wait, the lanes that settle them, and how far they are. When the
/// partition moves away, all of it ends, and a later assignment starts with a new one. The group's thread enqueues messages and reads the
/// state; lanes never use the Kafka client.
/// </summary>
sealed class PartitionConsumer : IDisposable
{
    // What a message costs beside key and value: its objects and headers.
    private const int Overhead = 1_024;

    // What is settled behind a message that waits is handled again after a crash.
    private const int MaxAhead = 4;

    private readonly MessageSettler _settler;
    private readonly Func<ConsumeResult<byte[]?, byte[]?>, ReceivedMessage> _open;
    private readonly TimeProvider? _batching;
    private readonly Action _onEnded;
    private readonly GroupOptions _options;
    private readonly Channel<Item>[] _lanes;
    private readonly long[] _started;
    private readonly List<Task> _runs = [];
    private readonly OffsetTracker _offsets;
    private readonly CancellationTokenSource _stop = new();
    private long _next;
    private long _askedEnd = Offset.Unset.Value;

    /// <param name="start">Where the partition starts.</param>
    /// <param name="isCommitted">Whether that offset is committed already.</param>
    /// <param name="options">The group's settings.</param>
    /// <param name="progress">Where it is reported how far the partition is.</param>
    /// <param name="settler">Settles a message.</param>
    /// <param name="open">The message of what the client has received.</param>
    /// <param name="batching">Measures the time of batches; null where the group has no handlers of batches.</param>
    /// <param name="onEnded">Called when a lane has ended on its own.</param>
    public PartitionConsumer(
        TopicPartitionOffset start,
        bool isCommitted,
        GroupOptions options,
        PartitionProgress progress,
        MessageSettler settler,
        Func<ConsumeResult<byte[]?, byte[]?>, ReceivedMessage> open,
        TimeProvider? batching,
        Action onEnded)
    {
        Partition = start.TopicPartition;
        Start = start.Offset;
        _offsets = new OffsetTracker(isCommitted ? Offset.Unset : Start);
        Progress = progress;
        _options = options;
        _settler = settler;
        _open = open;
        _batching = batching;
        _onEnded = onEnded;

        // With several lanes, messages without a key have one of their own.
        _lanes = new Channel<Item>[options.Concurrency == 1 ? 1 : options.Concurrency + 1];
        _started = new long[_lanes.Length];
    }

    public TopicPartition Partition { get; }

    /// <summary>Where it starts.</summary>
    public Offset Start { get; }

    public PartitionProgress Progress { get; }

    /// <summary>The offset to commit, or <see cref="Offset.Unset"/>.</summary>
    public Offset Watermark => _offsets.Watermark;

    /// <summary>The offset behind the last message that handlers have seen.</summary>
    public long Started => _started.Max();

    /// <summary>The offset that was committed last. Only the committer's thread uses it.</summary>
    public Offset Committed { get; set; } = Offset.Unset;

    /// <summary>Whether the client has paused the partition for us. Only the group's thread uses it.</summary>
    public bool IsPaused { get; set; }

    /// <summary>
    /// Where the client has seen the end of the partition. Records that are nobody's message, such as those of transactions, lie between
    /// the last message and here. Only the group's thread uses it.
    /// </summary>
    public Offset End { get; set; } = Offset.Unset;

    /// <summary>Whether the client has fetched from it. Only the group's thread uses it.</summary>
    public bool IsFetched { get; set; }

    /// <summary>The end that a broker named when it was asked, or <see cref="Offset.Unset"/>.</summary>
    public Offset AskedEnd
    {
        get => Volatile.Read(ref _askedEnd);
        set => Volatile.Write(ref _askedEnd, value.Value);
    }

    /// <summary>
    /// Whether the client may still have the partition paused from an earlier assignment. Only the group's thread uses it.
    /// </summary>
    public bool IsFresh { get; set; } = true;

    /// <summary>Whether no more messages fit.</summary>
    public bool IsFull => Progress.Waiting >= _options.QueueLength
        || Progress.WaitingBytes >= _options.QueueBytes
        || _offsets.Count >= (long)MaxAhead * _options.QueueLength;

    /// <summary>Whether so many messages are settled that the partition can be resumed.</summary>
    public bool HasRoom => Progress.Waiting <= _options.QueueLength / 2
        && Progress.WaitingBytes <= _options.QueueBytes / 2
        && _offsets.Count < (long)MaxAhead * _options.QueueLength;

    /// <summary>Whether a lane ended before a message, so that the partition stays there until it is assigned again.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The exception that ended a lane, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Adds a message. Only the group's thread calls it.</summary>
    public void Enqueue(ConsumeResult<byte[]?, byte[]?> message)
    {
        // What the client delivers a second time must not take the offset back.
        if (message.Offset.Value < _next)
        {
            return;
        }

        _next = message.Offset.Value + 1;
        int bytes = (message.Message.Key?.Length ?? 0) + (message.Message.Value?.Length ?? 0) + Overhead;
        Progress.Received(bytes);
        int lane = LaneOf(message.Message.Key);
        (_lanes[lane] ??= StartLane(lane)).Writer.TryWrite(new Item(message, _offsets.Add(message.Offset.Value), bytes));
    }

    /// <summary>Waits a short time until more messages fit, because pausing makes the client drop what it has fetched.</summary>
    /// <returns>Whether they fit.</returns>
    public bool WaitForRoom(TimeSpan limit) => SpinWait.SpinUntil(() => !IsFull || IsStopped, limit) && !IsStopped;

    /// <summary>Cancels the running handlers and everything that waits.</summary>
    /// <remarks>Callbacks of handlers may block or throw, and run elsewhere.</remarks>
    public void Cancel() => _runs.Add(_stop.CancelAsync());

    /// <summary>Waits until all lanes of a cancelled partition have ended.</summary>
    /// <returns>Whether they have ended within the limit.</returns>
    public bool Wait(TimeSpan limit)
    {
        try
        {
            return Task.WaitAll([.. _runs], limit);
        }
        catch (AggregateException)
        {
            // Ended as well: the exception is the partition's Failure.
            return true;
        }
    }

    // Not the source of the token: a handler that outlives the limit still has it.
    public void Dispose()
    {
        if (_runs.TrueForAll(run => run.IsCompleted))
        {
            _stop.Dispose();
        }
    }

    private int LaneOf(byte[]? key)
    {
        if (_lanes.Length == 1)
        {
            return 0;
        }

        if (key is null)
        {
            return _lanes.Length - 1;
        }

        var hash = default(HashCode);
        hash.AddBytes(key);
        return (int)((uint)hash.ToHashCode() % (uint)(_lanes.Length - 1));
    }

    private Channel<Item> StartLane(int number)
    {
        var lane = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        _runs.Add(Task.Run(() => RunAsync(lane.Reader, number)));
        return lane;
    }

    private async Task RunAsync(ChannelReader<Item> messages, int lane)
    {
        try
        {
            if (_batching is { } time)
            {
                var batches = new BatchLane<Item>(_settler, Progress, time, item => Open(item, lane), Settled, () => IsFull);
                if (!await batches.RunAsync(messages, _stop.Token).ConfigureAwait(false))
                {
                    EndLane(null);
                }

                return;
            }

            while (await messages.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                while (!_stop.IsCancellationRequested && messages.TryRead(out Item item))
                {
                    if (!await _settler.SettleAsync(Open(item, lane), Progress, _stop.Token).ConfigureAwait(false))
                    {
                        EndLane(null);
                        return;
                    }

                    Settled(item);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The partition has moved away; what is not settled is handled again by its new owner.
        }
        catch (Exception e)
        {
            EndLane(e);
            throw;
        }
    }

    private ReceivedMessage Open(Item item, int lane)
    {
        // A lane writes only its own, which Started reads when it has ended.
        _started[lane] = item.Message.Offset.Value + 1;
        return _open(item.Message);
    }

    private void Settled(Item item)
    {
        _offsets.Settle(item.Number);
        Progress.Settled(item.Bytes);
    }

    private void EndLane(Exception? failure)
    {
        Failure = failure;
        IsStopped = true;
        _onEnded();
    }

    private readonly record struct Item(ConsumeResult<byte[]?, byte[]?> Message, long Number, int Bytes);
}
