using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventSchemas.Hosting;

/// <summary>Collects the handlers of a group.</summary>
sealed class ConsumerGroupBuilder(string name, IServiceCollection services, EventBusRegistrations registrations) : IConsumerGroupBuilder
{
    private readonly List<HandlerRegistration> _handlers = [];

    public string Name { get; } = name;

    public IReadOnlyList<HandlerRegistration> Handlers => _handlers;

    public IConsumerGroupBuilder Handle<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(string name)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent> => Handle<TEvent, THandler>(name, static _ => { });

    public IConsumerGroupBuilder Handle<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, Action<HandlerOptions> configure)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add<THandler>(name, new HandlerRegistration<TEvent, THandler>(name, registrations.Event<TEvent>(), OptionsOf(configure)));
        return this;
    }

    public IConsumerGroupBuilder HandleBatch<
        TEvent, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, Action<HandlerOptions>? configure = null)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventBatchHandler<TEvent>
    {
        Add<THandler>(name, new BatchHandlerRegistration<TEvent, THandler>(name, registrations.Event<TEvent>(), OptionsOf(configure)));
        return this;
    }

    public IConsumerGroupBuilder HandleAny<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, IEnumerable<EventDefinition>? events = null, Action<HandlerOptions>? configure = null)
        where THandler : class, IAnyEventHandler
    {
        IReadOnlyList<EventRegistration>? registered = null;
        if (events is not null)
        {
            var visitor = new EventVisitor(registrations);
            foreach (EventDefinition definition in events)
            {
                definition.Accept(visitor);
            }

            registered = visitor.Registered.Count > 0
                ? visitor.Registered
                : throw new ArgumentException($"The handler {name} of the group {Name} gets no event: the list is empty.", nameof(events));
        }

        Add<THandler>(name, new AnyHandlerRegistration<THandler>(name, registered, OptionsOf(configure)));
        return this;
    }

    private static HandlerOptions OptionsOf(Action<HandlerOptions>? configure)
    {
        var options = new HandlerOptions();
        configure?.Invoke(options);
        return options;
    }

    private void Add<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>(
        string name, HandlerRegistration handler)
        where THandler : class
    {
        if (string.IsNullOrEmpty(name) || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-'))
        {
            throw new ArgumentException(
                $"'{name}' isn't a valid handler name: use lower-case letters, digits, '.', '_' and '-'.", nameof(name));
        }

        if (_handlers.Exists(other => other.Name == name))
        {
            throw new ArgumentException(
                $"The group {Name} has two handlers named {name}: each needs a name of its own, because settlement goes by the name.",
                nameof(name));
        }

        if (handler is not BatchHandlerRegistration && handler.Options.BatchSize is not null)
        {
            throw new ArgumentException(
                $"The handler {name} of the group {Name} gets one event at a time, and has the options of a batch.", nameof(handler));
        }

        _handlers.Add(handler);

        // Each call has a scope of its own, which would only keep the handler for a second request that never comes.
        services.TryAddTransient<THandler>();
    }

    private sealed class EventVisitor(EventBusRegistrations registrations) : IEventVisitor
    {
        private readonly HashSet<EventRegistration> _registered = [];

        public IReadOnlyList<EventRegistration> Registered => [.. _registered];

        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent> => _registered.Add(registrations.Event<TEvent>());
    }
}
