using System.CommandLine;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EventSchemas.Tool;

/// <summary>
/// A bus as its service sees it, without the service: no consumer is started, no group joined. Whatever the client libraries log stays
/// here; what goes wrong is thrown.
/// </summary>
sealed class BusConnection : IAsyncDisposable
{
    // Of the outbox, which the tool reaches by its database.
    private const string OutboxSection = "Outbox";

    private readonly ServiceProvider _services;
    private readonly string _transport;

    private BusConnection(ServiceProvider services, BusConfiguration configuration, string transport, TimeSpan timeout)
    {
        _services = services;
        _transport = transport;
        Configuration = configuration;
        Timeout = timeout;
    }

    /// <summary>The services of the bus.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The configuration that it was opened with.</summary>
    public BusConfiguration Configuration { get; }

    /// <summary>How long a server may take to answer.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>The name of the transport: <c>Kafka</c> or <c>Redis</c>.</summary>
    public string Transport => _transport;

    /// <summary>The broker for people, without user and password.</summary>
    public string Address => _transport == BusTransports.Redis.Name
        ? _services.GetRequiredService<RedisConnections>().Address
        : _services.GetRequiredService<DeliveryErrors>().Address;

    /// <summary>The settings of the bus that no transport owns.</summary>
    public EventBusOptions Options => _services.GetRequiredService<IOptions<EventBusOptions>>().Value;

    /// <summary>Reads topics.</summary>
    public IEventTail Tail => Of<IEventTail>();

    /// <summary>How far groups are behind.</summary>
    public IGroupLag Lag => Of<IGroupLag>();

    /// <summary>The dead letters of groups.</summary>
    public IDeadLetters DeadLetters => Of<IDeadLetters>();

    /// <summary>Gives past events to handlers again.</summary>
    public IEventReplays Replays => Of<IEventReplays>();

    /// <summary>The positions of groups.</summary>
    public IGroupPositions Positions => Of<IGroupPositions>();

