namespace EventSchemas;

/// <summary>
/// Publishes events of any type: what the generated producers are written against. Applications inject the generated
/// producer of an event instead. Implementations are safe for concurrent use.
/// </summary>
public interface IEventPublisher
{
    /// <summary>Publishes an event; see <see cref="IEventProducer{TEvent}.PublishAsync"/>.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="options">Its identity and time, where the caller knows them.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="EventPublishException">It was not delivered, or nobody knows whether it was.</exception>
    Task<PublishResult> PublishAsync<TEvent>(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>;
}
