using System.Threading.Channels;

namespace EventSchemas.Hosting;

/// <summary>Collects events for handlers that get several at a time.</summary>
interface IBatches
{
    /// <summary>Adds the event of the message that is being settled. The message waits until the handler has settled it.</summary>
    void Add(GroupHandler handler, HandledMessage message);
}

/// <summary>
/// Settles messages one after the other, for a group with handlers of batches. A handler of single events runs as soon as its message is
/// reached; a batch is handled when it is full, when its time is over, or when no more messages wait. Meanwhile no other message is
/// settled, so that each handler gets its events in order. Not safe for concurrent use.
/// </summary>
/// <typeparam name="TItem">What the transport has of a message.</typeparam>
/// <param name="settler">Settles a message.</param>
/// <param name="progress">Where it is reported what a message waits for.</param>
/// <param name="time">Measures how long a batch waits.</param>
/// <param name="open">The message of an item.</param>
/// <param name="settled">Is called when all handlers have settled a message, in any order.</param>
/// <param name="isFull">Whether no more messages come before some are settled.</param>
sealed class BatchLane<TItem>(
    MessageSettler settler,
    PartitionProgress progress,
    TimeProvider time,
    Func<TItem, ReceivedMessage> open,
    Action<TItem> settled,
    Func<bool> isFull) : IBatches
{
    // A batch ends after that many messages for each event that it may have, so that a rare event isn't held up by others.
    private const int MessagesPerEvent = 10;

    private readonly List<Batch> _batches = [];
    private Entry? _current;

    /// <summary>Settles messages until there are no more.</summary>
    /// <returns>Whether all are settled. If not, it ended before one, and all before that are settled.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; what isn't settled stays so.</exception>
    public async Task<bool> RunAsync(ChannelReader<TItem> messages, CancellationToken cancellationToken)
    {
        while (await WaitAsync(messages, cancellationToken).ConfigureAwait(false))
        {
            while (messages.TryRead(out TItem? item))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await SettleAsync(item, cancellationToken).ConfigureAwait(false))
                {
                    await HandleAsync(static _ => true).ConfigureAwait(false);
                    return false;
                }
            }
        }

        await HandleAsync(static _ => true).ConfigureAwait(false);
        return true;
    }

    public void Add(GroupHandler handler, HandledMessage message)
    {
        Batch? batch = _batches.Find(one => one.Handler == handler);
        if (batch is null)
        {
            batch = new Batch(handler, time.GetTimestamp());
            _batches.Add(batch);
        }

        batch.Waits &= message.Message.TargetHandler is null;
        batch.Events.Add((message, _current!));
        _current!.Pending++;
    }

    private async ValueTask<bool> SettleAsync(TItem item, CancellationToken cancellationToken)
    {
        var entry = new Entry(item);
        _current = entry;
        if (!await settler.SettleAsync(open(item), progress, cancellationToken, this).ConfigureAwait(false))
        {
            return false;
        }

        if (entry.Pending == 0)
        {
            settled(item);
        }

        foreach (Batch batch in _batches)
        {
            batch.Messages++;
        }

        await HandleAsync(static batch => batch.IsFull).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits for a message, and handles the batches whose time is over meanwhile.</summary>
    /// <returns>Whether there is one; false after the last.</returns>
    private async ValueTask<bool> WaitAsync(ChannelReader<TItem> messages, CancellationToken cancellationToken)
    {
        while (_batches.Count > 0)
        {
            await HandleAsync(batch => isFull() || TimeLeft(batch) <= TimeSpan.Zero).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (messages.TryPeek(out _))
            {
                return true;
            }

            if (_batches.Count > 0
                && await IsReadableAsync(messages, _batches.Min(TimeLeft), cancellationToken).ConfigureAwait(false) is { } isReadable)
            {
                return isReadable;
            }
        }

        return await messages.WaitToReadAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Waits for a message for a time.</summary>
    /// <returns>Whether there is one; null if the time is over.</returns>
    private async Task<bool?> IsReadableAsync(ChannelReader<TItem> messages, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool> readable = messages.WaitToReadAsync(end.Token).AsTask();
        Task delay = Task.Delay(limit > TimeSpan.Zero ? limit : TimeSpan.Zero, time, end.Token);
        Task first = await Task.WhenAny(readable, delay).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return first == readable ? await readable.ConfigureAwait(false) : null;
    }

    private TimeSpan TimeLeft(Batch batch) =>
        batch.Waits ? batch.Handler.Policy.BatchWait - time.GetElapsedTime(batch.Started) : TimeSpan.Zero;

    private async ValueTask HandleAsync(Func<Batch, bool> isDue)
    {
        for (int i = 0; i < _batches.Count;)
        {
            Batch batch = _batches[i];
            if (!isDue(batch))
            {
                i++;
                continue;
            }

            _batches.RemoveAt(i);
            await settler.SettleAsync(batch.Handler, [.. batch.Events.Select(one => one.Message)]).ConfigureAwait(false);
            foreach (Entry entry in batch.Events.Select(one => one.Entry).Where(entry => --entry.Pending == 0))
            {
                settled(entry.Item);
            }
        }
    }

    /// <summary>A message, and how many batches it waits for.</summary>
    private sealed class Entry(TItem item)
    {
        public TItem Item { get; } = item;

        public int Pending { get; set; }
    }

    /// <summary>Events that wait for their handler.</summary>
    private sealed class Batch(GroupHandler handler, long started)
    {
        public GroupHandler Handler { get; } = handler;

        /// <summary>When its first event arrived.</summary>
        public long Started { get; } = started;

        public List<(HandledMessage Message, Entry Entry)> Events { get; } = [];

        /// <summary>Whether it waits for more events. What comes back to the handler is seldom, and somebody waits for it.</summary>
        public bool Waits { get; set; } = true;

        /// <summary>How many messages have passed since it began, of whatever event.</summary>
        public int Messages { get; set; }

        public bool IsFull => Events.Count >= Handler.Policy.BatchSize
            || Messages >= (long)MessagesPerEvent * Handler.Policy.BatchSize;
    }
}
