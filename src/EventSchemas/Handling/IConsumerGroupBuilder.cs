namespace EventSchemas;

/// <summary>
/// Says which handlers a consumer group has: what the generated <c>On…</c> and <c>AddDiscoveredHandlers</c> methods are
/// written against.
/// </summary>
public interface IConsumerGroupBuilder
{
    /// <summary>The group's name.</summary>
    string Name { get; }

    /// <summary>Registers a handler. The event's topic is subscribed to.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <typeparam name="THandler">The handler; it is registered as scoped where the application has not registered it.</typeparam>
    /// <param name="name">
    /// A stable name, unique in the group: settlement and dead letters go by it, so it must outlive the class's name.
    /// Lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.
    /// </param>
    /// <exception cref="ArgumentException">The name is malformed or taken in this group.</exception>
    IConsumerGroupBuilder Handle<TEvent, THandler>(string name)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent>;
}
