using System.Diagnostics;
using System.Globalization;
using EventSchemas;
using EventSchemas.EntityFrameworkCore;
using EventSchemas.Kafka;
using EventSchemas.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Orders;

/// <summary>Shows, step by step, that the database and the bus agree.</summary>
sealed class Story(EmbeddedKafka kafka, EmbeddedSchemaRegistry registry, string file)
{
    private const int Stock = 1000;
    private const int Group = 10;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private static readonly DateTimeOffset LastYear = new(2025, 6, 1, 8, 0, 0, TimeSpan.Zero);

    public async Task TellAsync()
    {
        foreach (string topic in (string[])["orders", "stock", "shop.dead-letter", "shop.retry"])
        {
            kafka.CreateTopic($"dev-{topic}", partitions: 1);
        }

        using IHost service = Build();
        await UseAsync(service, async context =>
        {
            await context.Database.EnsureCreatedAsync();
            context.Shelves.Add(new Shelf { Pieces = Stock });

            // Orders from before anybody published them.
            context.Orders.AddRange(
                Enumerable.Range(1, Group).Select(i => new Order { Customer = $"old {i}", Pieces = 2, PlacedAt = LastYear.AddDays(i) }));
            await context.SaveChangesAsync();
        });
        await service.StartAsync();

        for (int i = 1; i <= Group; i++)
        {
            await PlaceAsync(service, $"customer {i}", pieces: 3);
        }

        await PiecesAsync(service, Stock - (Group * 3));
        Console.WriteLine($"{Group} orders were placed. Their events were saved with them, sent, and handled.");

        try
        {
            await PlaceAsync(service, "mallory", pieces: -100);
        }
        catch (InvalidOperationException)
        {
            Console.WriteLine("An order was rolled back, and its event with it.");
        }

        kafka.StopBroker(1);
        for (int i = 1; i <= Group; i++)
        {
            await PlaceAsync(service, $"customer {i}", pieces: 5);
        }

        IEventOutbox outbox = service.Services.GetRequiredService<IEventOutbox>();
        Console.WriteLine($"Kafka is away. Orders are placed nevertheless: {(await outbox.CountAsync()).Waiting} events wait.");
        kafka.StartBroker(1);
        await PiecesAsync(service, Stock - (Group * 8));
        Console.WriteLine("Kafka is back, and they were sent in the order of each customer.");

        await AgainAsync(service);
        await BackfillAsync(service);
        await service.StopAsync();
    }

    // A message that comes twice has the same id.
    private static async Task AgainAsync(IHost service)
    {
        var options = new PublishOptions { Id = Guid.CreateVersion7() };
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        await producer.PublishAsync(new OrderPlaced("customer 1", 0, 20), options);
        await producer.PublishAsync(new OrderPlaced("customer 1", 0, 20), options);
        await producer.PublishAsync(new OrderPlaced("customer 1", 0, 1), new PublishOptions { Id = Guid.CreateVersion7() });
        await PiecesAsync(service, Stock - (Group * 8) - 21);
        Console.WriteLine("An event came twice, and its pieces were taken once.");
    }

    private static async Task BackfillAsync(IHost service)
    {
        await using AsyncServiceScope scope = service.Services.CreateAsyncScope();
        ShopContext context = scope.ServiceProvider.GetRequiredService<ShopContext>();
        IEventBackfill<OrderPlaced> backfill = service.Services.GetRequiredService<IEventBackfill<OrderPlaced>>();
        var source = new BackfillSource<Order, OrderPlaced>
        {
            Name = "orders of last year",
            Rows = after =>
            {
                int last = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
                return context.Orders.AsNoTracking()
                    .Where(order => order.Id > last && order.Id <= Group)
                    .OrderBy(order => order.Id)
                    .AsAsyncEnumerable();
            },
            Key = order => FormattableString.Invariant($"{order.Id}"),
            Event = order => new OrderPlaced(order.Customer, order.Id, order.Pieces),
            Time = order => order.PlacedAt,
        };
        BackfillSummary plan = await backfill.PlanAsync(source);
        Console.WriteLine($"{plan.Events} orders are older than events: {plan.Earliest:yyyy-MM-dd} to {plan.Latest:yyyy-MM-dd}.");
        await backfill.RunAsync(source);
        await PiecesAsync(service, Stock - (Group * 8) - 21 - (Group * 2));
        Console.WriteLine("Their events were published with the orders' own times, and can't be published twice.");
    }

    private static async Task PlaceAsync(IHost service, string customer, int pieces)
    {
        await using AsyncServiceScope scope = service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OrderDesk>().PlaceAsync(customer, pieces);
    }

    private static async Task UseAsync(IHost service, Func<ShopContext, Task> use)
    {
        await using AsyncServiceScope scope = service.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    /// <summary>Waits until the stock has a number of pieces.</summary>
    private static async Task PiecesAsync(IHost service, int expected)
    {
        long start = Stopwatch.GetTimestamp();
        int pieces = int.MaxValue;
        while (pieces != expected)
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
            {
                throw new TimeoutException($"After {Limit.TotalSeconds:F0} s there are {pieces} pieces, not {expected}.");
            }

            await Task.Delay(Tick);
            await UseAsync(service, async context => pieces = await context.Shelves.Select(shelf => shelf.Pieces).SingleAsync());
        }
    }

    private IHost Build()
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection([
            new("EventBus:Kafka:BootstrapServers", kafka.BootstrapServers),
            new("EventBus:SchemaRegistry:Url", registry.Url.ToString()),
        ]);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<OrderDesk>();
        builder.Services.AddDbContext<ShopContext>(options => options.UseSqlite($"Data Source={file};Default Timeout=30"));
        builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus"))
            .AddProducer<OrderPlaced>()
            .AddProducer<StockTaken>()
            .AddOutbox<ShopContext>()
            .AddTransactionalHandlers<ShopContext>()
            .AddConsumerGroup("shop", StartAt.Earliest, group => group.OnOrderPlaced<TakeFromStock>(TakeFromStock.Name));
        return builder.Build();
    }
}
