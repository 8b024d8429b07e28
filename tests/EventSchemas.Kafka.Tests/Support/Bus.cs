using Confluent.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>An embedded broker and registry, and services that use them.</summary>
sealed class Bus : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(45);

    private readonly List<IHost> _hosts = [];
    private readonly List<IHost> _started = [];

    private Bus(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        Kafka = kafka;
        Registry = registry;
    }

    public EmbeddedKafka Kafka { get; }

    public EmbeddedSchemaRegistry Registry { get; }

    public LogRecorder Log { get; } = new();

    public static async Task<Bus> StartAsync()
    {
        var bus = new Bus(EmbeddedKafka.Start(), await EmbeddedSchemaRegistry.StartAsync());
        bus.Kafka.CreateTopic("dev-orders", partitions: 1);
        return bus;
    }

    /// <summary>Creates a service without starting it.</summary>
    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder = null, params (string Key, string? Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        Dictionary<string, string?> configuration = new()
        {
            ["EventBus:Kafka:BootstrapServers"] = Kafka.BootstrapServers,
            ["EventBus:Kafka:Client:session.timeout.ms"] = "2000",
            ["EventBus:Kafka:Client:heartbeat.interval.ms"] = "300",
            ["EventBus:SchemaRegistry:Url"] = Registry.Url.ToString(),
            ["EventBus:TopicPrefix"] = "dev",
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
        var config = new ConsumerConfig { BootstrapServers = Kafka.BootstrapServers, GroupId = "raw", EnablePartitionEof = true };
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

        await Registry.DisposeAsync();
        Kafka.Dispose();
        Log.Dispose();
    }
}
