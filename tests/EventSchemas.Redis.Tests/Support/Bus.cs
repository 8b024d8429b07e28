using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>A server, and services that use it.</summary>
sealed class Bus : IAsyncDisposable
{
    public const string Orders = "dev-orders";
    public const string DeadLetters = "dev-group.dead-letter";

    public static readonly TimeSpan Deadline = Wait.Deadline;

    private readonly List<IHost> _hosts = [];

    private Bus(RedisServer server) => Server = server;

    public RedisServer Server { get; }

    public IDatabase Database => Server.Database;

    public LogRecorder Log { get; } = new();

    public static async Task<Bus> StartAsync(params string[] arguments) => new(await RedisServer.StartAsync(arguments));

    /// <summary>Creates a service without starting it.</summary>
    public IHost Service(Action<EventBusBuilder> configure, Recorder? recorder = null, params (string Key, string? Value)[] settings)
    {
        Dictionary<string, string?> defaults = new()
        {
            ["EventBus:Redis:Url"] = Server.Url,
            ["EventBus:Redis:MaxPollDelay"] = "00:00:00.05",
            ["EventBus:TopicPrefix"] = "dev",
            ["EventBus:Groups:group:CommitInterval"] = "00:00:00.05",
            ["EventBus:Groups:group:Retry:InitialDelay"] = "00:00:00.01",
            ["EventBus:Groups:group:Retry:MaxDelay"] = "00:00:00.1",
        };
        IHost host = TestService.Build(
            (services, section) => services.AddEventBusCore(section).UseRedis(), configure, Log, recorder, defaults, settings);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Creates and starts a service.</summary>
    public async Task<IHost> StartServiceAsync(
        Action<EventBusBuilder> configure, Recorder? recorder = null, params (string Key, string? Value)[] settings)
    {
        IHost host = Service(configure, recorder, settings);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>Starts a service whose handlers record what they get.</summary>
    public Task<IHost> StartGroupAsync(Recorder recorder, params (string Key, string? Value)[] settings) => StartServiceAsync(
        events => events.AddProducer<OrderPlaced>()
            .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first")),
        recorder,
        settings);

    /// <summary>Stops a service before the test ends.</summary>
    public async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync(TestContext.Current.CancellationToken);
        await DisposeAsync(host);
    }

    /// <summary>Publishes the orders and so on in one call.</summary>
    public static async Task<IReadOnlyList<DeliveredMessage>> PublishAsync(IHost service, int count)
    {
        IEventProducer<OrderPlaced> producer = service.Services.GetRequiredService<IEventProducer<OrderPlaced>>();
        IReadOnlyList<PublishResult> results = await producer.PublishAllAsync(
            Enumerable.Range(1, count).Select(i => new OrderPlaced($"A-{i}", i)), TestContext.Current.CancellationToken);
        return [.. results.Select(result => ((PublishResult.Delivered)result).Messages[0])];
    }

    /// <summary>The entries of a stream.</summary>
    public async Task<IReadOnlyList<StreamEntry>> ReadAsync(string stream) => await Database.StreamRangeAsync(stream);

    /// <summary>How many entries of a group are pending on a stream; none before it is there.</summary>
    public async Task<int> PendingAsync(string stream = Orders, string group = "group")
    {
        try
        {
            return (await Database.StreamPendingAsync(stream, group)).PendingMessageCount;
        }
        catch (RedisServerException e) when (e.Message.StartsWith("NOGROUP", StringComparison.Ordinal))
        {
            return 0;
        }
    }

    /// <summary>Waits until a condition is true.</summary>
    public static Task Until(Func<bool> condition, string description) => Wait.UntilAsync(condition, description);

    /// <summary>Waits until a condition is true.</summary>
    public static Task UntilAsync(Func<Task<bool>> condition, string description) => Wait.UntilAsync(condition, description);

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            await DisposeAsync(host);
        }

        await Server.DisposeAsync();
    }

    private static async Task DisposeAsync(IHost host)
    {
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }
}
