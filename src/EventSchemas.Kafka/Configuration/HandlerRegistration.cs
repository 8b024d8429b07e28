using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Kafka;

/// <summary>A handler of a group.</summary>
abstract class HandlerRegistration(string name, EventRegistration @event, Type handlerClass)
{
    public string Name { get; } = name;

    public EventRegistration Event { get; } = @event;

    public Type HandlerClass { get; } = handlerClass;

    /// <summary>Has a new instance of the handler handle an event, in a scope of its own.</summary>
    public abstract Task HandleAsync(IServiceScopeFactory scopes, object value, EventContext context, CancellationToken cancellationToken);
}
