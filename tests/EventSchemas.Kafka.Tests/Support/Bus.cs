using System.Text;
using Confluent.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// A broker and a registry, and services that use them: embedded ones, or those of the <see cref="ExternalCluster"/> if there is one.
/// </summary>
sealed class Bus : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = Wait.Deadline;

    /// <summary>For a service that must not handle anything twice, also where the machine is too busy for heartbeats.</summary>
    public static readonly (string Key, string? Value) LongSession = ("EventBus:Kafka:Client:session.timeout.ms", "45000");

    private readonly List<IHost> _hosts = [];
    private readonly List<IHost> _started = [];
    private readonly Lazy<IProducer<byte[]?, byte[]?>> _raw;

    private readonly EmbeddedKafka? _kafka;
    private readonly EmbeddedSchemaRegistry? _registry;

    private Bus(EmbeddedKafka? kafka, EmbeddedSchemaRegistry? registry)
    {
        _kafka = kafka;
        _registry = registry;
        _raw = new(() => new ProducerBuilder<byte[]?, byte[]?>(
            new ProducerConfig { BootstrapServers = BootstrapServers, LingerMs = 0 }).Build());
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

    /// <summary>Settings of all services, unless a service has others. Those of a group count where the service has the group.</summary>
    public Dictionary<string, string?> Defaults { get; } = [];

    /// <summary>Starts the servers, or begins a test on the external ones.</summary>
    /// <param name="rebalanceDelay">How long an embedded broker waits for members of a new group; half a second by default.</param>
    public static async Task<Bus> StartAsync(TimeSpan? rebalanceDelay = null)
    {
        Bus bus;
        if (ExternalCluster.IsUsed)
        {
            await ExternalCluster.EnterAsync();
            bus = new Bus(kafka: null, registry: null);
        }
        else
        {
            EmbeddedKafkaOptions? options = rebalanceDelay is { } delay ? new EmbeddedKafkaOptions { InitialRebalanceDelay = delay } : null;
            bus = new Bus(EmbeddedKafka.Start(options), await EmbeddedSchemaRegistry.StartAsync());
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
        Dictionary<string, string?> defaults = new()
        {
            ["EventBus:Kafka:BootstrapServers"] = BootstrapServers,

            // The lowest that brokers accept by default, where they check it.
            ["EventBus:Kafka:Client:session.timeout.ms"] = ExternalCluster.IsUsed ? "6000" : "2000",
            ["EventBus:Kafka:Client:heartbeat.interval.ms"] = "300",
            ["EventBus:SchemaRegistry:Url"] = RegistryUrl,
            ["EventBus:TopicPrefix"] = Prefix,
        };
        IHost host = TestService.Build(
            (services, section) => services.AddEventBus(section), configure, Log, recorder, defaults.Concat(Defaults), settings);
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

    /// <summary>Sends a message as it is.</summary>
    public async Task SendAsync(string topic, byte[]? value, (string Name, string Value)[] headers, DateTimeOffset? time = null)
    {
        var message = new Message<byte[]?, byte[]?> { Value = value, Headers = [] };
        if (time is { } at)
        {
            message.Timestamp = new Timestamp(at);
        }

        foreach ((string name, string text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        await _raw.Value.ProduceAsync(topic, message, TestContext.Current.CancellationToken);
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
    public static Task Until(Func<bool> condition, string description) => Wait.UntilAsync(condition, description);

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _started)
        {
            await host.StopAsync();
        }

        _hosts.ForEach(host => host.Dispose());
        if (_raw.IsValueCreated)
        {
            _raw.Value.Dispose();
        }

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
