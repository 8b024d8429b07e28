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

    /// <summary>The options that connect a command to its bus.</summary>
    public string Options { get; }

    /// <summary>A shop on Kafka.</summary>
    /// <param name="bus">The servers.</param>
    /// <param name="prefix">The prefix of its topics.</param>
    public static Shop On(EmbeddedBus bus, string prefix)
    {
        foreach (string topic in (ReadOnlySpan<string>)["orders", "group.dead-letter", "group.retry"])
        {
            bus.Kafka.CreateTopic($"{prefix}-{topic}");
        }

        return new Shop(
            prefix,
            bus.Options,
            (services, section) => services.AddEventBus(section),
            [
                .. bus.Settings.Select(setting => (setting.Key, (string?)setting.Value)),
                ("EventBus:Kafka:Client:session.timeout.ms", "45000"),
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

    /// <summary>Starts the group <c>group</c>, with the handlers <c>first</c> and <c>second</c> of orders.</summary>
    public async Task<IHost> StartGroupAsync(Recorder recorder)
    {
        IHost host = Build(
            bus => bus.AddConsumerGroup("group", StartAt.Earliest, group => group
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
        await host.StopAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IHost host in _hosts)
        {
            await host.StopAsync(CancellationToken.None);
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        _log.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<int> CountLettersAsync(IHost host)
    {
        int letters = 0;
        await foreach (DeadLetter _ in host.Services.GetRequiredService<IDeadLetters>().ReadAsync("group", Token))
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
                KeyValuePair.Create("EventBus:Groups:group:Retry:MaxAttempts", (string?)"1"),
                KeyValuePair.Create("EventBus:Groups:group:CommitInterval", (string?)"00:00:00.05"),
            ],
            []);
        _hosts.Add(host);
        return host;
    }
}
