namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Publishes events for rows that were there before anybody published them. The events go through the outbox, and the checkpoint is saved
/// in the transaction of the events before it: a run that was interrupted goes on behind the last row of its last transaction. Each event
/// has an id that follows from the run's name and the row's key, the row's own time, and the mark by which handlers see
/// <see cref="EventContext.IsReplay"/>. The model of the context has <c>AddEventBackfills</c>. Safe for concurrent use, as long as two runs
/// at the same time have different names.
/// </summary>
/// <typeparam name="TEvent">The event record, which has a producer.</typeparam>
public interface IEventBackfill<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>Reads the rows that are left, encodes their events and counts what a run would do. Nothing is published.</summary>
    /// <typeparam name="TRow">The type of the rows.</typeparam>
    /// <param name="source">The rows, and what becomes of them.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="InvalidOperationException">The context has no outbox or no checkpoints, or the event no producer.</exception>
    Task<BackfillSummary> PlanAsync<TRow>(BackfillSource<TRow, TEvent> source, CancellationToken cancellationToken = default);

    /// <summary>
    /// Publishes an event for each row that is left, in the order of the rows. It waits while the outbox is more than half full, so that
    /// there is room for what the application publishes.
    /// </summary>
    /// <typeparam name="TRow">The type of the rows.</typeparam>
    /// <param name="source">The rows, and what becomes of them.</param>
    /// <param name="progress">Hears how far the run is, after each batch.</param>
    /// <param name="cancellationToken">Ends the run between two rows; what was saved stays so.</param>
    /// <returns>What this run has published. Dispatchers may still be sending it.</returns>
    /// <exception cref="EventBackfillException">
    /// The event is switched off, a row has no valid event, the name is that of another event's run, or another run with this name goes on
    /// at the same time; the message says what to do.
    /// </exception>
    /// <exception cref="InvalidOperationException">The context has no outbox or no checkpoints, or the event no producer.</exception>
    Task<BackfillSummary> RunAsync<TRow>(
        BackfillSource<TRow, TEvent> source, IProgress<BackfillProgress>? progress = null, CancellationToken cancellationToken = default);
}

/// <summary>Rows, and the events that say that they are there. Immutable.</summary>
/// <typeparam name="TRow">The type of the rows.</typeparam>
/// <typeparam name="TEvent">The event record.</typeparam>
public sealed record BackfillSource<TRow, TEvent>
    where TEvent : class
{
    /// <summary>
    /// The name of the run, of up to 255 characters. The ids of the events follow from it: the same name gives the same ids, and another
    /// one others. A run that has reached the last row does nothing when it is started with its name again.
    /// </summary>
    public required string Name { get; init; }

    /// <summary>
    /// The rows in the order of their keys: all of them for null, and otherwise those behind the key that is given, which is the last one
    /// that a saved transaction had, with an event or without.
    /// </summary>
    public required Func<string?, IAsyncEnumerable<TRow>> Rows { get; init; }

    /// <summary>The key of a row as text, for example its primary key. No two rows have the same.</summary>
    public required Func<TRow, string> Key { get; init; }

    /// <summary>The event of a row; null where it has none.</summary>
    public required Func<TRow, TEvent?> Event { get; init; }

    /// <summary>When what the event says happened: a time of the row.</summary>
    public required Func<TRow, DateTimeOffset> Time { get; init; }

    /// <summary>How many events are published in a second at most; null, the default, for as many as possible.</summary>
    public double? EventsPerSecond { get; init; }

    /// <summary>How many rows there are in a transaction at most; 100 by default.</summary>
    public int BatchSize { get; init; } = 100;
}

/// <summary>What a run would do, or has done. Immutable.</summary>
public sealed record BackfillSummary
{
    /// <summary>Whether a run with this name has begun before.</summary>
    public bool IsContinued { get; init; }

    /// <summary>Why a run would fail at once: what switches the event off. Null while it is on.</summary>
    public string? Disabled { get; init; }

    /// <summary>How many rows were read.</summary>
    public long Rows { get; init; }

    /// <summary>How many of them have an event.</summary>
    public long Events { get; init; }

    /// <summary>How many bytes these events have, keys included. Only a plan counts them.</summary>
    public long Bytes { get; init; }

    /// <summary>How many rows have an event that can't be published, and would end a run. Only a plan counts them.</summary>
    public long Invalid { get; init; }

    /// <summary>The first of those, with the reason; null if there is none.</summary>
    public string? FirstInvalid { get; init; }

    /// <summary>The earliest time of an event; null if there is none.</summary>
    public DateTimeOffset? Earliest { get; init; }

    /// <summary>The latest time of an event; null if there is none.</summary>
    public DateTimeOffset? Latest { get; init; }
}

/// <summary>How far a run is. Immutable.</summary>
/// <param name="Rows">How many rows it has read, those of earlier runs with its name included.</param>
/// <param name="Events">How many events it has published, those of earlier runs with its name included.</param>
/// <param name="LastKey">The key of the last row.</param>
public sealed record BackfillProgress(long Rows, long Events, string LastKey);

/// <summary>A back-fill has ended before its last row. The message says why and what to do.</summary>
/// <param name="message">What failed, and what to do next.</param>
/// <param name="innerException">The cause.</param>
public sealed class EventBackfillException(string message, Exception? innerException = null) : Exception(message, innerException);
