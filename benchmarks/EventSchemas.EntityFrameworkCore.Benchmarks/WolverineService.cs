using JasperFx;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Wolverine;
using Wolverine.EntityFrameworkCore;
using Wolverine.Kafka;
using Wolverine.Postgresql;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>A service whose messages go through Wolverine's outbox of EF Core to Kafka, as JSON.</summary>
static class WolverineService
{
    public static async Task<IHost> StartAsync(Servers servers)
    {
        string database = servers.NewDatabase();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        var created = new DbContextOptionsBuilder<WolverineShop>();
        await using (var context = new WolverineShop(created.UseNpgsql(database).Options))
        {
            await context.Database.EnsureCreatedAsync();
        }

        builder.Services.AddDbContextWithWolverineIntegration<WolverineShop>(options => options.UseNpgsql(database));
        builder.UseWolverine(options =>
        {
            options.UseRuntimeCompilation();
            options.Durability.Mode = DurabilityMode.Solo;

            // Of its resources only the tables: the broker in the process answers no request to create a topic.
            options.AutoBuildMessageStorageOnStartup = AutoCreate.CreateOrUpdate;
            options.Discovery.DisableConventionalDiscovery();
            options.PersistMessagesWithPostgresql(database, "wolverine");
            options.UseEntityFrameworkCoreTransactions();
            options.Policies.UseDurableOutboxOnAllSendingEndpoints();
            options.UseKafka(servers.BootstrapServers);
            options.PublishMessage<WolverineOrder>().ToKafkaTopic("wolverine-orders");
        });
        IHost host = builder.Build();
        await host.StartAsync();
        return host;
    }
}

/// <summary>An order was placed.</summary>
public sealed record WolverineOrder(string Customer, int Number, string Address);

/// <summary>The database of Wolverine's service.</summary>
public sealed class WolverineShop(DbContextOptions<WolverineShop> options) : DbContext(options)
{
    /// <summary>The orders.</summary>
    public DbSet<Order> Orders => Set<Order>();
}
