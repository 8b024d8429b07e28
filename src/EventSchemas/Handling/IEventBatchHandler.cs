namespace EventSchemas;

/// <summary>
/// Handles events of one type several at a time, such as for one statement of a database. Each call, a repeated one too, has a separate
/// dependency-injection scope and a new instance, unless the application has registered the handler with another lifetime. Registered with
/// <see cref="IConsumerGroupBuilder.HandleBatch"/>.
/// </summary>
/// <typeparam name="TEvent">The event record.</typeparam>
public interface IEventBatchHandler<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>
    /// Handles events of one partition, in their order. When it returns, all of them are settled for this handler; when it throws, none
    /// is: the same batch is retried. After its last attempt its events are given to the handler one by one, so that only those that fail
    /// become dead letters. So handling must have no effect if it throws, or be idempotent. Delivery is at least once.
    /// </summary>
    /// <param name="batch">The events, at least one, each with its context.</param>
    /// <param name="cancellationToken">Is cancelled when the service stops, or when the partition moves to another instance.</param>
    Task HandleAsync(IReadOnlyList<EventDelivery<TEvent>> batch, CancellationToken cancellationToken);
}

/// <summary>An event of a batch. Immutable.</summary>
/// <typeparam name="TEvent">The event record.</typeparam>
/// <param name="Value">The event.</param>
/// <param name="Context">The event's id, time, source and position.</param>
public sealed record EventDelivery<TEvent>(TEvent Value, EventContext Context);
