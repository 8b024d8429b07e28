using EventSchemas.Hosting;
using EventSchemas.Kafka;

namespace EventSchemas.Tool;

/// <summary>What the checks of <c>doctor</c> share. Servers are asked once whether they answer. Safe for concurrent use.</summary>
sealed class DoctorContext : IAsyncDisposable
{
    // Room for the answers of several calls, of which each has the limit of one.
    private const int CallsPerCheck = 3;

    private readonly Lazy<BusConnection> _settings;
    private readonly Lazy<Task<BusConnection>> _kafka;
    private readonly Lazy<BusConnection> _registry;
    private readonly Lazy<Task<BusConnection>> _redis;

    public DoctorContext(ToolEnvironment environment, ConnectionSettings settings, BusConfiguration configuration, DoctorRequest request)
    {
        Environment = environment;
        Settings = settings;
        Configuration = configuration;
        Request = request;
        Transports = settings.Transport is { } name
            ? [.. BusTransports.All.Where(one => one.Name == name)]
            : [.. BusTransports.All.Where(one => one.IsConfigured(configuration.Bus))];
        _settings = new(() => Create(BusTransports.Kafka, BusParts.None));
        _registry = new(() => Create(BusTransports.Kafka, BusParts.Registry));
        _kafka = new(() => ProbeAsync(BusTransports.Kafka));
        _redis = new(() => ProbeAsync(BusTransports.Redis));
    }

    public ToolEnvironment Environment { get; }

    public ConnectionSettings Settings { get; }

    public BusConfiguration Configuration { get; }

    public DoctorRequest Request { get; }

    /// <summary>The transports that are configured, or the one that was chosen.</summary>
    public IReadOnlyList<BusTransport> Transports { get; }

    /// <summary>How long a check may take.</summary>
    public TimeSpan CheckLimit => Settings.Timeout * CallsPerCheck;

    /// <summary>What the settings and the command line say about the service.</summary>
    /// <exception cref="PreconditionException">The settings are wrong.</exception>
    public ServiceTopics Service => ServiceTopics.Of(_settings.Value, Request);

    /// <summary>The settings of the bus.</summary>
    /// <exception cref="PreconditionException">They are wrong.</exception>
    public EventBusOptions Options => _settings.Value.Options;

    /// <summary>The groups of the service.</summary>
    /// <exception cref="PreconditionException">None is known, or the settings are wrong.</exception>
    public IReadOnlyList<ServiceGroup> GroupsOrSkip() => Service.Groups is { Count: > 0 } groups
        ? groups
        : throw new PreconditionException("No consumer group is known: name them by --group.");

    /// <summary>Opens a bus without asking its servers.</summary>
    /// <exception cref="ToolException">A setting is missing or wrong.</exception>
    public BusConnection Open(BusTransport transport, BusParts parts) =>
        BusConnection.Create(Environment, Settings, Configuration, transport, parts);

    /// <summary>Connects to the broker of a transport; asked again it gives the same.</summary>
    /// <exception cref="PreconditionException">It isn't configured, or a setting is wrong.</exception>
    /// <exception cref="ToolException">It doesn't answer.</exception>
    public Task<BusConnection> ConnectAsync(BusTransport transport) => transport == BusTransports.Kafka ? _kafka.Value : _redis.Value;

    /// <summary>The broker of a transport, which answers.</summary>
    /// <exception cref="PreconditionException">It isn't configured, or doesn't answer.</exception>
    public async Task<BusConnection> ReachAsync(BusTransport transport)
    {
        try
        {
            return await ConnectAsync(transport).ConfigureAwait(false);
        }
        catch (ToolException)
        {
            throw new PreconditionException($"{transport.Name} doesn't answer.");
        }
    }

    /// <summary>The registry's settings, which are right.</summary>
    /// <exception cref="PreconditionException">They are missing or wrong.</exception>
    public BusConnection Registry => _registry.Value;

    public async ValueTask DisposeAsync()
    {
        foreach (Lazy<BusConnection> one in (Lazy<BusConnection>[])[_settings, _registry])
        {
            if (one.IsValueCreated)
            {
                await one.Value.DisposeAsync().ConfigureAwait(false);
            }
        }

        foreach (Lazy<Task<BusConnection>> one in (Lazy<Task<BusConnection>>[])[_kafka, _redis])
        {
            if (one is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            {
                await (await one.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<BusConnection> ProbeAsync(BusTransport transport)
    {
        BusConnection bus = Create(transport, BusParts.Broker);
        try
        {
            await bus.ProbeAsync(transport, CancellationToken.None).ConfigureAwait(false);
            return bus;
        }
        catch
        {
            await bus.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private BusConnection Create(BusTransport transport, BusParts parts)
    {
        bool isAsked = parts switch
        {
            BusParts.Broker => Transports.Contains(transport),
            BusParts.Registry => Transports.Contains(transport) || Configuration.Bus[ConnectionOptions.RegistryKey] is not null,
            _ => true,
        };
        if (!isAsked)
        {
            throw new PreconditionException($"The bus isn't on {transport.Name}.");
        }

        try
        {
            return Open(transport, parts);
        }
        catch (ToolException)
        {
            throw new PreconditionException("Settings are missing or wrong: see the configuration.");
        }
    }
}
