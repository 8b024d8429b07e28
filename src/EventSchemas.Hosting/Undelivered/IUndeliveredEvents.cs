namespace EventSchemas.Hosting;

/// <summary>The events of this process that wait to be published, because the bus was down. Safe for concurrent use.</summary>
public interface IUndeliveredEvents
{
    /// <summary>How many events wait.</summary>
    int Count { get; }

    /// <summary>
    /// Removes events for good: they are never published, and nothing of them is left in the store, nor of those that were published
    /// already.
    /// </summary>
    /// <param name="filter">Which events, for example those of a <see cref="UndeliveredEvent.KeyText"/>.</param>
    /// <param name="cancellationToken">Ends between two events; those that were removed stay so.</param>
    /// <returns>How many events were removed.</returns>
    /// <exception cref="UndeliveredStoreException">
    /// The store isn't open, because the host has not started, or it can't be written to: then do it again. What was removed isn't
    /// published, but can still be on the disk.
    /// </exception>
    Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken = default);
}
