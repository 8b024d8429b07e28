namespace EventSchemas;

/// <summary>Publishes events of one type. Implementations are safe for concurrent use.</summary>
/// <typeparam name="TEvent">The event record.</typeparam>
public interface IEventProducer<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>Publishes an event and says what became of it.</summary>
    /// <param name="value">The event.</param>
    /// <param name="options">Its identity and time, where the caller knows them.</param>
    /// <param name="cancellationToken">
    /// Stops waiting. A message that the Kafka client has already taken may be delivered all the same.
    /// </param>
    /// <returns>Delivered, disabled or deferred: see <see cref="PublishResult"/>.</returns>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="EventPublishException">It was not delivered, or nobody knows whether it was; the message says why and what to do.</exception>
    Task<PublishResult> PublishAsync(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default);
}
