using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventSchemas.Hosting;

/// <summary>Collects the handlers of a group.</summary>
sealed class ConsumerGroupBuilder(string name, IServiceCollection services, EventBusRegistrations registrations) : IConsumerGroupBuilder
{
    private readonly List<HandlerRegistration> _handlers = [];

    public string Name { get; } = name;

    public IReadOnlyList<HandlerRegistration> Handlers => _handlers;

    public IConsumerGroupBuilder Handle<TEvent, THandler>(string name)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent> => Handle<TEvent, THandler>(name, static _ => { });

    public IConsumerGroupBuilder Handle<TEvent, THandler>(string name, Action<HandlerOptions> configure)
        where TEvent : class, IEventContract<TEvent>
        where THandler : class, IEventHandler<TEvent>
    {
        ArgumentNullException.ThrowIfNull(configure);
        if (string.IsNullOrEmpty(name) || !name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-'))
        {
            throw new ArgumentException(
                $"'{name}' isn't a valid handler name: use lower-case letters, digits, '.', '_' and '-'.", nameof(name));
        }

        if (_handlers.Exists(handler => handler.Name == name))
        {
            throw new ArgumentException(
                $"The group {Name} has two handlers named {name}: each needs a name of its own, because settlement goes by the name.",
                nameof(name));
        }

        var options = new HandlerOptions();
        configure(options);
        _handlers.Add(new HandlerRegistration<TEvent, THandler>(name, registrations.Event<TEvent>(), options));
        services.TryAddScoped<THandler>();
        return this;
    }
}
