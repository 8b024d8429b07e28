namespace EventSchemas;

/// <summary>
/// Handles events of one type. Each call, a repeated one too, has a separate dependency-injection scope and a new instance, unless the
/// application has registered the handler with another lifetime.
/// </summary>
/// <typeparam name="TEvent">The event record.</typeparam>
public interface IEventHandler<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    /// <summary>
    /// Handles one event. When it returns, the event is settled for this handler; when it throws, the event is retried. Delivery is at
    /// least once: after a crash the same event is delivered again, so handling must be idempotent.
    /// </summary>
    /// <param name="value">The event.</param>
    /// <param name="context">The event's id, time, source and position.</param>
    /// <param name="cancellationToken">Is cancelled when the service stops, or when the partition moves to another instance.</param>
    Task HandleAsync(TEvent value, EventContext context, CancellationToken cancellationToken);
}

/// <summary>
/// Sets the name that <c>AddDiscoveredHandlers</c> registers a handler under. Without it the name is the class name in kebab-case, so
/// renaming the class renames the handler.
/// </summary>
/// <param name="name">A stable name: lower-case letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class HandlerNameAttribute(string name) : Attribute
{
    /// <summary>The name.</summary>
    public string Name { get; } = name;
}
