using System.Diagnostics;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Testing;

/// <summary>
/// A service with an event bus, for a test: a real host, on an embedded Kafka and schema registry, or on a bus in memory for tests of
/// handlers alone. Registrations, flags, codec, retries and dead letters are those of production in both. All flags of its events are on
/// unless settings say otherwise. Works with any test framework.
/// </summary>
public sealed class EventBusTestHost : IAsyncDisposable
{
    private const string Section = "EventBus";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly IHost _host;
    private readonly ITestBus _bus;
    private readonly EventBusTestOptions _options;

    private EventBusTestHost(IHost host, ITestBus bus, EventBusTestOptions options)
    {
        _host = host;
        _bus = bus;
        _options = options;
    }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>The embedded Kafka, for faults; null on the bus in memory.</summary>
    public EmbeddedKafka? Kafka => (_bus as KafkaTestBus)?.Kafka;

    /// <summary>The embedded schema registry, for faults; null on the bus in memory.</summary>
    public EmbeddedSchemaRegistry? Registry => (_bus as KafkaTestBus)?.Registry;

    /// <summary>Starts a service on an embedded Kafka and schema registry. The topics of its events are created before.</summary>
    /// <param name="configure">Registers producers, groups and other services.</param>
    /// <param name="options">Settings of the test.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    public static async Task<EventBusTestHost> StartAsync(
        Action<EventBusBuilder> configure, EventBusTestOptions? options = null, CancellationToken cancellationToken = default)
    {
        KafkaTestBus bus = await KafkaTestBus.StartAsync(cancellationToken).ConfigureAwait(false);
        return await StartAsync(bus, configure, options ?? new EventBusTestOptions(), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Starts a service on a bus in memory, which has topics, partitions and offsets, but no client, no wire format and no rebalance.
    /// </summary>
    /// <param name="configure">Registers producers, groups and other services.</param>
    /// <param name="options">Settings of the test.</param>
    /// <param name="cancellationToken">Cancels starting.</param>
    public static Task<EventBusTestHost> StartInMemoryAsync(
        Action<EventBusBuilder> configure, EventBusTestOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(new MemoryBus(), configure, options ?? new EventBusTestOptions(), cancellationToken);

    /// <summary>Publishes an event with the producer that the service registered.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public Task<PublishResult> PublishAsync<TEvent>(TEvent value, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent> =>
        Services.GetRequiredService<IEventProducer<TEvent>>().PublishAsync(value, cancellationToken: cancellationToken);

    /// <summary>All events of a type that have been published so far, in the order of their partitions and offsets.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    public IReadOnlyList<PublishedEvent<TEvent>> Published<TEvent>()
        where TEvent : class, IEventContract<TEvent> =>
        _bus.Published<TEvent>(TopicsOf<TEvent>());

    /// <summary>
    /// Waits until every group has settled everything that is on its topics now: each message is handled, a dead letter or skipped.
    /// </summary>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="TimeoutException">It takes longer than <see cref="EventBusTestOptions.Deadline"/>.</exception>
    public Task WaitUntilHandledAsync(CancellationToken cancellationToken = default)
    {
        EventBusOptions options = Services.GetRequiredService<IOptions<EventBusOptions>>().Value;
        EventBusRegistrations registrations = Services.GetRequiredService<EventBusRegistrations>();
        ConsumerGroup[] groups = [.. registrations.Groups.Select(group => new ConsumerGroup(group, registrations, options))];
        return WaitUntilAsync(() => groups.All(_bus.IsSettled), "the groups have settled everything", cancellationToken);
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition; it is asked again and again.</param>
    /// <param name="what">What is waited for, for the exception.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    /// <exception cref="TimeoutException">It takes longer than <see cref="EventBusTestOptions.Deadline"/>.</exception>
    public async Task WaitUntilAsync(
        Func<bool> condition, string what = "the condition holds", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > _options.Deadline)
            {
                throw new TimeoutException($"After {_options.Deadline} it is not so that {what}.");
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops the service, and the servers that were started for it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _host.StopAsync().ConfigureAwait(false);
        }
        finally
        {
            _host.Dispose();
            await _bus.DisposeAsync().ConfigureAwait(false);
        }
    }

    private IReadOnlyList<string> TopicsOf<TEvent>()
        where TEvent : class, IEventContract<TEvent> =>
        new EventRegistration<TEvent>().FullTopics(
            Services.GetRequiredService<IOptions<EventBusOptions>>().Value);

    private static async Task<EventBusTestHost> StartAsync(
        ITestBus bus, Action<EventBusBuilder> configure, EventBusTestOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(configure);
        IHost? host = null;
        try
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
            builder.Services.AddSingleton<IHostLifetime, NoHostLifetime>();
            EventBusBuilder events = builder.Services.AddEventBusCore(builder.Configuration.GetSection(Section));
            bus.Use(events);
            configure(events);
            builder.Configuration.AddInMemoryCollection(Defaults(events.Registrations).Concat(bus.Settings(Section)));
            builder.Configuration.AddInMemoryCollection(options.Settings);
            host = builder.Build();
            CreateTopics(host.Services, bus, options.Partitions);
            await host.StartAsync(cancellationToken).ConfigureAwait(false);
            return new EventBusTestHost(host, bus, options);
        }
        catch
        {
            host?.Dispose();
            await bus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static IEnumerable<KeyValuePair<string, string?>> Defaults(EventBusRegistrations registrations) =>
    [
        new($"{Section}:ServiceName", "test"),
        .. registrations.Events
            .Select(registration => registration.Descriptor.FeatureFlag)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Select(flag => KeyValuePair.Create($"FeatureManagement:{flag}", (string?)"true")),
    ];

    private static void CreateTopics(IServiceProvider services, ITestBus bus, int partitions)
    {
        EventBusOptions options = services.GetRequiredService<IOptions<EventBusOptions>>().Value;
        EventBusRegistrations registrations = services.GetRequiredService<EventBusRegistrations>();
        IEnumerable<string> topics = registrations.Groups
            .Select(group => new ConsumerGroup(group, registrations, options))
            .SelectMany(group => group.Topics.Append(group.DeadLetterTopic).Append(group.RetryTopic))
            .Concat(registrations.Events.SelectMany(registration => registration.FullTopics(options)))
            .Distinct(StringComparer.Ordinal);
        foreach (string topic in topics)
        {
            bus.CreateTopic(topic, partitions);
        }
    }
}

/// <summary>Settings of an <see cref="EventBusTestHost"/>. Immutable.</summary>
public sealed record EventBusTestOptions
{
    /// <summary>The number of partitions of each topic; 1 by default.</summary>
    public int Partitions { get; init; } = 1;

    /// <summary>How long waiting for a condition may take; 30 seconds by default.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Configuration of the service, with full names: <c>EventBus:TopicPrefix</c>, <c>FeatureManagement:Some.Flag</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();
}

/// <summary>An event on the bus. Immutable.</summary>
/// <typeparam name="TEvent">The event record.</typeparam>
/// <param name="Value">The event, decoded.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The offset in the partition.</param>
public sealed record PublishedEvent<TEvent>(TEvent Value, Guid Id, string Topic, int Partition, long Offset);
