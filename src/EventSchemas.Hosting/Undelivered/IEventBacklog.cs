namespace EventSchemas.Hosting;

/// <summary>
/// Keeps events that are sent later, and sends them: in the order in which they were added, one at a time for each key. Implementations are
/// safe for concurrent use.
/// </summary>
interface IEventBacklog
{
    /// <summary>How many events of this process wait.</summary>
    int Count { get; }

    /// <summary>Whether the bus took nothing when it was last asked.</summary>
    bool IsAway { get; }

    /// <summary>Whether only this process adds events and sends them, so that it knows of each when it is gone.</summary>
    bool IsOwn { get; }

    /// <summary>Begins to send what waits.</summary>
    /// <param name="lanes">Is told for which keys events wait, and when they don't any longer.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="InvalidOperationException">It can't be used.</exception>
    Task StartAsync(KeyLanes lanes, CancellationToken cancellationToken);

    /// <summary>Keeps an event. When this returns, the event survives the end of the process.</summary>
    /// <param name="waiting">The event.</param>
    /// <param name="deferral">Why.</param>
    /// <param name="cancellationToken">Cancels waiting; the event may be kept nevertheless.</param>
    /// <exception cref="UndeliveredStoreException">It is full, or can't be written to.</exception>
    /// <exception cref="EventPublishException">It doesn't take this event.</exception>
    Task AddAsync(UndeliveredEvent waiting, Deferral deferral, CancellationToken cancellationToken);

    /// <inheritdoc cref="IUndeliveredEvents.PurgeAsync"/>
    Task<int> PurgeAsync(Func<UndeliveredEvent, bool> filter, CancellationToken cancellationToken);

    /// <summary>Ends sending. Events can still be added.</summary>
    Task StopAsync();
}

/// <summary>Why an event is kept.</summary>
/// <param name="Reason">The reason for people.</param>
/// <param name="IsAway">Whether the bus is away.</param>
/// <param name="Lane">
/// The key's value, if later events ask whether this one is gone, and the lanes count it already; null if they don't.
/// </param>
readonly record struct Deferral(string Reason, bool IsAway, long? Lane);
