using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Redis.Tests;

/// <summary>A group of a service that moves from one transport to the other.</summary>
public sealed class TransportMoveTests
{
    private const string Transports = "EventBus:Groups:group:Transports:0";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_reads_the_transports_that_its_settings_name_and_both_by_default()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        using EmbeddedKafka kafka = EmbeddedKafka.Start();
        await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: Token);
        (string, string?)[] producer = [("EventBus:Producers:org.acme.order.placed.v1:Transports:0", "Kafka")];
        using IHost kafkaProducer = Build(new Recorder(), producer);
        using IHost redisProducer = Build(new Recorder(), [(producer[0].Item1, "Redis")]);
        await PublishAsync(kafkaProducer, "on Kafka");
        await PublishAsync(redisProducer, "on Redis");

        var moved = new Recorder();
        using (IHost onlyRedis = Build(moved, [(Transports, "Redis")]))
        {
            await onlyRedis.StartAsync(Token);
            await Bus.Until(() => moved.Handled.Count >= 1, "that on Redis is handled");
            await onlyRedis.StopAsync(Token);
        }

        Assert.Equal(["on Redis"], moved.Handled.Select(handled => handled.Number));

        var both = new Recorder();
        using IHost moving = Build(both, []);
        await moving.StartAsync(Token);
        await Bus.Until(() => both.Handled.Count >= 1, "that on Kafka is handled");
        await PublishAsync(redisProducer, "on Redis later");
        await Bus.Until(() => both.Handled.Count >= 2, "that on Redis is handled too");
        await PublishAsync(moving, "on both");
        await Bus.Until(() => both.Handled.Count >= 4, "that on both is handled for each");
        await moving.StopAsync(Token);

        Assert.Equal(
            [("on Kafka", false), ("on Redis later", true), ("on both", false), ("on both", true)],
            both.Handled.Select(handled => (handled.Number, IsRedis: handled.Context.EntryId is not null))
                .OrderBy(handled => handled.Number == "on both").ThenBy(handled => handled.IsRedis));
        Assert.Single(both.Handled.Where(handled => handled.Number == "on both").DistinctBy(handled => handled.Context.Metadata.Id));

        IHost Build(Recorder recorder, (string, string?)[] settings) => TestService.Build(
            (services, section) => services.AddEventBusCore(section).UseKafka().UseRedis(),
            events => events.AddProducer<OrderPlaced>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first")),
            new LogRecorder(),
            recorder,
            [
                new("EventBus:TopicPrefix", "dev"),
                new("EventBus:Redis:Url", server.Url),
                new("EventBus:Redis:MaxPollDelay", "00:00:00.05"),
                new("EventBus:Kafka:BootstrapServers", kafka.BootstrapServers),
                new("EventBus:SchemaRegistry:Url", registry.Url.ToString()),
            ],
            settings);
    }

    [Fact]
    public async Task A_transport_that_the_service_does_not_have_stops_the_start()
    {
        using IHost service = TestService.Build(
            (services, section) => services.AddEventBusCore(section).UseRedis(),
            events => events.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first")),
            new LogRecorder(),
            recorder: null,
            [new("EventBus:Redis:Url", "redis://localhost")],
            [(Transports, "Kafka")]);

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => service.StartAsync(Token));

        Assert.Contains(
            "EventBus:Groups:group:Transports has Kafka: this service has no such transport. It has Redis.",
            e.Message,
            StringComparison.Ordinal);
    }

    private static Task PublishAsync(IHost service, string number) => service.Services.GetRequiredService<IOrderPlacedProducer>()
        .PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
}
