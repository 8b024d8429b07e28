namespace EventSchemas;

/// <summary>
/// Publishes events without waiting for their acknowledgement. At most a configured number of events is on the way at a time.
/// Implementations are safe for concurrent use.
/// </summary>
public interface IEventQueue
{
    /// <summary>The number of events that are on the way.</summary>
    int Count { get; }

    /// <summary>
    /// Hands an event over to the transport, and waits while the queue is full. Events of one caller keep their order. What can't be
    /// delivered goes to the <see cref="IPublishFailureHandler"/>. When the service stops, the queue is emptied first; if the process is
    /// killed, what is in it is lost.
    /// </summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="options">The event's id and time, if the caller knows them, and what else its message says.</param>
    /// <param name="cancellationToken">Cancels waiting for room.</param>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    /// <exception cref="InvalidOperationException">
    /// The event has no producer, or may not be published like this: as a tombstone, with these attributes or metadata, or again by its
    /// own handler.
    /// </exception>
    ValueTask EnqueueAsync<TEvent>(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>;
}

/// <summary>
/// Handles events of an <see cref="IEventQueue"/> that could not be delivered. Register an implementation with the application's services;
/// without one, failures are logged as errors. Implementations are safe for concurrent use.
/// </summary>
public interface IPublishFailureHandler
{
    /// <summary>Handles a failure.</summary>
    /// <param name="failure">The event, and why it could not be delivered.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask HandleAsync(PublishFailure failure, CancellationToken cancellationToken);
}

/// <summary>An event that could not be delivered. Immutable.</summary>
/// <param name="Event">The event record.</param>
/// <param name="EventType">Its event type.</param>
/// <param name="Exception">Why: usually an <see cref="EventPublishException"/>, which has the event's id.</param>
public sealed record PublishFailure(object Event, string EventType, Exception Exception);
