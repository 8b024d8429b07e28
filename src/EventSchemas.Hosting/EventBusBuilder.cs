using EventSchemas.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventSchemas.Kafka;

/// <summary>Registers the events that a service publishes and the consumer groups that it runs.</summary>
public sealed class EventBusBuilder
{
    private readonly IConfigurationSection _configuration;

    internal EventBusBuilder(IServiceCollection services, IConfigurationSection configuration, EventBusRegistrations registrations)
    {
        Services = services;
        _configuration = configuration;
        Registrations = registrations;
    }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    internal EventBusRegistrations Registrations { get; }

    /// <summary>Registers the producer of an event: the generated interface, and <see cref="IEventProducer{TEvent}"/>.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <exception cref="ArgumentException">Another record has the same event type.</exception>
    public EventBusBuilder AddProducer<TEvent>()
        where TEvent : class, IEventContract<TEvent>
    {
        Registrations.Event<TEvent>().IsProduced = true;
        Services.TryAddSingleton<IEventProducer<TEvent>>(provider =>
            TEvent.CreateProducer(provider.GetRequiredService<IEventPublisher>()));
        Services.TryAddSingleton(TEvent.ProducerType, provider => provider.GetRequiredService<IEventProducer<TEvent>>());
        return this;
    }

    /// <summary>Registers the producers of the events of a list, such as all events of a package; see <see cref="AddProducer"/>.</summary>
    /// <param name="events">The events.</param>
    /// <exception cref="ArgumentException">Two records have the same event type.</exception>
    public EventBusBuilder AddProducers(IEnumerable<EventDefinition> events) => ForEach(events, new ProducerVisitor(this));

    /// <summary>
    /// Makes the events of a list known to the service without publishing them, so that a handler of all events of a group gets them as
    /// records; see <see cref="IConsumerGroupBuilder.HandleAny"/>.
    /// </summary>
    /// <param name="events">The events.</param>
    /// <exception cref="ArgumentException">Two records have the same event type.</exception>
    public EventBusBuilder AddEvents(IEnumerable<EventDefinition> events) => ForEach(events, new EventVisitor(this));

    /// <summary>Registers a consumer group.</summary>
    /// <param name="name">The group's name.</param>
    /// <param name="startAt">Where it begins while it has no committed offset.</param>
    /// <param name="configure">Registers its handlers.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the group has no handlers.</exception>
    public EventBusBuilder AddConsumerGroup(string name, StartAt startAt, Action<IConsumerGroupBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var group = new ConsumerGroupBuilder(name, Services, Registrations);
        configure(group);
        if (group.Handlers.Count == 0)
        {
            throw new ArgumentException($"The consumer group {name} has no handlers.", nameof(configure));
        }

        Registrations.Add(new GroupRegistration(name, startAt, group.Handlers));
        return this;
    }

    /// <summary>
    /// Makes a group known that another service runs, so that its dead letters, replays, positions and lag can be worked on by names alone.
    /// It isn't run here.
    /// </summary>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    internal EventBusBuilder AddForeignGroup(ForeignGroup group)
    {
        Registrations.Add(new GroupRegistration(group.Name, StartAt.Latest, []) { Foreign = group });
        return this;
    }

    /// <summary>Adds the name of a transport.</summary>
    /// <exception cref="InvalidOperationException">The bus has the transport already.</exception>
    internal void AddTransport(string name)
    {
        if (Registrations.Transports.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"The event bus has the transport {name} already: call Use{name} once.");
        }

        Registrations.AddTransport(name);
    }

    /// <summary>Binds a subsection that belongs to a transport. A key there that isn't a setting is an error.</summary>
    /// <param name="section">The subsection.</param>
    /// <param name="bind">Calls the binder, see <see cref="SettingsBinder"/>.</param>
    internal void AddTransportOptions<TOptions>(string section, Action<IConfiguration, TOptions> bind)
        where TOptions : class
    {
        Registrations.AddTransportSection(section);
        Services.AddOptions<TOptions>()
            .Configure(options => SettingsBinder.Bind(_configuration.GetSection(section), options, bind));
    }

    /// <summary>
    /// Registers what people use to look after a transport's groups, both as the service's and under the transport's name. With two
    /// transports the service's are those of the one that was added last.
    /// </summary>
    internal void AddTools<TDeadLetters, TReplays, TPositions, TTail, TLag>(string transport)
        where TDeadLetters : class, IDeadLetters
        where TReplays : class, IEventReplays
        where TPositions : class, IGroupPositions
        where TTail : class, IEventTail
        where TLag : class, IGroupLag => Services
            .AddSingleton<IDeadLetters>(provider => provider.GetRequiredService<TDeadLetters>())
            .AddSingleton<IEventReplays>(provider => provider.GetRequiredService<TReplays>())
            .AddSingleton<IGroupPositions>(provider => provider.GetRequiredService<TPositions>())
            .AddSingleton<IEventTail>(provider => provider.GetRequiredService<TTail>())
            .AddSingleton<IGroupLag>(provider => provider.GetRequiredService<TLag>())
            .AddKeyedSingleton<IDeadLetters>(transport, (provider, _) => provider.GetRequiredService<TDeadLetters>())
            .AddKeyedSingleton<IEventReplays>(transport, (provider, _) => provider.GetRequiredService<TReplays>())
            .AddKeyedSingleton<IGroupPositions>(transport, (provider, _) => provider.GetRequiredService<TPositions>())
            .AddKeyedSingleton<IEventTail>(transport, (provider, _) => provider.GetRequiredService<TTail>())
            .AddKeyedSingleton<IGroupLag>(transport, (provider, _) => provider.GetRequiredService<TLag>());

    private EventBusBuilder ForEach(IEnumerable<EventDefinition> events, IEventVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (EventDefinition definition in events)
        {
            definition.Accept(visitor);
        }

        return this;
    }

    private sealed class ProducerVisitor(EventBusBuilder builder) : IEventVisitor
    {
        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent> => builder.AddProducer<TEvent>();
    }

    private sealed class EventVisitor(EventBusBuilder builder) : IEventVisitor
    {
        public void Visit<TEvent>()
            where TEvent : class, IEventContract<TEvent> => builder.Registrations.Event<TEvent>();
    }
}
