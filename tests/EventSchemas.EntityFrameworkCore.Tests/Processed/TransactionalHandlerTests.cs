using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>Writes an order, publishes that the stock was counted, and can fail.</summary>
[Transactional]
sealed class OrderHandler(ShopContext context, HandlerFaults faults) : IEventHandler<OrderPlaced>
{
    public async Task HandleAsync(OrderPlaced value, EventContext eventContext, CancellationToken cancellationToken)
    {
        context.Orders.Add(new Order { Customer = value.Customer, Number = value.Number });
        context.Publish(new StockCounted(value.Number));
        if (faults.SavesItself)
        {
            await context.SaveChangesAsync(cancellationToken);
        }

        await faults.AfterAsync(value);
    }
}

/// <summary>The same without the attribute, for several events.</summary>
sealed class OrderBatchHandler(ShopContext context) : IEventBatchHandler<OrderPlaced>
{
    public Task HandleAsync(IReadOnlyList<EventDelivery<OrderPlaced>> events, CancellationToken cancellationToken)
    {
        context.Orders.AddRange(events.Select(one => new Order { Customer = one.Value.Customer, Number = one.Value.Number }));
        return Task.CompletedTask;
    }
}

sealed class HandlerFaults
{
    public bool SavesItself { get; set; }

    public Func<OrderPlaced, Task> AfterAsync { get; set; } = static _ => Task.CompletedTask;
}

