namespace EventSchemas.Hosting;

/// <summary>
/// What happens on one partition of a group, or on what a transport has instead: for the health check and the metrics. Belongs to one
/// assignment of the partition. Safe for concurrent use.
/// </summary>
sealed class PartitionProgress
{
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly List<RunningCall> _running = [];
    private readonly List<BlockedCall> _blocked = [];
    private long _waiting;
    private long _waitingBytes;
    private long _lastProgress;
    private long _lag;
    private bool _isLagKnown = true;

    public PartitionProgress(string name, TimeProvider time)
    {
        Name = name;
        _time = time;
        _lastProgress = time.GetTimestamp();
    }

    /// <summary>The partition, for people: <c>orders [3]</c>.</summary>
    public string Name { get; }

    /// <summary>How many messages have been received and not been settled.</summary>
    public long Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many bytes they have.</summary>
    public long WaitingBytes => Volatile.Read(ref _waitingBytes);

    /// <summary>How many messages the group is behind on this partition, as far as the transport knows.</summary>
    public long Lag
    {
        get => Volatile.Read(ref _lag);
        set => Volatile.Write(ref _lag, value);
    }

    /// <summary>Whether <see cref="Lag"/> is known. A partition that nobody can read may have any number of messages.</summary>
    public bool IsLagKnown
    {
        get => Volatile.Read(ref _isLagKnown);
        set => Volatile.Write(ref _isLagKnown, value);
    }

    /// <summary>What the transport warns of, with what to do; null where there is nothing. The service is degraded meanwhile.</summary>
    public string? Warning { get; set; }

    /// <summary>For how long nothing has been settled although messages wait, or may wait; zero where none waits.</summary>
    public TimeSpan Stalled => Waiting > 0 || Lag > 0 || !IsLagKnown
        ? _time.GetElapsedTime(Volatile.Read(ref _lastProgress))
        : TimeSpan.Zero;

    /// <summary>The calls that wait for something, the oldest first.</summary>
    public IReadOnlyList<BlockedCall> Blocked
    {
        get
        {
            lock (_lock)
            {
                return [.. _blocked];
            }
        }
    }

    /// <summary>The handlers that are running, the oldest first.</summary>
    public IReadOnlyList<RunningCall> Running
    {
        get
        {
            lock (_lock)
            {
                return [.. _running];
            }
        }
    }

    public void Received(long bytes)
    {
        if (Interlocked.Increment(ref _waiting) == 1)
        {
            // An idle partition has not been without progress.
            Volatile.Write(ref _lastProgress, _time.GetTimestamp());
        }

        Interlocked.Add(ref _waitingBytes, bytes);
    }

    public void Settled(long bytes)
    {
        Volatile.Write(ref _lastProgress, _time.GetTimestamp());
        Interlocked.Add(ref _waitingBytes, -bytes);
        Interlocked.Decrement(ref _waiting);
    }

    public RunningCall Enter(object position, string handler)
    {
        var call = new RunningCall(position, handler);
        lock (_lock)
        {
            _running.Add(call);
        }

        return call;
    }

    public void Leave(RunningCall call)
    {
        lock (_lock)
        {
            _running.Remove(call);
        }
    }

    public void Block(BlockedCall call)
    {
        lock (_lock)
        {
            _blocked.Add(call);
        }
    }

    public void Unblock(BlockedCall call)
    {
        lock (_lock)
        {
            _blocked.Remove(call);
        }
    }
}

/// <summary>A handler that is running.</summary>
/// <param name="position">The message.</param>
/// <param name="handler">The handler's name.</param>
sealed class RunningCall(object position, string handler)
{
    public object Position { get; } = position;

    public string Handler { get; } = handler;
}

/// <summary>Something that waits, and what for.</summary>
/// <param name="position">The message.</param>
/// <param name="handler">The handler's name; null where the message itself waits.</param>
/// <param name="kind">What it waits for.</param>
/// <param name="reason">The same for people, with what to do.</param>
sealed class BlockedCall(object position, string? handler, BlockedKind kind, string reason)
{
    public object Position { get; } = position;

    public string? Handler { get; } = handler;

    public BlockedKind Kind { get; } = kind;

    public string Reason { get; } = reason;
}

/// <summary>What a message waits for.</summary>
enum BlockedKind
{
    /// <summary>A registry, which must answer before the message can be read.</summary>
    Registry,

    /// <summary>A dependency of a handler, by <see cref="FailureAction.Wait"/>.</summary>
    Dependency,

    /// <summary>The dead-letter topic, which must take the message.</summary>
    DeadLetters,

    /// <summary>A person, by <see cref="UnreadablePolicy.Stop"/>.</summary>
    Person,
}
