using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>Tables and columns with names that an application gave them.</summary>
public sealed class RenamedTablesTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Events_are_published_handled_once_and_set_aside_on_tables_with_other_names(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind, hasTables: false);
        await using (RenamedContext context = database.CreateBare<RenamedContext>(options => new RenamedContext(options)))
        {
            await context.Database.EnsureCreatedAsync(Token);
        }

        database.Bus.Refusal = sent => sent.Number == 2 ? PublishFailureReason.TooLarge : null;
        IHost host = await database.StartAsync(
            bus => bus
                .AddOutbox<RenamedContext>()
                .AddTransactionalHandlers<RenamedContext>(typeof(CopyHandler))
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<CopyHandler>("copies")),
            services => services.AddDbContext<RenamedContext>(options => database.Use(options)));
        EventContext received = EventContext.ForTest("com.acme.order.placed.v1");
        for (int i = 0; i < 2; i++)
        {
            await host.Services.GetRequiredService<TestTransport>().DeliverAsync(
                "group",
                new TestMessage(new OrderPlaced("ada", 1), received.Metadata)
                {
                    Registrations = new EventRegistrations(host.Services.GetRequiredService<Hosting.EventBusRegistrations>()),
                });
        }

        Assert.Equal(1, Assert.Single(await database.Bus.ReachAsync(1)).Number);
        await using RenamedContext bare = database.CreateBare<RenamedContext>(options => new RenamedContext(options));
        Assert.Equal("ada", (await bare.Orders.SingleAsync(Token)).Customer);
        IEventOutbox outbox = host.Services.GetRequiredService<IEventOutbox>();
        await TestDatabase.ReachAsync(async () => await outbox.CountAsync(Token) == new OutboxCounts(Waiting: 0, SetAside: 1, Sent: 0));
        int[] counts = await bare.Database.SqlQueryRaw<int>(
            "SELECT COUNT(*) AS \"Value\" FROM shop_event_outbox WHERE its_state = 1 UNION ALL "
            + "SELECT COUNT(*) AS \"Value\" FROM shop_processed_events WHERE its_handler = 'copies'").ToArrayAsync(Token);
        Assert.Equal([1, 1], counts);
    }

    /// <summary>Publishes two events, the second of which the bus refuses.</summary>
    private sealed class CopyHandler(RenamedContext context) : IEventHandler<OrderPlaced>
    {
        public Task HandleAsync(OrderPlaced value, EventContext eventContext, CancellationToken cancellationToken)
        {
            context.Orders.Add(new Order { Customer = value.Customer, Number = value.Number });
            context.Publish(value);
            context.Publish(value with { Number = value.Number + 1 });
            return Task.CompletedTask;
        }
    }

    private sealed class RenamedContext(DbContextOptions<RenamedContext> options) : DbContext(options)
    {
        public DbSet<Order> Orders => Set<Order>();

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.AddEventOutbox().AddProcessedEvents().AddEventBackfills();
            foreach (IMutableEntityType table in modelBuilder.Model.GetEntityTypes()
                .Where(table => table.ClrType.Namespace == "EventSchemas.EntityFrameworkCore"))
            {
                table.SetTableName($"shop_{table.GetTableName()}");
                foreach (IMutableIndex index in table.GetIndexes())
                {
                    index.SetFilter(index.GetFilter()?.Replace("state", "its_state", StringComparison.Ordinal));
                }

                foreach (IMutableProperty column in table.GetProperties())
                {
                    column.SetColumnName($"its_{column.GetColumnName()}");
                }
            }
        }
    }
}
