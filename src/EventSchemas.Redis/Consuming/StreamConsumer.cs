using System.Threading.Channels;
using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// A stream of a group in this process: the entries in hand, and the lanes that settle them. The group's loop adds entries; lanes settle
/// them; the acknowledger takes what is settled. An entry is in hand from when it is read until the server has taken its acknowledgement,
/// and is never added twice meanwhile.
/// </summary>
sealed class StreamConsumer : IDisposable
{
    // What an entry costs beside its values: its objects.
    private const int Overhead = 1_024;

    // What is settled and not acknowledged is handled again after a crash.
    private const int MaxAhead = 4;

    private readonly MessageSettler _settler;
    private readonly TimeProvider? _batching;
    private readonly Action<Exception?> _onEnded;
    private readonly Action _onSettled;
    private readonly GroupOptions _options;
    private readonly Channel<Item>?[] _lanes;
    private readonly List<Task> _runs = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly HashSet<StreamId> _inHand = [];
    private List<StreamId> _settled = [];

    /// <param name="stream">The stream, with the deployment's prefix.</param>
    /// <param name="isRetry">Whether it is the group's retry stream, which nobody else reads.</param>
    /// <param name="options">The group's settings.</param>
    /// <param name="progress">Where it is reported how far the stream is.</param>
    /// <param name="settler">Settles an entry.</param>
    /// <param name="batching">Measures the time of batches; null where the group has no handlers of batches.</param>
    /// <param name="onSettled">Called when an entry is settled.</param>
    /// <param name="onEnded">Called when a lane has ended on its own, with its exception.</param>
    public StreamConsumer(
        string stream,
        bool isRetry,
        GroupOptions options,
        PartitionProgress progress,
        MessageSettler settler,
        TimeProvider? batching,
        Action onSettled,
        Action<Exception?> onEnded)
    {
        Stream = stream;
        IsRetry = isRetry;
        Progress = progress;
        _options = options;
        _settler = settler;
        _batching = batching;
        _onSettled = onSettled;
        _onEnded = onEnded;

        // With several lanes, entries without a key have one of their own.
        _lanes = new Channel<Item>?[options.Concurrency == 1 ? 1 : options.Concurrency + 1];
    }

    public string Stream { get; }

    public bool IsRetry { get; }

    public PartitionProgress Progress { get; }

    /// <summary>Where the next page of pending entries begins that must be taken first; null when there are none. Only the loop uses it.
    /// </summary>
    public RedisValue? RecoverFrom { get; set; }

    /// <summary>
    /// How many new entries this process has read since the group was looked at last; null before it has read any. Only the loop uses it.
    /// </summary>
    public long? NewlyRead { get; set; }

    /// <summary>Whether a lane ended before an entry, so that the stream stays there until the process starts again.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>How many more entries fit.</summary>
    public int Room
    {
        get
        {
            if (IsStopped || Progress.WaitingBytes >= _options.QueueBytes)
            {
                return 0;
            }

            lock (_lock)
            {
                long room = Math.Min(_options.QueueLength - Progress.Waiting, ((long)MaxAhead * _options.QueueLength) - _inHand.Count);
                return (int)Math.Max(0, room);
            }
        }
    }

    /// <summary>Whether an entry is in hand.</summary>
    public bool Has(StreamId id)
    {
        lock (_lock)
        {
            return _inHand.Contains(id);
        }
    }

    /// <summary>Adds an entry, unless it is in hand. Only the group's loop calls it.</summary>
    public void Enqueue(RedisMessage message)
    {
        lock (_lock)
        {
            if (!_inHand.Add(message.Entry.Id))
            {
                return;
            }
        }

        long bytes = message.Entry.Length + Overhead;
        Progress.Received(bytes);
        int lane = LaneOf(message);
        (_lanes[lane] ??= StartLane()).Writer.TryWrite(new Item(message, bytes));
    }

    /// <summary>Takes the ids that are settled and not acknowledged.</summary>
    public List<StreamId> TakeSettled()
    {
        lock (_lock)
        {
            List<StreamId> taken = _settled;
            _settled = [];
            return taken;
        }
    }

    /// <summary>Gives back ids whose acknowledgement failed.</summary>
    public void GiveBack(List<StreamId> ids)
    {
        lock (_lock)
        {
            _settled.InsertRange(0, ids);
        }
    }

    /// <summary>The server has taken acknowledgements.</summary>
    public void Acknowledged(List<StreamId> ids)
    {
        lock (_lock)
        {
            _inHand.ExceptWith(ids);
        }
    }

    /// <summary>Cancels the running handlers and everything that waits.</summary>
    public Task CancelAsync() => _stop.CancelAsync();

    /// <summary>Waits until all lanes of a cancelled stream have ended.</summary>
    public Task WaitAsync() => Task.WhenAll(_runs);

    public void Dispose()
    {
        // Not the source of the token: a handler that outlives the limit still has it.
        if (_runs.TrueForAll(run => run.IsCompleted))
        {
            _stop.Dispose();
        }
    }

    private int LaneOf(RedisMessage message)
    {
        if (_lanes.Length == 1)
        {
            return 0;
        }

        // The key isn't in the entry: it is read from the event.
        if (message.Read() is not ReadOutcome.Event { Registration: { } registration, Value: { } value }
            || registration.KeyOf(value) is not { } key)
        {
            return _lanes.Length - 1;
        }

        var hash = default(HashCode);
        hash.AddBytes(key);
        return (int)((uint)hash.ToHashCode() % (uint)(_lanes.Length - 1));
    }

    private Channel<Item> StartLane()
    {
        var lane = Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        _runs.Add(Task.Run(() => RunAsync(lane.Reader)));
        return lane;
    }

    private async Task RunAsync(ChannelReader<Item> messages)
    {
        try
        {
            if (_batching is { } time)
            {
                var batches = new BatchLane<Item>(_settler, Progress, time, item => item.Message, Settled, () => Room == 0);
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
                    if (!await _settler.SettleAsync(item.Message, Progress, _stop.Token).ConfigureAwait(false))
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
            // What isn't settled is delivered again.
        }
        catch (Exception e)
        {
            EndLane(e);
        }
    }

    private void Settled(Item item)
    {
        lock (_lock)
        {
            _settled.Add(item.Message.Entry.Id);
        }

        Progress.Settled(item.Bytes);
        _onSettled();
    }

    private void EndLane(Exception? failure)
    {
        IsStopped = true;
        _onEnded(failure);
    }

    private readonly record struct Item(RedisMessage Message, long Bytes);
}
