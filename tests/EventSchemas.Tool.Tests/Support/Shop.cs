using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Tool.Tests;

/// <summary>A service with a bus: the tool looks at what it publishes and can't handle. Its topics have a prefix of their own.</summary>
sealed class Shop : IAsyncDisposable
{
    private readonly LogRecorder _log = new();
    private readonly List<IHost> _hosts = [];
    private readonly string _prefix;
    private readonly Func<IServiceCollection, IConfigurationSection, EventBusBuilder> _addBus;
    private readonly (string Key, string? Value)[] _settings;

    private Shop(
        string prefix,
        string options,
        Func<IServiceCollection, IConfigurationSection, EventBusBuilder> addBus,
        (string Key, string? Value)[] settings)
    {
        _prefix = prefix;
        Options = $"{options} --topic-prefix {prefix}";
        _addBus = addBus;
        _settings = settings;
    }

    /// <summary>Its group, with the handlers <c>first</c> and <c>second</c> of orders.</summary>
    public string Group => $"{_prefix}-group";

    /// <summary>The options that connect a command to its bus.</summary>
    public string Options { get; }

    /// <summary>A shop on Kafka.</summary>
    /// <param name="bus">The servers.</param>
    /// <param name="prefix">The prefix of its topics.</param>
    public static Shop On(EmbeddedBus bus, string prefix)
    {
        foreach (string topic in (ReadOnlySpan<string>)["orders", $"{prefix}-group.dead-letter", $"{prefix}-group.retry"])
        {
            bus.Kafka.CreateTopic($"{prefix}-{topic}");
        }

        return new Shop(
            prefix,
            bus.Options,
            (services, section) => services.AddEventBus(section),
            [
                .. bus.Settings.Select(setting => (setting.Key, (string?)setting.Value)),

                // The broker waits that long for a member that has left.
                ("EventBus:Kafka:Client:session.timeout.ms", "2000"),
                ("EventBus:Kafka:Client:heartbeat.interval.ms", "300"),
            ]);
    }

    /// <summary>A shop on Redis.</summary>
    public static Shop On(RedisServer server, string prefix = "dev") => new(
        prefix,
        $"--redis {server.Url}",
        (services, section) => services.AddEventBusCore(section).UseRedis(),
        [("EventBus:Redis:Url", server.Url), ("EventBus:Redis:MaxPollDelay", "00:00:00.05")]);

    /// <summary>Publishes orders in one call.</summary>
    public async Task PublishAsync(params OrderPlaced[] orders)
    {
        IHost host = Build(_ => { }, recorder: null);
        await host.Services.GetRequiredService<IEventProducer<OrderPlaced>>().PublishAllAsync(orders, Token);
    }

    /// <summary>Publishes a payment.</summary>
    public async Task PublishAsync(OrderPaid payment)
    {
        IHost host = Build(_ => { }, recorder: null);
        await host.Services.GetRequiredService<IEventProducer<OrderPaid>>().PublishAsync(payment, cancellationToken: Token);
    }

    /// <summary>Starts the group.</summary>
    public async Task<IHost> StartGroupAsync(Recorder recorder)
    {
        IHost host = Build(
            bus => bus.AddConsumerGroup(Group, StartAt.Earliest, group => group
                .OnOrderPlaced<FirstHandler>("first")
                .OnOrderPlaced<SecondHandler>("second")),
            recorder);
        await host.StartAsync(Token);
        return host;
    }

    /// <summary>Publishes orders that both handlers can't handle, and stops the group when their letters wait.</summary>
    public async Task FailAsync(params OrderPlaced[] orders)
    {
        var failing = new Recorder { Before = (_, number, _, _) => throw new InvalidOperationException($"no stock for {number}") };
        IHost host = await StartGroupAsync(failing);
        await PublishAsync(orders);
        await Wait.UntilAsync(async () => await CountLettersAsync(host) == orders.Length * 2, "the letters wait");
        await StopAsync(host);
    }

    /// <summary>Stops a group before the test ends.</summary>
    public async Task StopAsync(IHost host)
    {
        _hosts.Remove(host);
        await host.StopAsync(CancellationToken.None);
        await ((IAsyncDisposable)host).DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts.ToArray())
        {
            await StopAsync(host);
        }

        _log.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<int> CountLettersAsync(IHost host)
    {
        int letters = 0;
        await foreach (DeadLetter _ in host.Services.GetRequiredService<IDeadLetters>().ReadAsync(Group, Token))
        {
            letters++;
        }

        return letters;
    }

    private IHost Build(Action<EventBusBuilder> configure, Recorder? recorder)
    {
        IHost host = TestService.Build(
            _addBus,
            bus => configure(bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>()),
            _log,
            recorder,
            [
                .. _settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)),
                KeyValuePair.Create("EventBus:TopicPrefix", (string?)_prefix),
                KeyValuePair.Create($"EventBus:Groups:{Group}:Retry:MaxAttempts", (string?)"1"),
                KeyValuePair.Create($"EventBus:Groups:{Group}:CommitInterval", (string?)"00:00:00.05"),
            ],
            []);
        _hosts.Add(host);
        return host;
    }
}
