using EventSchemas.Hosting;
using EventSchemas.Kafka;
using EventSchemas.Redis;
using EventSchemas.Testing;
using EventSchemas.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>Says that a message was delivered, without a transaction of its own.</summary>
sealed class DeliveryHandler(DeliveryCount count) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
    {
        count.Add();
        return Task.CompletedTask;
    }
}

sealed class DeliveryCount
{
    private int _value;

    public int Value => Volatile.Read(ref _value);

    public void Add() => Interlocked.Increment(ref _value);
}

/// <summary>The outbox and processed events where the bus is a real Redis.</summary>
public sealed class RedisOutboxTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    private const string Producer = "EventBus:Producers:com.acme.order.placed.v1";

    private static readonly DateTimeOffset Time = new(2026, 11, 28, 6, 7, 8, 123, 456, TimeSpan.Zero);

    private readonly PostgresServer _postgres = postgres;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_committed_is_byte_for_byte_the_entry_of_a_direct_publish(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        IHost host = await shop.StartHostAsync();
        var plain = new PublishOptions { Time = Time };
        PublishOptions replay = plain with { IsReplay = true };
        PublishOptions given = replay with
        {
            Subject = "parcels/\u6771",
            Extensions = new Dictionary<string, string> { ["tenant"] = "n\u00f6rd", ["region"] = "eu" },
        };

        await CompareAsync(RedisShop.Orders, new OrderPlaced("ada", 7), plain);
        await CompareAsync(RedisShop.Orders, new OrderPlaced("\u6771\u4eac", -1), replay);
        await CompareAsync(RedisShop.Stock, new StockCounted(5), plain);
        await CompareAsync(RedisShop.Parcels, new ParcelSent("P-1"), given);
        await CompareAsync(
            RedisShop.Orders, new OrderPlaced("ada", 8), new PublishOptions { Metadata = Came<OrderPlaced>("openedx/\u6771/web", "9.20") });
        await CompareAsync(
            RedisShop.Orders, new OrderPlaced("ada", 9), new PublishOptions { Metadata = Came<OrderPlaced>("", "") });
        await CompareAsync(RedisShop.Parcels, new ParcelSent("P-2"), given with { Metadata = Came<ParcelSent>("/elsewhere", "") });

        Assert.Empty(shop.Database.Log.Lines);

        static EventMetadata Came<TEvent>(string source, string library)
            where TEvent : class, IEventContract<TEvent> => new()
        {
            EventType = EventDefinition.Of<TEvent>().Descriptor.EventType,
            Id = Guid.NewGuid(),
            Time = Time,
            Source = source,
            SourceHost = source,
            SourceLibrary = library,
            MinorVersion = library.Length,
        };

        async Task CompareAsync<TEvent>(string stream, TEvent value, PublishOptions options)
            where TEvent : class, IEventContract<TEvent>
        {
            Guid[] ids = [Guid.NewGuid(), Guid.NewGuid()];
            int before = (await shop.ReadAsync(stream)).Length;
            await host.Services.GetRequiredService<IEventProducer<TEvent>>().PublishAsync(value, options with { Id = ids[0] }, Token);
            await TestDatabase.UseAsync(host, context =>
            {
                context.Publish(value, options with { Id = ids[1] });
                return context.SaveChangesAsync(Token);
            });

            StreamEntry[] entries = (await shop.ReachAsync(stream, before + 2))[before..];

            Assert.Equal(ids.Select(id => $"{id}"), entries.Select(RedisShop.IdOf));
            Assert.Equal(Fields(entries[0]), Fields(entries[1]));
            Assert.Equal(AvroCodec.Serialize(value), (byte[])entries[1]["event_data"]!);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_of_a_key_are_there_in_the_order_of_their_commits_and_no_rolled_back_one_is(DatabaseKind kind)
    {
        const int writers = 4;
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        IHost host = await shop.StartHostAsync();

        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 15; i++)
            {
                await TestDatabase.UseAsync(host, async context =>
                {
                    await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Token);
                    int number = (i * writers) + writer;
                    context.Orders.Add(new Order { Customer = $"key {number % 3}", Number = number });
                    context.Publish(new OrderPlaced($"key {number % 3}", number));
                    await context.SaveChangesAsync(Token);
                    await (i % 4 == 0 ? transaction.RollbackAsync(Token) : transaction.CommitAsync(Token));
                });
            }
        })));

        List<Order> committed = await shop.Database.CommittedAsync();
        StreamEntry[] entries = await shop.ReachAsync(RedisShop.Orders, committed.Count);
        Assert.Equal(committed.Count, entries.Length);
        AssertOrder(committed, entries);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task While_Redis_is_away_events_wait_without_an_attempt_and_then_come_in_order(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        IHost host = await shop.StartHostAsync(configure: null, AddHealth);
        await TestDatabase.PlaceAsync(host, "ada", 0);
        await shop.ReachAsync(RedisShop.Orders, 1);

        await shop.Server.KillAsync();
        for (int i = 1; i <= 20; i++)
        {
            await TestDatabase.PlaceAsync(host, i % 2 == 0 ? "ada" : "bob", i);
        }

        await TestDatabase.ReachAsync(async () =>
            await HealthAsync(host) is { Status: HealthStatus.Degraded } health
            && Assert.Single(health.Entries).Value.Description!.StartsWith(
                "The bus takes no events of the outbox of ShopContext: ", StringComparison.Ordinal));
        Assert.All(await shop.Database.RowsAsync(), row => Assert.Equal((OutboxState.Waiting, 0), (row.State, row.Attempts)));
        Assert.Equal(20, (await shop.Database.RowsAsync()).Count);
        await shop.Server.RunAsync();

        AssertOrder(await shop.Database.CommittedAsync(), await shop.ReachAsync(RedisShop.Orders, 21));
        await TestDatabase.ReachAsync(async () => (await HealthAsync(host)).Status == HealthStatus.Healthy);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_of_a_key_is_sent_only_when_the_one_before_it_is_there_for_sure(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        IHost host = await shop.StartHostAsync(("EventBus:Redis:CommandTimeout", "00:00:00.3"));
        await TestDatabase.PlaceAsync(host, "ada", 0);
        await shop.ReachAsync(RedisShop.Orders, 1);
        await shop.Server.Database.ExecuteAsync("CLIENT", "PAUSE", "3000", "WRITE");

        await TestDatabase.UseAsync(host, context =>
        {
            for (int i = 1; i < 10; i++)
            {
                context.Publish(new OrderPlaced("ada", i));
            }

            return context.SaveChangesAsync(Token);
        });

        // The server executes what had no answer in time, so that an event can be there twice, but never behind a later one.
        int[] numbers = [.. (await shop.ReachAsync(RedisShop.Orders, 10)).Select(entry => RedisShop.OrderOf(entry).Number)];
        Assert.Equal(Enumerable.Range(0, 10), numbers.Distinct());
        Assert.Equal(numbers.Order(), numbers);
        Assert.Contains(
            shop.Database.Log.Lines, line => line.Text.StartsWith("The bus takes no events of the outbox", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_handled_and_not_acknowledged_changes_nothing_when_another_process_gets_it(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        var deliveries = new DeliveryCount();
        var faults = new HandlerFaults();
        IHost first = await ConsumerAsync("one");
        faults.AfterAsync = _ =>
        {
            faults.AfterAsync = static _ => Task.CompletedTask;
            return shop.Server.KillAsync();
        };

        await first.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(
            new OrderPlaced("ada", 1), cancellationToken: Token);
        await Wait.UntilAsync(() => deliveries.Value == 1, "the event is handled");
        await TestDatabase.KillAsync(first);
        await shop.Database.StopAsync(first);
        await shop.Server.RunAsync();
        await ConsumerAsync("two");

        await Wait.UntilAsync(() => deliveries.Value == 2, "the event is delivered again");
        await Wait.UntilAsync(
            async () => (await shop.Server.Database.StreamPendingAsync(RedisShop.Orders, "group")).PendingMessageCount == 0,
            "it is acknowledged");
        Assert.Equal([1], (await shop.Database.CommittedAsync()).Select(order => order.Number));
        StreamEntry[] counted = await shop.ReachAsync(RedisShop.Stock, 1);
        Assert.Single(counted.DistinctBy(RedisShop.IdOf));
        await using ShopContext context = shop.Database.CreateBare<ShopContext>(options => new ShopContext(options));
        Assert.Equal("orders", (await context.Set<ProcessedEventRow>().SingleAsync(Token)).Handler);

        Task<IHost> ConsumerAsync(string name) => shop.StartHostAsync(
            bus => bus
                .AddOutbox<ShopContext>()
                .AddTransactionalHandlers<ShopContext>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group
                    .OnOrderPlaced<OrderHandler>("orders")
                    .OnOrderPlaced<DeliveryHandler>("deliveries")),
            services => services.AddSingleton(deliveries).AddSingleton(faults),
            ("EventBus:Redis:ConsumerName", name),
            ("EventBus:Redis:ClaimAfter", "00:00:01"),
            ("EventBus:Redis:CommandTimeout", "00:00:01"),
            ("EventBus:Groups:group:DrainTimeout", "00:00:01"));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_replay_says_whether_a_transactional_handler_gets_what_it_has_handled(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        var deliveries = new DeliveryCount();
        IHost host = await shop.StartHostAsync(
            bus => bus
                .AddOutbox<ShopContext>()
                .AddTransactionalHandlers<ShopContext>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group
                    .OnOrderPlaced<OrderHandler>("orders")
                    .OnOrderPlaced<DeliveryHandler>("deliveries")),
            services => services.AddSingleton(deliveries).AddSingleton(new HandlerFaults()));
        await host.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("ada", 1), cancellationToken: Token);
        await SettledAsync(1);
        Assert.Equal([1], (await shop.Database.CommittedAsync()).Select(order => order.Number));
        var replay = new EventReplay
        {
            Name = "again",
            Group = "group",
            Handlers = ["orders", "deliveries"],
            From = EventPosition.Earliest,
        };
        IEventReplays replays = host.Services.GetRequiredService<IEventReplays>();

        await replays.RunAsync(replay, cancellationToken: Token);
        await SettledAsync(2);
        Assert.Equal([1], (await shop.Database.CommittedAsync()).Select(order => order.Number));

        await replays.RunAsync(replay with { Name = "once-more", IncludesProcessed = true }, cancellationToken: Token);
        await SettledAsync(3);
        Assert.Equal([1, 1], (await shop.Database.CommittedAsync()).Select(order => order.Number));

        Task SettledAsync(int count) => Wait.UntilAsync(
            async () => deliveries.Value == count && await shop.Server.Database.StreamLengthAsync("dev-group.retry") == 0
                && (await shop.Server.Database.StreamPendingAsync(RedisShop.Orders, "group")).PendingMessageCount == 0,
            $"it is delivered and settled {count} times");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Published_without_a_context_events_are_kept_only_while_Redis_is_away(DatabaseKind kind)
    {
        await using RedisShop shop = await RedisShop.StartAsync(kind, _postgres);
        IHost host = await shop.StartHostAsync(($"{Producer}:Mode", "OutboxWhenUnavailable"));
        IOrderPlacedProducer producer = host.Services.GetRequiredService<IOrderPlacedProducer>();
        IUndeliveredEvents undelivered = host.Services.GetRequiredService<IUndeliveredEvents>();
        Assert.IsType<PublishResult.Delivered>(await PublishAsync("ada", 0));

        await shop.Server.KillAsync();
        for (int i = 1; i <= 6; i++)
        {
            Assert.IsType<PublishResult.Deferred>(await PublishAsync(i % 2 == 0 ? "ada" : "bob", i));
        }

        Assert.Equal(6, undelivered.Count);
        await shop.Server.RunAsync();
        StreamEntry[] entries = await shop.ReachAsync(RedisShop.Orders, 7);
        await Wait.UntilAsync(() => undelivered.Count == 0, "none is known to wait");
        Assert.IsType<PublishResult.Delivered>(await PublishAsync("ada", 7));

        ILookup<string, int> numbers = entries.DistinctBy(RedisShop.IdOf).Select(RedisShop.OrderOf)
            .ToLookup(order => order.Customer, order => order.Number);
        Assert.Equal([0, 2, 4, 6], numbers["ada"]);
        Assert.Equal([1, 3, 5], numbers["bob"]);

        Task<PublishResult> PublishAsync(string customer, int number) =>
            producer.PublishAsync(new OrderPlaced(customer, number), cancellationToken: Token);
    }

    [Fact]
    public async Task Events_for_Kafka_and_Redis_reach_both_in_order_and_not_the_one_again_while_the_other_is_away()
    {
        await using RedisShop shop = await RedisShop.StartAsync(DatabaseKind.PostgreSql, _postgres);
        using EmbeddedKafka kafka = EmbeddedKafka.Start();
        await using EmbeddedSchemaRegistry registry = await EmbeddedSchemaRegistry.StartAsync(cancellationToken: Token);
        shop.Database.UseTransport = static bus => bus.UseKafka().UseRedis();
        IHost host = await shop.StartHostAsync(
            ("EventBus:Kafka:BootstrapServers", kafka.BootstrapServers),
            ("EventBus:SchemaRegistry:Url", registry.Url.ToString()),
            ($"{Producer}:Transports:0", "Kafka"),
            ($"{Producer}:Transports:1", "Redis"),
            ("EventBus:Producers:org.acme.stock.counted.v1:Transports:0", "Kafka"));
        await TestDatabase.PlaceAsync(host, "ada", 0);
        await shop.ReachAsync(RedisShop.Orders, 1);

        await shop.Server.KillAsync();
        for (int i = 1; i <= 8; i++)
        {
            await TestDatabase.PlaceAsync(host, i % 2 == 0 ? "ada" : "bob", i);
        }

        await Wait.UntilAsync(async () => (await OnKafkaAsync(RedisShop.Orders)).Count > 1, "Kafka has more of them");
        await shop.Server.RunAsync();
        await TestDatabase.UseAsync(host, context =>
        {
            context.Publish(new StockCounted(5));
            return context.SaveChangesAsync(Token);
        });

        List<Order> committed = await shop.Database.CommittedAsync();
        AssertOrder(committed, await shop.ReachAsync(RedisShop.Orders, 9));
        List<TailMessage> onKafka = await OnKafkaAsync(RedisShop.Orders);
        AssertOrder(
            committed,
            onKafka.DistinctBy(one => one.HeaderText("ce_id"))
                .Select(one => AvroCodec.Deserialize<OrderPlaced>(one.Value!.Value[TestTransport.FramingLength..].ToArray())));
        Assert.Equal(committed.Count, onKafka.Count);
        Assert.Single(await OnKafkaAsync(RedisShop.Stock));
        Assert.Empty(await shop.ReadAsync(RedisShop.Stock));

        async Task<List<TailMessage>> OnKafkaAsync(string topic) =>
            await host.Services.GetRequiredKeyedService<IEventTail>("Kafka").ReadAsync(
                new TailRequest { Topic = topic, From = EventPosition.Earliest, To = EventPosition.Latest }, Token).ToListAsync(Token);
    }

    private static void AssertOrder(List<Order> committed, StreamEntry[] entries) =>
        AssertOrder(committed, entries.DistinctBy(RedisShop.IdOf).Select(RedisShop.OrderOf));

    private static void AssertOrder(List<Order> committed, IEnumerable<OrderPlaced> events)
    {
        ILookup<string, int> numbers = events.ToLookup(one => one.Customer, one => one.Number);
        Assert.Equal(committed.Count, numbers.Sum(key => key.Count()));
        Assert.All(
            committed.GroupBy(order => order.Customer),
            key => Assert.Equal(key.Select(order => order.Number), numbers[key.Key]));
    }

    /// <summary>All fields of an entry but the id, with their bytes.</summary>
    private static IEnumerable<string> Fields(StreamEntry entry) => entry.Values
        .Where(field => field.Name != "id")
        .Select(field => $"{field.Name} {Convert.ToHexString((byte[])field.Value!)}");
}