    /// <summary>Opens the bus that a command line names, and asks whether its broker answers.</summary>
    /// <param name="environment">The process.</param>
    /// <param name="result">The command line, of a command with the <see cref="ConnectionOptions"/>.</param>
    /// <param name="parts">What the command needs.</param>
    /// <param name="configure">Registers what the command knows of the service; null for nothing.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="ToolException">A setting is missing or wrong, or the broker doesn't answer.</exception>
    public static async Task<BusConnection> OpenAsync(
        ToolEnvironment environment,
        ParseResult result,
        BusParts parts,
        Action<EventBusBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        ConnectionSettings settings = ConnectionOptions.Read(result);
        var configuration = BusConfiguration.Load(environment, settings);
        BusTransport transport = TransportOf(configuration, settings, parts);
        BusConnection connection = Create(environment, settings, configuration, transport, parts, configure);
        try
        {
            return await ToolProgress
                .ShowAsync(environment, "Connecting", _ => connection.ProbeAsync(transport, parts, cancellationToken))
                .ConfigureAwait(false);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a bus by its settings, without asking its servers anything.</summary>
    /// <exception cref="ToolException">A setting is missing or wrong.</exception>
    public static BusConnection Create(
        ToolEnvironment environment,
        ConnectionSettings settings,
        BusConfiguration configuration,
        BusTransport transport,
        BusParts parts,
        Action<EventBusBuilder>? configure = null)
    {
        Demand(configuration, transport, parts);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration.Root).AddSingleton(environment.Time);
        EventBusBuilder bus = services.AddEventBusCore(configuration.Bus);
        bus.Registrations.IsComplete = false;
        transport.Use(bus);
        foreach (string section in BusTransports.All.SelectMany(one => one.Servers).Select(server => server.Section).Append(OutboxSection)
            .Except(bus.Registrations.TransportSections))
        {
            bus.Registrations.AddTransportSection(section);
        }

        services.PostConfigure<SchemaRegistryOptions>(options => options.RequestTimeout = settings.Timeout)
            .PostConfigure<RedisOptions>(options =>
            {
                options.ConnectTimeout = settings.Timeout;
                options.CommandTimeout = settings.Timeout;
            });
        foreach (BusServer unused in transport.Servers.Where(server => !parts.HasFlag(server.Part)))
        {
            services.Remove(services.Single(service => service.ImplementationType == unused.Validator));
        }

        configure?.Invoke(bus);
        var connection = new BusConnection(services.BuildServiceProvider(), configuration, transport.Name, settings.Timeout);
        connection.Validate();
        return connection;
    }

    /// <summary>Asks whether the broker answers.</summary>
    /// <exception cref="ToolException">It doesn't, or refuses.</exception>
    public async Task ProbeAsync(BusTransport transport, CancellationToken cancellationToken)
    {
        try
        {
            await transport.ProbeAsync(_services, Timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException e)
        {
            throw new ToolException($"{Address}: the client refuses its settings: {e.Message}", ExitCode.Usage);
        }
    }

    private async Task<BusConnection> ProbeAsync(BusTransport transport, BusParts parts, CancellationToken cancellationToken)
    {
        if (parts.HasFlag(BusParts.Broker))
        {
            await ProbeAsync(transport, cancellationToken).ConfigureAwait(false);
        }

        if (parts.HasFlag(BusParts.Registry) && transport == BusTransports.Kafka)
        {
            await ProbeRegistryAsync(cancellationToken).ConfigureAwait(false);
        }

        return this;
    }

    // A registry that takes requests and never answers would hold up each of them.
    private async Task ProbeRegistryAsync(CancellationToken cancellationToken)
    {
        SchemaRegistryOptions options = _services.GetRequiredService<IOptions<SchemaRegistryOptions>>().Value;
        using var registry = new RegistryRest(options);
        try
        {
            await registry.ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ToolException(
                $"The schema registry at {RegistryClient.AddressOf(options)} ({PathOf("SchemaRegistry:Url")}) doesn't answer within "
                + $"{Timeout.TotalSeconds:0} s. Check the address, and that the registry is running.",
                ExitCode.Unavailable);
        }
    }

    /// <summary>The full name of a setting of the bus, for messages.</summary>
    public string PathOf(string key) => ConfigurationPath.Combine(Configuration.Bus.Path, key);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Of<T>()
        where T : notnull => _services.GetRequiredKeyedService<T>(_transport);

    private void Validate()
    {
        try
        {
            _ = Options;
        }
        catch (OptionsValidationException e)
        {
            throw new ToolException(string.Join("\n", [.. e.Failures, Configuration.Sources]), ExitCode.Usage);
        }
    }

    private static BusTransport TransportOf(BusConfiguration configuration, ConnectionSettings settings, BusParts parts)
    {
        if (settings.Transport is { } name)
        {
            return Array.Find(BusTransports.All, one => one.Name == name)!;
        }

        if (!parts.HasFlag(BusParts.Broker))
        {
            return BusTransports.Kafka;
        }

        BusTransport[] configured = [.. BusTransports.All.Where(one => one.IsConfigured(configuration.Bus))];
        return configured switch
        {
            [var only] => only,
            [] => throw new ToolException(
                $"No bus is configured. Give {ConnectionOptions.NameOf(ConnectionOptions.BootstrapServersKey)} or "
                + $"{ConnectionOptions.NameOf(ConnectionOptions.RedisKey)}, or set {configuration.Bus.Path}:"
                + $"{ConnectionOptions.BootstrapServersKey} or {configuration.Bus.Path}:{ConnectionOptions.RedisKey} in a file that "
                + $"--settings names. {configuration.Sources}",
                ExitCode.Usage),
            _ => throw new ToolException(
                $"{configuration.Bus.Path} has {string.Join(" and ", configured.Select(one => one.Name))}: choose one by --transport.",
                ExitCode.Usage),
        };
    }

    private static void Demand(BusConfiguration configuration, BusTransport transport, BusParts parts)
    {
        string[] missing =
        [
            .. transport.Servers
                .Where(server => parts.HasFlag(server.Part) && string.IsNullOrWhiteSpace(configuration.Bus[server.AddressKey]))
                .Select(server => $"{configuration.Bus.Path}:{server.AddressKey} is missing: set it, or give "
                    + $"{ConnectionOptions.NameOf(server.AddressKey)}."),
        ];
        if (missing.Length > 0)
        {
            throw new ToolException(string.Join("\n", [.. missing, configuration.Sources]), ExitCode.Usage);
        }
    }
}
