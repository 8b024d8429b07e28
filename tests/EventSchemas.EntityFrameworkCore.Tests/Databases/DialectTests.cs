using System.Data.Common;
using System.Globalization;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A database of a provider that isn't known, and one that an application has made known.</summary>
public sealed class DialectTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    private const string Unknown = "ShopContext is on Acme.EntityFrameworkCore. The outbox and transactional handlers know "
        + "Npgsql.EntityFrameworkCore.PostgreSQL and Microsoft.EntityFrameworkCore.Sqlite: use one of these, or give AddOutboxDialect";

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_unknown_provider_stops_the_start_of_the_outbox_and_of_transactional_handlers(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        foreach (Action<EventBusBuilder> configure in (Action<EventBusBuilder>[])
            [bus => bus.AddOutbox<ShopContext>(), bus => bus.AddTransactionalHandlers<ShopContext>()])
        {
            IHost host = database.Create(configure, services => AddShop(services, database));

            InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Token));

            Assert.StartsWith(Unknown, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_is_refused_by_a_context_of_an_unknown_provider(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost host = database.Create(services: services => AddShop(services, database));

        await TestDatabase.UseAsync(host, context =>
        {
            InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => context.Publish(new OrderPlaced("ada", 1)));
            Assert.StartsWith(Unknown, e.Message, StringComparison.Ordinal);
            Assert.Empty(context.ChangeTracker.Entries());
            return Task.CompletedTask;
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task With_a_dialect_events_are_published_and_handled_once_on_another_provider(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        var dialect = new AcmeDialect(kind);
        IHost host = await database.StartAsync(
            bus => bus
                .AddOutboxDialect(dialect)
                .AddOutbox<ShopContext>()
                .AddTransactionalHandlers<ShopContext>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<OrderHandler>("orders")),
            services =>
            {
                services.AddSingleton<HandlerFaults>();
                AddShop(services, database);
            });
        EventContext received = EventContext.ForTest("com.acme.order.placed.v1");
        var registrations = new EventRegistrations(host.Services.GetRequiredService<EventBusRegistrations>());

        await TestDatabase.PlaceAsync(host, "ada", 1);
        for (int i = 0; i < 2; i++)
        {
            await host.Services.GetRequiredService<TestTransport>().DeliverAsync(
                "group", new TestMessage(new OrderPlaced("bob", 2), received.Metadata) { Registrations = registrations });
        }

        Assert.Equal(["dev-orders", "dev-stock"], (await database.Bus.ReachAsync(2)).Select(sent => sent.Topic).Order());
        Assert.Equal([1, 2], (await database.CommittedAsync()).Select(order => order.Number).Order());
        Assert.Equal(2, dialect.Locks);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
    }

    [Fact]
    public async Task The_lock_of_a_dialect_orders_the_commits_of_a_key()
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.PostgreSql);
        IHost host = await database.StartAsync(
            bus => bus.AddOutboxDialect(new AcmeDialect(DatabaseKind.PostgreSql)).AddOutbox<ShopContext>(),
            services => AddShop(services, database));
        await TestDatabase.PlaceAsync(host, "ada", 0);

        await TestDatabase.UseAsync(host, async first =>
        {
            await using IDbContextTransaction transaction = await first.Database.BeginTransactionAsync(Token);
            first.Publish(new OrderPlaced("ada", 1));
            await first.SaveChangesAsync(Token);
            Task second = TestDatabase.PlaceAsync(host, "ada", 2);
            await TestDatabase.ReachAsync(async () => await first.Database.SqlQuery<int>(
                $"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").SingleAsync(Token) == 1);
            await transaction.CommitAsync(Token);
            await second;
        });

        Assert.Equal([0, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
    }

    private static void AddShop(IServiceCollection services, TestDatabase database) => services.AddDbContext<ShopContext>(options =>
    {
        database.Use(options);
        NamedProvider.Use(options);
    });

    /// <summary>What an application would bring.</summary>
    private sealed class AcmeDialect(DatabaseKind kind) : OutboxDialect
    {
        private int _locks;

        public int Locks => Volatile.Read(ref _locks);

        public override string ProviderName => NamedProvider.ProviderName;

        public override string UtcNow => kind == DatabaseKind.Sqlite ? "strftime('%Y-%m-%d %H:%M:%f', 'now')" : "now()";

        public override string InsertUnlessThere(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values) =>
            $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} WHERE true ON CONFLICT DO NOTHING";

        public override bool PrepareLock(DbCommand command, int space, IReadOnlyList<int> buckets)
        {
            Interlocked.Increment(ref _locks);
            AddParameter(command, "space", space);
            command.CommandText = string.Join(';', buckets.Select(bucket => string.Create(
                CultureInfo.InvariantCulture, $"SELECT pg_advisory_xact_lock(@space, {bucket})")));
            return kind == DatabaseKind.PostgreSql;
        }
    }
}
