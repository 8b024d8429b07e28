using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventSchemas.Kafka;

/// <summary>Says which events a service publishes and which groups of handlers it runs.</summary>
public sealed class EventBusBuilder
{
    private readonly EventBusRegistrations _registrations;

    internal EventBusBuilder(IServiceCollection services, EventBusRegistrations registrations)
    {
        Services = services;
        _registrations = registrations;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Registers the producer of an event: the generated interface, and <see cref="IEventProducer{TEvent}"/>.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <exception cref="ArgumentException">Another record has the same event type.</exception>
    public EventBusBuilder AddProducer<TEvent>()
        where TEvent : class, IEventContract<TEvent>
    {
        _registrations.Event<TEvent>().IsProduced = true;
        Services.TryAddSingleton<IEventProducer<TEvent>>(provider => TEvent.CreateProducer(provider.GetRequiredService<IEventPublisher>()));
        Services.TryAddSingleton(TEvent.ProducerType, provider => provider.GetRequiredService<IEventProducer<TEvent>>());
        return this;
    }

    /// <summary>Registers a consumer group.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="startAt">Where it begins while it has no committed offset.</param>
    /// <param name="configure">Registers its handlers.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the group has no handlers.</exception>
    public EventBusBuilder AddConsumerGroup(string name, StartAt startAt, Action<IConsumerGroupBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var group = new ConsumerGroupBuilder(name, Services, _registrations);
        configure(group);
        if (group.Handlers.Count == 0)
        {
            throw new ArgumentException($"The consumer group {name} has no handlers.", nameof(configure));
        }

        _registrations.Add(new GroupRegistration(name, startAt, group.Handlers));
        return this;
    }
}
