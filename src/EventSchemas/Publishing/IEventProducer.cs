namespace EventSchemas;

/// <summary>Publishes events of one type. Implementations are safe for concurrent use.</summary>
/// <typeparam name="TEvent">The event record.</typeparam>
public interface IEventProducer<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>Publishes an event and returns what happened to it.</summary>
    /// <param name="value">The event.</param>
    /// <param name="options">The event's id and time, if the caller knows them, and what else its message says.</param>
    /// <param name="cancellationToken">
    /// Cancels waiting. A message that the Kafka client has already accepted can still be delivered.
    /// </param>
    /// <returns>Delivered, disabled or deferred: see <see cref="PublishResult"/>.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="InvalidOperationException">
    /// The event has no producer, or may not be published like this: as a tombstone, with these attributes or metadata, or again by its
    /// own handler.
    /// </exception>
    /// <exception cref="EventPublishException">
    /// The event was not delivered, or it is unknown whether it was; the message says why and what to do.
    /// </exception>
    Task<PublishResult> PublishAsync(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default);
}

/// <summary>
/// Publishes events of any type. The generated producers call it; applications inject an event's generated producer instead.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IEventPublisher
{
    /// <summary>Publishes an event; see <see cref="IEventProducer{TEvent}.PublishAsync"/>.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="options">The event's id and time, if the caller knows them, and what else its message says.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="InvalidOperationException">
    /// The event has no producer, or may not be published like this: as a tombstone, with these attributes or metadata, or again by its
    /// own handler.
    /// </exception>
    /// <exception cref="EventPublishException">The event was not delivered, or it is unknown whether it was.</exception>
    Task<PublishResult> PublishAsync<TEvent>(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>;
}
