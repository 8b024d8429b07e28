namespace EventSchemas.Hosting;

/// <summary>
/// Gives past events to handlers again. The messages of a range go to the group's retry topic, from where the running service gives them to
/// the chosen handlers, and to no others, with <see cref="DeliveryKind.Replay"/>. The group's own position doesn't change. Safe for
/// concurrent use, as long as two runs at the same time have different names.
/// </summary>
public interface IEventReplays
{
    /// <summary>Reads the range and counts what a run would do. Nothing is sent.</summary>
    /// <param name="replay">What to run again.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="ArgumentException">
    /// The group, a handler, the topic, an event type or an offset doesn't exist, where the message lists what does; or the name or the
    /// rate isn't one, or no handler is named.
    /// </exception>
    /// <exception cref="EventReplayException">A topic can't be read; the message says why.</exception>
    Task<ReplaySummary> PlanAsync(EventReplay replay, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends the messages of the range to their handlers. A run that was interrupted goes on where it stopped when it is started with the
    /// same name again: up to the same end, and at least once for each message.
    /// </summary>
    /// <param name="replay">What to run again.</param>
    /// <param name="progress">Hears how far the run is, about once a second.</param>
    /// <param name="cancellationToken">Ends the run between two messages; what was sent is remembered.</param>
    /// <returns>What this run has sent. The handlers can still be at work then.</returns>
    /// <exception cref="ArgumentException">
    /// The group, a handler, the topic, an event type or an offset doesn't exist, where the message lists what does; or the name or the
    /// rate isn't one, or no handler is named.
    /// </exception>
    /// <exception cref="EventReplayException">A topic can't be read or written; the message says why.</exception>
    Task<ReplaySummary> RunAsync(
        EventReplay replay, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>What to run again. Immutable.</summary>
public sealed record EventReplay
{
    /// <summary>
    /// The name of the run: letters, digits, '.', '_' and '-'. A name stands for one range: used again, it goes on where it stopped, and
    /// does nothing when it has reached its end.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>The consumer group.</summary>
    public required string Group { get; init; }

    /// <summary>The handlers of the group that get the events; at least one.</summary>
    public required IReadOnlyList<string> Handlers { get; init; }

    /// <summary>Where the range begins.</summary>
    public required EventPosition From { get; init; }

    /// <summary>Where it ends: the first message that isn't sent any more. By default what is there when the run begins is its end.
    /// </summary>
    public EventPosition To { get; init; } = EventPosition.Latest;

    /// <summary>One of the group's topics, with the deployment's prefix; null, the default, for all of them.</summary>
    public string? Topic { get; init; }

    /// <summary>The event types that are sent; none, the default, for all that the handlers get.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>How many messages are sent in a second at most; null, the default, for as many as possible.</summary>
    public double? MessagesPerSecond { get; init; }

    /// <summary>
    /// Whether a handler that drops duplicates gets events again that it has handled before. Off by default: then only what it missed
    /// is handled.
    /// </summary>
    public bool IncludesProcessed { get; init; }
}

/// <summary>What a run would do, or has done. Immutable.</summary>
public sealed record ReplaySummary
{
    /// <summary>Whether a run with this name has begun before, so that the ranges begin where it stopped.</summary>
    public bool IsContinued { get; init; }

    /// <summary>The range of each partition.</summary>
    public required IReadOnlyList<ReplayRange> Ranges { get; init; }

    /// <summary>How many messages there are of each kind, and where they go.</summary>
    public required IReadOnlyList<ReplayCount> Counts { get; init; }

    /// <summary>How many messages were read.</summary>
    public long Read { get; init; }

    /// <summary>How many messages go to handlers; one that goes to two handlers counts twice.</summary>
    public long Sent { get; init; }
}

/// <summary>The range of a partition. Immutable.</summary>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The first offset behind the range.</param>
public sealed record ReplayRange(string Topic, int Partition, long From, long To);

/// <summary>How many messages of one kind a range has. Immutable.</summary>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="EventType">The event type; null for messages that are no events.</param>
/// <param name="Handler">The handler that gets them; null for those that are passed over.</param>
/// <param name="Messages">The number of messages.</param>
public sealed record ReplayCount(string Topic, int Partition, string? EventType, string? Handler, long Messages);

/// <summary>How far a run is. Immutable.</summary>
/// <param name="Read">How many messages were read.</param>
/// <param name="Sent">How many messages were sent to handlers.</param>
/// <param name="Remaining">How many offsets are left; not all of them need have a message.</param>
public sealed record ReplayProgress(long Read, long Sent, long Remaining);

/// <summary>Events can't be run again. The message says why and what to do.</summary>
/// <param name="message">What failed, and what to do next.</param>
/// <param name="innerException">The client's exception.</param>
public sealed class EventReplayException(string message, Exception? innerException = null) : Exception(message, innerException);
