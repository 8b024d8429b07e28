namespace EventSchemas.Hosting;

/// <summary>
/// The events that wait to be published because the bus was down: in the store of this process, or in the outbox of the application's
/// database if it has no store. Safe for concurrent use.
/// </summary>
public interface IUndeliveredEvents
{
    /// <summary>
    /// How many events wait, as this process knows. In the outbox of a database it counts those of
    /// <see cref="PublishMode.OutboxWhenUnavailable"/>, and what waited there at the start.
    /// </summary>
    int Count { get; }

    /// <summary>
    /// Removes events for good: they are never published, and nothing of them is left in the store, nor of those that were published
    /// already. In the outbox of a database, every row is asked for, whoever published it.
    /// </summary>
    /// <param name="filter">Which events, for example those of a <see cref="UndeliveredEvent.KeyText"/>.</param>
    /// <param name="cancellationToken">Ends between two events; those that were removed stay so.</param>
    /// <returns>How many events were removed.</returns>
    /// <exception cref="UndeliveredStoreException">
    /// The store isn't open, because the host has not started, or it can't be written to: then do it again. What was removed isn't
    /// published, but can still be on the disk. The outbox of a database throws the database's exceptions.
    /// </exception>
    Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken = default);
}
