using EventSchemas.Redis;
using EventSchemas.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A shop with a database, whose bus is a Redis server that keeps what it has written when it is killed.</summary>
sealed class RedisShop : IAsyncDisposable
{
    public const string Orders = "dev-orders";
    public const string Stock = "dev-stock";
    public const string Parcels = "dev-parcels";

    private RedisShop(TestDatabase database, RedisServer server)
    {
        Database = database;
        Server = server;
        database.UseTransport = static bus => bus.UseRedis();
    }

    public TestDatabase Database { get; }

    public RedisServer Server { get; }

    public IHost Host => Database.Host;

    /// <summary>Starts the server, without a host.</summary>
    public static async Task<RedisShop> StartAsync(DatabaseKind kind, PostgresServer postgres)
    {
        RedisServer server = await RedisServer.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        try
        {
            return new RedisShop(await TestDatabase.CreateAsync(kind, postgres), server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a host that publishes and dispatches.</summary>
    public Task<IHost> StartHostAsync(params (string Key, string? Value)[] settings) =>
        StartHostAsync(configure: null, services: null, settings);

    /// <summary>Starts a host.</summary>
    public Task<IHost> StartHostAsync(
        Action<EventSchemas.Kafka.EventBusBuilder>? configure,
        Action<IServiceCollection>? services,
        params (string Key, string? Value)[] settings) => Database.StartAsync(
        configure, services, [("EventBus:Redis:Url", Server.Url), ("EventBus:Redis:MaxPollDelay", "00:00:00.05"), .. settings]);

    /// <summary>Waits until a stream has enough events, and the outbox has none.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="count">How many events; one that is there twice counts once.</param>
    /// <returns>All entries.</returns>
    public async Task<StreamEntry[]> ReachAsync(string stream, int count)
    {
        StreamEntry[] entries = [];
        await Wait.UntilAsync(
            async () =>
            {
                entries = await ReadAsync(stream);
                return entries.DistinctBy(IdOf).Count() >= count && (await Database.RowsAsync()).Count == 0;
            },
            $"{stream} has {count} events and the outbox none");
        return entries;
    }

    /// <summary>The entries of a stream; none while the server is away.</summary>
    public async Task<StreamEntry[]> ReadAsync(string stream)
    {
        try
        {
            return await Server.Database.StreamRangeAsync(stream);
        }
        catch (RedisException)
        {
            return [];
        }
    }

    public static string IdOf(StreamEntry entry) => entry["id"].ToString();

    public static OrderPlaced OrderOf(StreamEntry entry) => AvroCodec.Deserialize<OrderPlaced>((byte[])entry["event_data"]!);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Server.DisposeAsync();
    }
}
