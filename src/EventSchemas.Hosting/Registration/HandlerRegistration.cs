using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.Hosting;

/// <summary>A handler of a group.</summary>
/// <param name="name">The name that it was registered under.</param>
/// <param name="events">The events that it gets; null for all on the group's topics.</param>
/// <param name="handlerClass">Its class.</param>
/// <param name="options">What the code says about its failures.</param>
abstract class HandlerRegistration(string name, IReadOnlyList<EventRegistration>? events, Type handlerClass, HandlerOptions options)
{
    public string Name { get; } = name;

    public IReadOnlyList<EventRegistration>? Events { get; } = events;

    public Type HandlerClass { get; } = handlerClass;

    public HandlerOptions Options { get; } = options;

    /// <summary>Handles an event with a new instance of the handler, in a separate scope.</summary>
    public abstract ValueTask HandleAsync(
        IServiceScopeFactory scopes,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken);
}

/// <summary>A handler of the events of one type.</summary>
sealed class HandlerRegistration<TEvent, THandler>(string name, EventRegistration @event, HandlerOptions options)
    : HandlerRegistration(name, [@event], typeof(THandler), options)
    where TEvent : class, IEventContract<TEvent>
    where THandler : class, IEventHandler<TEvent>
{
    public override async ValueTask HandleAsync(
        IServiceScopeFactory scopes,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            // Only a service that publishes what it handles can publish the same event again.
            if (@event.IsProduced)
            {
                HandledEvent.Enter(context);
            }

            THandler handler = scope.ServiceProvider.GetRequiredService<THandler>();
            await handler.HandleAsync((TEvent)received.Value!, context, cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>A handler of events of every type.</summary>
sealed class AnyHandlerRegistration<THandler>(string name, IReadOnlyList<EventRegistration>? events, HandlerOptions options)
    : HandlerRegistration(name, events, typeof(THandler), options)
    where THandler : class, IAnyEventHandler
{
    public override async ValueTask HandleAsync(
        IServiceScopeFactory scopes,
        ReceivedMessage message,
        ReadOutcome.Event received,
        EventContext context,
        CancellationToken cancellationToken)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (received.Registration is { IsProduced: true })
            {
                HandledEvent.Enter(context);
            }

            var value = new AnyEvent
            {
                EventType = received.Metadata.EventType,
                Value = received.Value,
                Descriptor = received.Registration?.Descriptor,
                WriterSchema = received.WriterSchema,
                Data = received.WriterSchema is null ? (ReadOnlyMemory<byte>?)null : message.Data,
                RawValue = message.RawValue,
            };
            THandler handler = scope.ServiceProvider.GetRequiredService<THandler>();
            await handler.HandleAsync(value, context, cancellationToken).ConfigureAwait(false);
        }
    }
}
