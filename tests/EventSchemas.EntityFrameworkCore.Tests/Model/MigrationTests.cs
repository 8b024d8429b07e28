using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>The tables by EF Core's migrations.</summary>
public sealed class MigrationTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_migration_adds_the_tables_of_the_script_to_a_database_and_removes_them_again(DatabaseKind kind)
    {
        await using TestDatabase scripted = await CreateAsync(kind);
        await using TestDatabase database = await CreateAsync(kind, hasTables: false);
        await using MigratedContext context = database.CreateBare<MigratedContext>(options => new MigratedContext(options));
        IMigrator migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("Shop", Token);
        Assert.DoesNotContain(await ColumnsAsync(database, kind), column => column.Contains("outbox", StringComparison.Ordinal));

        await context.Database.MigrateAsync(Token);

        Assert.Equal(["20260101000000_Shop", "20260201000000_Outbox"], await context.Database.GetAppliedMigrationsAsync(Token));
        Assert.Equal(await ColumnsAsync(scripted, kind), await ColumnsAsync(database, kind));
        IHost host = await database.StartAsync(
            bus => bus.AddOutbox<MigratedContext>(),
            services => services.AddDbContext<MigratedContext>(options => database.Use(options)));
        await using (AsyncServiceScope scope = host.Services.CreateAsyncScope())
        {
            MigratedContext shop = scope.ServiceProvider.GetRequiredService<MigratedContext>();
            shop.Publish(new OrderPlaced("ada", 1));
            await shop.SaveChangesAsync(Token);
        }

        Assert.Single(await database.Bus.ReachAsync(1));
        await database.StopAsync(host);
        await migrator.MigrateAsync("Shop", Token);
        Assert.DoesNotContain(await ColumnsAsync(database, kind), column => column.Contains("outbox", StringComparison.Ordinal));
    }

    /// <summary>The columns and indexes of all tables but that of the migrations.</summary>
    private static async Task<IReadOnlyList<string>> ColumnsAsync(TestDatabase database, DatabaseKind kind)
    {
        await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
        string sql = kind == DatabaseKind.Sqlite
            ? """
              SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS "Value"
              FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE '\_\_EF%' ESCAPE '\'
              UNION ALL SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
              """
            : """
              SELECT table_name || '.' || column_name || ' ' || udt_name || ' ' || is_nullable || ' ' || is_identity || ' '
                  || coalesce(character_maximum_length, 0) AS "Value"
              FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\_\_EF%'
              UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE '\_\_EF%'
              """;
        string[] columns = await context.Database.SqlQueryRaw<string>(sql).ToArrayAsync(Token);
        return [.. columns.Order(StringComparer.Ordinal)];
    }
}

/// <summary>A shop that had a migration before it had events.</summary>
public sealed class MigratedContext(DbContextOptions<MigratedContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>().ToTable("Orders");
        modelBuilder.AddEventOutbox().AddProcessedEvents().AddEventBackfills();
    }

    // The snapshot that `dotnet ef` keeps beside its migrations isn't here.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.ConfigureWarnings(
        warnings => warnings.Ignore(Microsoft.EntityFrameworkCore.Diagnostics.RelationalEventId.PendingModelChangesWarning));
}

/// <summary>What <c>dotnet ef migrations add Shop</c> says.</summary>
[DbContext(typeof(MigratedContext))]
[Migration("20260101000000_Shop")]
public sealed class ShopMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Operations.AddRange(ModelChanges.Of(ActiveProvider, hasEvents: false));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("Orders");
}

/// <summary>What <c>dotnet ef migrations add Outbox</c> says: the difference of the two models.</summary>
[DbContext(typeof(MigratedContext))]
[Migration("20260201000000_Outbox")]
public sealed class OutboxMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Operations.AddRange(ModelChanges.Of(ActiveProvider, hasEvents: true));

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Operations.AddRange(ModelChanges.Back(ActiveProvider));
}

/// <summary>The steps from one model to the next, which <c>dotnet ef</c> writes into a migration.</summary>
static class ModelChanges
{
    public static List<MigrationOperation> Of(string? provider, bool hasEvents) =>
        Between(provider, hasEvents ? Model(provider, hasEvents: false) : null, Model(provider, hasEvents));

    public static List<MigrationOperation> Back(string? provider) =>
        Between(provider, Model(provider, hasEvents: true), Model(provider, hasEvents: false));

    private static List<MigrationOperation> Between(string? provider, IRelationalModel? from, IRelationalModel to)
    {
        using var context = new StepContext(provider, hasEvents: true);
        return [.. context.GetService<IMigrationsModelDiffer>().GetDifferences(from, to)];
    }

    private static IRelationalModel Model(string? provider, bool hasEvents)
    {
        using var context = new StepContext(provider, hasEvents);
        return context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
    }

    private sealed class StepContext(string? provider, bool hasEvents) : DbContext
    {
        private bool HasEvents => hasEvents;

        protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
        {
            _ = provider == "Microsoft.EntityFrameworkCore.Sqlite"
                ? optionsBuilder.UseSqlite("Data Source=:memory:")
                : optionsBuilder.UseNpgsql("Host=nowhere");
            optionsBuilder.ReplaceService<IModelCacheKeyFactory, KeyFactory>();
        }

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Order>().ToTable("Orders");
            if (hasEvents)
            {
                modelBuilder.AddEventOutbox().AddProcessedEvents().AddEventBackfills();
            }
        }

        private sealed class KeyFactory : IModelCacheKeyFactory
        {
            public object Create(DbContext context, bool designTime) => (((StepContext)context).HasEvents, designTime);
        }
    }
}
