using System.Diagnostics.CodeAnalysis;

namespace EventSchemas;

/// <summary>
/// Registers the handlers of a consumer group. The generated <c>On…</c> and <c>AddDiscoveredHandlers</c> methods extend it.
/// </summary>
public interface IConsumerGroupBuilder
{
    /// <summary>The group's name.</summary>
    string Name { get; }

    /// <summary>Registers a handler. The group subscribes to the event's topic.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <typeparam name="THandler">The handler; it is registered as transient unless the application has registered it.</typeparam>
    /// <param name="name">
    /// A stable name, unique in the group: lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Settlement and dead letters refer
    /// to it, so it must not change when the class is renamed.
    /// </param>
    /// <exception cref="ArgumentException">The name is invalid, or another handler of the group has it.</exception>
    IConsumerGroupBuilder Handle<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(string name)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent>;

    /// <summary>Registers a handler, and says what happens when it fails.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <typeparam name="THandler">The handler; it is registered as transient unless the application has registered it.</typeparam>
    /// <param name="name">A stable name, unique in the group.</param>
    /// <param name="configure">Says what happens when it fails.</param>
    /// <exception cref="ArgumentException">
    /// The name is invalid, another handler of the group has it, or the options have a batch.
    /// </exception>
    /// <exception cref="NotSupportedException">The builder is of a version that doesn't know options of handlers.</exception>
    IConsumerGroupBuilder Handle<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, Action<HandlerOptions> configure)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent> =>
        throw new NotSupportedException($"{GetType()} doesn't support options of handlers: register the handler with its name only.");

    /// <summary>Registers a handler that gets several events at a time. The group subscribes to the event's topic.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <typeparam name="THandler">The handler; it is registered as transient unless the application has registered it.</typeparam>
    /// <param name="name">A stable name, unique in the group.</param>
    /// <param name="configure">Says how large a batch is, and what happens when the handler fails.</param>
    /// <exception cref="ArgumentException">The name is invalid, or another handler of the group has it.</exception>
    /// <exception cref="NotSupportedException">The builder is of a version that doesn't know such handlers.</exception>
    IConsumerGroupBuilder HandleBatch<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, Action<HandlerOptions>? configure = null)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventBatchHandler<TEvent> =>
        throw new NotSupportedException($"{GetType()} doesn't support handlers of batches.");

    /// <summary>
    /// Registers a handler that gets events of every type. Without a list it gets every event on the group's topics, also of types that
    /// the service doesn't know; the topics are then those of the group's settings, or else of its other handlers.
    /// </summary>
    /// <typeparam name="THandler">The handler; it is registered as transient unless the application has registered it.</typeparam>
    /// <param name="name">A stable name, unique in the group.</param>
    /// <param name="events">The only events that it gets; the group subscribes to their topics. All by default.</param>
    /// <param name="configure">Says what happens when it fails.</param>
    /// <exception cref="ArgumentException">
    /// The name is invalid, or another handler of the group has it; the list is empty; or the options have a batch.
    /// </exception>
    /// <exception cref="NotSupportedException">The builder is of a version that doesn't know such handlers.</exception>
    IConsumerGroupBuilder HandleAny<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, IEnumerable<EventDefinition>? events = null, Action<HandlerOptions>? configure = null)
        where THandler : class, IAnyEventHandler =>
        throw new NotSupportedException($"{GetType()} doesn't support handlers of events of every type.");
}

/// <summary>
/// Where a consumer group without committed offsets starts. There is no default, because the wrong choice either misses events or handles
/// years of them.
/// </summary>
public enum StartAt
{
    /// <summary>At the oldest event that the topic still has.</summary>
    Earliest,

    /// <summary>At the events that arrive from now on.</summary>
    Latest,
}
