namespace EventSchemas;

/// <summary>
/// Does something about events of one type. An instance is made for each event, in a dependency-injection scope of its own.
/// </summary>
/// <typeparam name="TEvent">The event record.</typeparam>
public interface IEventHandler<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>
    /// Handles one event. Returning settles it for this handler; throwing has it tried again. Delivery is at least once:
    /// after a crash the same event comes again, so handling must tolerate that.
    /// </summary>
    /// <param name="value">The event.</param>
    /// <param name="context">Where it comes from: identity, time, source, position.</param>
    /// <param name="cancellationToken">Is cancelled when the service stops or the partition moves to another instance.</param>
    Task HandleAsync(TEvent value, EventContext context, CancellationToken cancellationToken);
}
