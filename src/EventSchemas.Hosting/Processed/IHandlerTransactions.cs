namespace EventSchemas.Hosting;

/// <summary>
/// Knows the handlers whose call is one transaction of a database. They drop duplicates by that database, and ask no
/// <see cref="IProcessedEventStore"/>.
/// </summary>
interface IHandlerTransactions
{
    /// <summary>The transaction of a handler; null for a handler without one. The answer is always the same.</summary>
    IHandlerTransaction? Of(HandlerRegistration handler);
}

/// <summary>Runs a handler in a transaction, which remembers the events that it has handled.</summary>
interface IHandlerTransaction
{
    /// <summary>For how long it is remembered which events the handler has handled.</summary>
    ProcessedRetention Retention { get; }

    /// <summary>Runs a handler. Nothing of its work lasts if this fails.</summary>
    /// <param name="services">The scope of the call.</param>
    /// <param name="events">The events.</param>
    /// <param name="handle">Handles some of them, by their index. It is called once, or not at all.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <returns>How many were handled; the handler has handled the others before.</returns>
    Task<int> RunAsync(
        IServiceProvider services,
        IReadOnlyList<TransactionalEvent> events,
        Func<IReadOnlyList<int>, Task> handle,
        CancellationToken cancellationToken);
}

/// <summary>For how long handled events are remembered. Immutable.</summary>
/// <param name="Kept">The time.</param>
/// <param name="KeptSetting">The full name of its setting.</param>
/// <param name="LongestDowntime">For how long the service may be down at most, if somebody has said so.</param>
/// <param name="DowntimeSetting">The full name of its setting.</param>
sealed record ProcessedRetention(TimeSpan Kept, string KeptSetting, TimeSpan? LongestDowntime, string DowntimeSetting);

/// <summary>An event for a handler in a transaction.</summary>
/// <param name="Context">The event: its id, and the group and the name of the handler, for which it is remembered.</param>
/// <param name="IncludesProcessed">Whether the handler gets it although it has handled it: somebody has asked for that.</param>
readonly record struct TransactionalEvent(EventContext Context, bool IncludesProcessed);
