using Confluent.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// A broker and a registry, and services that use them: embedded ones, or those of the <see cref="ExternalCluster"/> if there is one.
/// </summary>
sealed class Bus : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    /// <summary>For a service that must not handle anything twice, also where the machine is too busy for heartbeats.</summary>
    public static readonly (string Key, string? Value) LongSession = ("EventBus:Kafka:Client:session.timeout.ms", "45000");

    private readonly List<IHost> _hosts = [];
    private readonly List<IHost> _started = [];

    private readonly EmbeddedKafka? _kafka;
    private readonly EmbeddedSchemaRegistry? _registry;

    private Bus(EmbeddedKafka? kafka, EmbeddedSchemaRegistry? registry)
    {
        _kafka = kafka;
        _registry = registry;
    }

    /// <summary>The prefix of all topics.</summary>
    public static string Prefix => ExternalCluster.Prefix ?? "dev";

    /// <summary>The embedded broker, with its faults. A test that asks for it is skipped on an external cluster.</summary>
    public EmbeddedKafka Kafka => _kafka ?? ExternalCluster.Skip<EmbeddedKafka>();

    /// <summary>The embedded registry, with its faults. A test that asks for it is skipped on an external cluster.</summary>
    public EmbeddedSchemaRegistry Registry => _registry ?? ExternalCluster.Skip<EmbeddedSchemaRegistry>();

    public string BootstrapServers => _kafka?.BootstrapServers ?? ExternalCluster.BootstrapServers!;

    public string RegistryUrl => _registry?.Url.ToString() ?? ExternalCluster.RegistryUrl!;

    public LogRecorder Log { get; } = new();

    public static async Task<Bus> StartAsync()
    {
        Bus bus;
        if (ExternalCluster.IsUsed)
        {
            await ExternalCluster.EnterAsync();
            bus = new Bus(kafka: null, registry: null);
        }
        else
        {
            bus = new Bus(EmbeddedKafka.Start(), await EmbeddedSchemaRegistry.StartAsync());
        }

        bus.CreateTopic($"{Prefix}-orders", partitions: 1);
        return bus;
    }

    /// <summary>Creates a topic.</summary>
    public void CreateTopic(string name, int partitions = 1)
    {
        if (_kafka is not null)
        {
            _kafka.CreateTopic(name, partitions);
        }
        else
        {
            ExternalCluster.CreateTopic(name, partitions);
        }
    }

    /// <summary>Creates a service without starting it.</summary>
    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder = null, params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Dictionary<string, string?> configuration = new()
        {
            ["EventBus:Kafka:BootstrapServers"] = BootstrapServers,

            // The lowest that brokers accept by default, where they check it.
            ["EventBus:Kafka:Client:session.timeout.ms"] = ExternalCluster.IsUsed ? "6000" : "2000",
            ["EventBus:Kafka:Client:heartbeat.interval.ms"] = "300",
            ["EventBus:SchemaRegistry:Url"] = RegistryUrl,
            ["EventBus:TopicPrefix"] = Prefix,
            ["EventBus:ServiceName"] = "shop",
            ["FeatureManagement:OrderPlacedEvent"] = "true",
        };
        foreach ((string key, string? value) in settings)
        {
            configuration[key] = value;
            if (value is null)
            {
                configuration.Remove(key);
            }
        }

        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Logging.AddProvider(Log).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddSingleton(recorder ?? new Recorder());
        configure(builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus")));
        IHost host = builder.Build();
        _hosts.Add(host);
        return host;
    }

    /// <summary>Creates and starts a service.</summary>
    public async Task<IHost> StartServiceAsync(
        Action<EventBusBuilder> configure, Recorder? recorder = null, params (string Key, string? Value)[] settings)
    {
        IHost host = Service(configure, recorder, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);
        _started.Add(host);
        return host;
    }

    /// <summary>Reads all messages of partition 0 of a topic.</summary>
    public IReadOnlyList<ConsumeResult<byte[], byte[]>> Read(string topic)
    {
        var config = new ConsumerConfig { BootstrapServers = BootstrapServers, GroupId = "raw", EnablePartitionEof = true };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset(topic, 0, Offset.Beginning));
        var read = new List<ConsumeResult<byte[], byte[]>>();
        while (consumer.Consume(Deadline) is { IsPartitionEOF: false } message)
        {
            read.Add(message);
        }

        return read;
    }

    /// <summary>Waits until a condition is true.</summary>
    public static async Task Until(Func<bool> condition, string description)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(Deadline);
        while (!condition())
        {
            try
            {
                await Task.Delay(20, deadline.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"This did not become true within {Deadline}: {description}.");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _started)
        {
            await host.StopAsync();
        }

        _hosts.ForEach(host => host.Dispose());

        if (_registry is not null)
        {
            await _registry.DisposeAsync();
        }

        if (_kafka is null)
        {
            ExternalCluster.Leave();
        }

        _kafka?.Dispose();
        Log.Dispose();
    }
}