public sealed class TransactionalHandlerTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Effect_events_and_note_are_committed_together_and_a_duplicate_changes_nothing(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await StartAsync(database);
        var id = Guid.NewGuid();

        await DeliverAsync(host, new OrderPlaced("ada", 1), id);
        await DeliverAsync(host, new OrderPlaced("ada", 1), id);
        await DeliverAsync(host, new OrderPlaced("ada", 2), Guid.NewGuid());

        Assert.Equal([1, 2], await OrdersAsync(database));
        Assert.Equal(2, (await database.Bus.ReachAsync(2)).Count(sent => sent.Topic == "dev-stock"));
        await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
        Assert.Equal(2, await context.Set<ProcessedEventRow>().CountAsync(
            row => row.ConsumerGroup == "group" && row.Handler == "orders", TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_handler_that_fails_leaves_nothing_and_is_called_again(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await StartAsync(database);
        HandlerFaults faults = host.Services.GetRequiredService<HandlerFaults>();
        int calls = 0;
        faults.SavesItself = true;
        faults.AfterAsync = _ => ++calls < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;

        await DeliverAsync(host, new OrderPlaced("ada", 1), Guid.NewGuid());

        Assert.Equal(3, calls);
        Assert.Equal([1], await OrdersAsync(database));
        Assert.Single(await database.Bus.ReachAsync(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_redriven_passes_the_check_by(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await StartAsync(database);
        var id = Guid.NewGuid();

        await DeliverAsync(host, new OrderPlaced("ada", 1), id);
        await DeliverAsync(host, new OrderPlaced("ada", 1), id, isRedriven: true);
        await DeliverAsync(host, new OrderPlaced("ada", 1), id);

        Assert.Equal([1, 1], await OrdersAsync(database));
    }

    [Fact]
    public async Task One_event_that_two_consumers_have_at_the_same_time_has_its_effect_once()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost one = await StartAsync(database);
        IHost other = await StartAsync(database);
        var id = Guid.NewGuid();
        var inside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        one.Services.GetRequiredService<HandlerFaults>().AfterAsync = _ =>
        {
            inside.SetResult();
            return release.Task;
        };

        Task first = DeliverAsync(one, new OrderPlaced("ada", 1), id);
        await inside.Task;
        Task second = DeliverAsync(other, new OrderPlaced("ada", 1), id);
        await TestDatabase.ReachAsync(async () =>
        {
            await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
            return await context.Database.SqlQuery<int>(
                $"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE NOT granted").SingleAsync() > 0;
        });
        release.SetResult();
        await Task.WhenAll(first, second);

        Assert.Equal([1], await OrdersAsync(database));
    }

    [Fact]
    public async Task A_strategy_that_retries_does_not_refuse_the_transaction()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost host = await StartAsync(
            database, services => services.AddDbContext<ShopContext>(options => database.Use(options, isRetrying: true)));
        host.Services.GetRequiredService<HandlerFaults>().SavesItself = true;

        await DeliverAsync(host, new OrderPlaced("ada", 1), Guid.NewGuid());

        Assert.Equal([1], await OrdersAsync(database));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_is_one_transaction_without_the_events_that_were_handled(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await StartAsync(database);
        HandlerRegistration handler = host.Services.GetRequiredService<EventBusRegistrations>().Groups
            .Single(group => group.Name == "batches").Handlers.Single();
        IHandlerTransaction transaction = host.Services.GetRequiredService<IHandlerTransactions>().Of(handler)!;
        TransactionalEvent[] events = [.. Enumerable.Range(0, 3).Select(_ => new TransactionalEvent(Context(Guid.NewGuid()), false))];

        Assert.Equal(1, await RunAsync(events[1..2]));
        Assert.Equal(2, await RunAsync(events));
        Assert.Equal(0, await RunAsync(events));

        async Task<int> RunAsync(TransactionalEvent[] some)
        {
            await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
            return await transaction.RunAsync(
                scope.ServiceProvider, some, _ => Task.CompletedTask, TestContext.Current.CancellationToken);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_handled_long_ago_is_forgotten(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = await StartAsync(
            database, null, ("EventBus:Outbox:KeepProcessed", "00:00:01"), ("EventBus:Outbox:CleanupInterval", "00:00:00.1"));
        var id = Guid.NewGuid();
        await DeliverAsync(host, new OrderPlaced("ada", 1), id);

        await TestDatabase.ReachAsync(async () =>
        {
            await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
            return !await context.Set<ProcessedEventRow>().AnyAsync();
        });
        await DeliverAsync(host, new OrderPlaced("ada", 1), id);

        Assert.Equal([1, 1], await OrdersAsync(database));
    }

    [Fact]
    public async Task A_transactional_handler_without_a_context_does_not_run()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.Sqlite);
        IHost host = await database.StartAsync(
            bus => bus.AddOutbox<ShopContext>().AddConsumerGroup(
                "group", StartAt.Earliest, group => group.OnOrderPlaced<OrderHandler>("orders", options => options.Retry(1))),
            services => services.AddSingleton<HandlerFaults>());

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(
            () => DeliverAsync(host, new OrderPlaced("ada", 1), Guid.NewGuid()));

        Assert.Contains("call AddTransactionalHandlers", e.Message, StringComparison.Ordinal);
    }

    private static Task<IHost> StartAsync(
        TestDatabase database, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings) =>
        database.StartAsync(
            bus => bus
                .AddOutbox<ShopContext>()
                .AddTransactionalHandlers<ShopContext>(typeof(OrderBatchHandler))
                .AddConsumerGroup(
                    "group", StartAt.Earliest, group => group.OnOrderPlaced<OrderHandler>("orders", options => options.Retry(5)))
                .AddConsumerGroup(
                    "batches", StartAt.Earliest, group => group.HandleBatch<OrderPlaced, OrderBatchHandler>("orders")),
            collection =>
            {
                collection.AddSingleton<HandlerFaults>();
                services?.Invoke(collection);
            },
            [("EventBus:Groups:group:Retry:InitialDelay", "00:00:00.001"), .. settings]);

    private static Task DeliverAsync(IHost host, OrderPlaced order, Guid id, bool isRedriven = false) =>
        host.Services.GetRequiredService<TestTransport>().DeliverAsync("group", new TestMessage(order, Context(id).Metadata, isRedriven)
        {
            Registrations = new EventRegistrations(host.Services.GetRequiredService<EventBusRegistrations>()),
        });

    private static EventContext Context(Guid id)
    {
        EventContext context = EventContext.ForTest("com.acme.order.placed.v1");
        return context with { Metadata = context.Metadata with { Id = id } };
    }

    private static async Task<IReadOnlyList<int>> OrdersAsync(TestDatabase database)
    {
        await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
        return await context.Orders.OrderBy(order => order.Number).Select(order => order.Number).ToListAsync();
    }
}
