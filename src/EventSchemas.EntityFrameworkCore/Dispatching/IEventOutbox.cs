namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// The events that wait in the outbox of a context, for people and tools. docs/outbox.md says how the same is done in SQL. Implementations
/// are safe for concurrent use.
/// </summary>
public interface IEventOutbox
{
    /// <summary>Counts what waits.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>The events that are set aside, because the bus refused them, from the oldest on.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    Task<IReadOnlyList<SetAsideEvent>> ListSetAsideAsync(int count = 100, CancellationToken cancellationToken = default);

    /// <summary>Sends events again that are set aside, and then those that wait behind them.</summary>
    /// <param name="eventType">Only those of an event type; all by default.</param>
    /// <param name="key">Only those of a key; all by default.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(string? eventType = null, string? key = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes events for good, whether they wait, are set aside or were sent. One that is being sent at this moment can still arrive.
    /// </summary>
    /// <param name="eventType">Only those of an event type; of all by default.</param>
    /// <param name="key">Only those of a key, as text; of all by default.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>How many.</returns>
    /// <exception cref="ArgumentException">Neither an event type nor a key is given.</exception>
    Task<int> PurgeAsync(string? eventType, string? key, CancellationToken cancellationToken = default);
}

/// <summary>How much waits in an outbox. Immutable.</summary>
/// <param name="Waiting">Events that wait to be sent.</param>
/// <param name="SetAside">Events that the bus refused.</param>
/// <param name="Sent">Events that were sent and are kept for a while.</param>
public sealed record OutboxCounts(int Waiting, int SetAside, int Sent);

/// <summary>An event that is set aside. Immutable.</summary>
/// <param name="Row">Its number in the table.</param>
/// <param name="EventType">The event type.</param>
/// <param name="EventId">Its id.</param>
/// <param name="Topic">Its topic, with the deployment's prefix.</param>
/// <param name="Key">Its key as text.</param>
/// <param name="Attempts">How often it was refused.</param>
/// <param name="Reason">Why.</param>
public sealed record SetAsideEvent(
    long Row, string EventType, Guid EventId, string Topic, string? Key, int Attempts, string? Reason);
