using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>What tests on a database have in common.</summary>
public abstract class DatabaseTests(PostgresServer postgres)
{
    public static TheoryData<DatabaseKind> Kinds => [DatabaseKind.Sqlite, DatabaseKind.PostgreSql];

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A database with the tables, without a host.</summary>
    private protected Task<TestDatabase> CreateAsync(DatabaseKind kind, bool hasTables = true) =>
        TestDatabase.CreateAsync(kind, postgres, hasTables);

    /// <summary>A database, and a host on it that publishes and dispatches: <see cref="TestDatabase.Host"/>.</summary>
    private protected async Task<TestDatabase> StartAsync(
        DatabaseKind kind, Action<IServiceCollection>? services = null, params (string Key, string? Value)[] settings)
    {
        TestDatabase database = await CreateAsync(kind);
        try
        {
            await database.StartAsync(services: services, settings: settings);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private protected static void AddHealth(IServiceCollection services) => services.AddHealthChecks().AddEventOutbox<ShopContext>();

    private protected static Task<HealthReport> HealthAsync(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
}
