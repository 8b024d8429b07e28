using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Several servers: a primary that goes away, and a cluster. What was acknowledged is handled.</summary>
public sealed class FailoverTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_replica_that_a_sentinel_promotes_is_published_to_and_read()
    {
        await using Bus bus = await Bus.StartAsync("--repl-diskless-sync-delay", "0");
        await using RedisServer replica = await bus.Server.StartReplicaAsync();
        await using RedisServer sentinel = await bus.Server.StartSentinelAsync("main");

        await FailOverAsync(
            bus,
            () => Task.CompletedTask,
            ("EventBus:Redis:Url", sentinel.Url),
            ("EventBus:Redis:SentinelService", "main"));
        Assert.True(await replica.Database.StreamLengthAsync(Bus.Orders) >= 40);
    }

    [Fact]
    public async Task A_sentinel_needs_no_password_of_the_primary()
    {
        await using Bus bus = await Bus.StartAsync("--repl-diskless-sync-delay", "0", "--requirepass", "word");
        await using RedisServer replica = await RedisServer.StartAsync(
            "--replicaof", "127.0.0.1", $"{bus.Server.Port}", "--masterauth", "word", "--requirepass", "word");
        await using RedisServer sentinel = await bus.Server.StartSentinelAsync("main", "sentinel auth-pass main word");
        var recorder = new Recorder();

        IHost service = await bus.StartGroupAsync(
            recorder,
            ("EventBus:Redis:Url", sentinel.Url.Replace("//", "//:word@", StringComparison.Ordinal)),
            ("EventBus:Redis:SentinelService", "main"));
        await Bus.PublishAsync(service, 3);

        await Bus.Until(() => recorder.Handled.Count == 3, "they are handled");
    }

    [Fact]
    public async Task A_replica_that_somebody_promotes_is_published_to_and_read()
    {
        await using Bus bus = await Bus.StartAsync("--repl-diskless-sync-delay", "0");
        await using RedisServer replica = await bus.Server.StartReplicaAsync();

        await FailOverAsync(
            bus,
            () => replica.Admin.ExecuteAsync("REPLICAOF", "NO", "ONE"),
            ("EventBus:Redis:Endpoints:0", $"127.0.0.1:{replica.Port}"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_cluster_is_published_to_and_read(int nodes)
    {
        await using Bus bus = await Bus.StartAsync("--cluster-enabled", "yes");
        List<RedisServer> servers = [bus.Server];
        for (int i = 1; i < nodes; i++)
        {
            servers.Add(await RedisServer.StartAsync("--cluster-enabled", "yes"));
        }

        try
        {
            await JoinAsync(servers);
            bool fails = true;
            var recorder = new Recorder
            {
                Before = (_, number, _, _) => fails && number == "A-2" ? throw new InvalidOperationException("no") : Task.CompletedTask,
            };

            // The streams of the events, the dead letters and the retries are on different nodes.
            IHost service = await bus.StartGroupAsync(
                recorder,
                [
                    ("EventBus:Groups:group:Retry:MaxAttempts", "1"),
                    ("EventBus:Producers:org.acme.order.placed.v1:Topics:0", "orders"),
                    ("EventBus:Producers:org.acme.order.placed.v1:Topics:1", "more-orders"),
                    .. servers.Skip(1).Select((server, i) => ($"EventBus:Redis:Endpoints:{i}", (string?)$"127.0.0.1:{server.Port}")),
                ]);
            await Bus.PublishAsync(service, 3);
            IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
            await Bus.Until(() => recorder.Handled.Count == 4, "the others are handled, from both streams");
            await Bus.Until(
                () => letters.ReadAsync("group", Token).ToBlockingEnumerable(Token).Count() == 2, "it is a dead letter of both");

            fails = false;
            Assert.Equal(2, (await letters.RedriveAsync("group", cancellationToken: Token)).Redriven);
            await Bus.Until(() => recorder.Handled.Count == 6, "it is handled");
            ReplaySummary replayed = await service.Services.GetRequiredService<IEventReplays>().RunAsync(
                new EventReplay { Name = "again", Group = "group", Handlers = ["first"], From = EventPosition.Earliest },
                cancellationToken: Token);
            Assert.Equal(6, replayed.Sent);
            await Bus.Until(() => recorder.Handled.Count == 12, "they are handled again");
            Assert.Empty(bus.Log.At(Microsoft.Extensions.Logging.LogLevel.Critical));
        }
        finally
        {
            foreach (RedisServer server in servers.Skip(1))
            {
                await server.DisposeAsync();
            }
        }
    }

    private static async Task FailOverAsync(Bus bus, Func<Task> promote, params (string Key, string? Value)[] settings)
    {
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder, [.. settings, ("EventBus:Redis:ClaimAfter", "00:00:02")]);
        List<string> acknowledged = [];
        await PublishAsync(service, acknowledged, 20);
        await Bus.Until(() => acknowledged.TrueForAll(number => recorder.Handled.Any(one => one.Number == number)), "they are handled");

        // Replication is asynchronous: what the replica doesn't have yet would be lost. The command waits for its own connection's writes.
        await bus.Database.StringSetAsync("last", "written");
        await bus.Database.ExecuteAsync("WAIT", 1, 10_000);
        await bus.Server.KillAsync();
        await promote();
        await PublishAsync(service, acknowledged, 20);

        await Bus.Until(() => acknowledged.TrueForAll(number => recorder.Handled.Any(one => one.Number == number)), "all are handled");
        Assert.Equal(40, acknowledged.Count);
    }

    /// <summary>Publishes orders until each is acknowledged.</summary>
    private static async Task PublishAsync(IHost service, List<string> acknowledged, int count)
    {
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        for (int i = 0; i < count; i++)
        {
            string number = $"E-{acknowledged.Count}";
            await Bus.UntilAsync(
                async () =>
                {
                    try
                    {
                        await producer.PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
                        return true;
                    }
                    catch (EventPublishException)
                    {
                        return false;
                    }
                },
                $"{number} is acknowledged");
            acknowledged.Add(number);
        }
    }

    private static async Task JoinAsync(List<RedisServer> servers)
    {
        const int slots = 16_384;
        for (int i = 0; i < servers.Count; i++)
        {
            IServer admin = servers[i].Admin;
            await admin.ExecuteAsync(
                "CLUSTER", "ADDSLOTSRANGE", slots * i / servers.Count, (slots * (i + 1) / servers.Count) - 1);
            if (i > 0)
            {
                await admin.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", servers[0].Port.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (RedisServer server in servers)
        {
            await Bus.UntilAsync(
                async () => ((string?)await server.Admin.ExecuteAsync("CLUSTER", "INFO"))! is { } info
                    && info.Contains("cluster_state:ok", StringComparison.Ordinal)
                    && info.Contains($"cluster_known_nodes:{servers.Count}", StringComparison.Ordinal),
                "the cluster works");
        }
    }
}
