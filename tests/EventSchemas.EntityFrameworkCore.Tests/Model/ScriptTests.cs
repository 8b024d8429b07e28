using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>The SQL scripts of the tables, which are those of the model.</summary>
public sealed class ScriptTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    /// <summary>The environment variable that, set to 1, makes the test write the scripts first.</summary>
    private const string Rewrite = "EVENTSCHEMAS_REWRITE_SQL";

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_script_in_the_repository_is_that_of_the_model(DatabaseKind kind)
    {
        var options = new DbContextOptionsBuilder<TablesContext>();
        _ = kind == DatabaseKind.Sqlite ? options.UseSqlite("Data Source=:memory:") : options.UseNpgsql("Host=nowhere");
        using var context = new TablesContext(options.Options);
        string script = $"-- The tables of EventSchemas.EntityFrameworkCore. Generated from the model: don't edit.\n\n"
            + context.Database.GenerateCreateScript().ReplaceLineEndings("\n").TrimEnd() + "\n";

        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(PathOf(kind), script);
        }

        Assert.True(
            File.Exists(PathOf(kind)) && script == File.ReadAllText(PathOf(kind)).ReplaceLineEndings("\n"),
            $"{PathOf(kind)} is out of date: run this test with {Rewrite}=1 and commit the script.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_script_alone_makes_a_database_that_the_outbox_works_on(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind, hasTables: false);
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            await context.Database.ExecuteSqlRawAsync(await File.ReadAllTextAsync(PathOf(kind), Token), Token);
        }

        IHost host = await database.StartAsync();
        await TestDatabase.UseAsync(host, async context =>
        {
            context.Publish(new OrderPlaced("ada", 1));
            await context.SaveChangesAsync();
        });

        Assert.Single(await database.Bus.ReachAsync(1));
    }

    private static string PathOf(DatabaseKind kind) => Path.Combine(
        TestKit.RepositoryRoot.Path, "src", "EventSchemas.EntityFrameworkCore", "Sql", $"{kind}.sql");

    private sealed class TablesContext(DbContextOptions<TablesContext> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
            .AddEventOutbox()
            .AddProcessedEvents()
            .AddEventBackfills();
    }
}
