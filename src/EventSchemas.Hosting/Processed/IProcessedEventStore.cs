namespace EventSchemas.Hosting;

/// <summary>
/// Knows which events a handler has handled, so that a handler that drops duplicates gets each event once. It is resolved from the scope
/// of the handler's call: a store of the application's database is registered as scoped, and adds its row to the transaction in which the
/// handler writes. Without another one, the events of this process are remembered in memory, within
/// <see cref="EventBusOptions.ProcessedEvents"/>.
/// </summary>
public interface IProcessedEventStore
{
    /// <summary>
    /// Is called before a handler. A store in the handler's transaction adds its row now. If the handler fails, its scope is disposed, and
    /// nothing that was begun may last.
    /// </summary>
    /// <param name="context">The event: its id, and the group and the name of the handler, for which it is remembered.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Whether the handler has not handled the event yet.</returns>
    ValueTask<bool> TryBeginAsync(EventContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Is called after a handler that has succeeded, in the same scope. A store without a transaction remembers the event now. If this
    /// fails, the handler's call counts as failed.
    /// </summary>
    /// <param name="context">The event, as for <see cref="TryBeginAsync"/>.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask CompleteAsync(EventContext context, CancellationToken cancellationToken);
}
