using EventSchemas.Kafka;
using EventSchemas.Testing;
using EventSchemas.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Benchmarks;

/// <summary>A PostgreSQL that writes to the disk as in production, an embedded Kafka and an embedded registry.</summary>
sealed class Servers : IAsyncDisposable
{
    private readonly PostgresProcess _postgres;
    private readonly EmbeddedSchemaRegistry _registry;
    private readonly EmbeddedKafka _kafka;
    private int _databases;

    private Servers(PostgresProcess postgres, EmbeddedKafka kafka, EmbeddedSchemaRegistry registry)
    {
        _postgres = postgres;
        _kafka = kafka;
        _registry = registry;
    }

    public string BootstrapServers => _kafka.BootstrapServers;

    public static async Task<Servers> StartAsync() => new(
        await PostgresProcess.CreateAsync("max_connections=300"), EmbeddedKafka.Start(), await EmbeddedSchemaRegistry.StartAsync());

    /// <summary>The connection string of a database that isn't there yet.</summary>
    public string NewDatabase() => _postgres.ConnectionString($"benchmark{Interlocked.Increment(ref _databases)}");

    /// <summary>Starts a service on a database, which is created with it.</summary>
    public async Task<IHost> StartServiceAsync(string database, params (string Key, string Value)[] settings)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([
            new("EventBus:ServiceName", "shop"),
            new("EventBus:Kafka:BootstrapServers", _kafka.BootstrapServers),
            new("EventBus:SchemaRegistry:Url", _registry.Url.ToString()),
        ]);
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)));
        builder.Services.AddDbContext<ShopContext>(options => options.UseNpgsql(database));
        builder.Services.AddEventBus(builder.Configuration.GetSection("EventBus")).AddProducer<OrderPlaced>().AddOutbox<ShopContext>();
        IHost host = builder.Build();
        await UseAsync(host, context => context.Database.EnsureCreatedAsync());
        await host.StartAsync();
        return host;
    }

    /// <summary>Does something with a context of a scope of its own.</summary>
    public static async Task UseAsync(IHost host, Func<ShopContext, Task> use)
    {
        await using AsyncServiceScope scope = host.Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<ShopContext>());
    }

    public async ValueTask DisposeAsync()
    {
        _kafka.Dispose();
        await _registry.DisposeAsync();
        await _postgres.DisposeAsync();
    }
}

/// <summary>An order was placed.</summary>
[AvroEvent("org.example.order.placed.v1", Topic = "orders", Key = nameof(Customer), StableBecause = "a benchmark")]
public sealed partial record OrderPlaced(string Customer, int Number, string Address);

/// <summary>An order.</summary>
public sealed class Order
{
    /// <summary>The row's number.</summary>
    public int Id { get; set; }

    /// <summary>The customer.</summary>
    public required string Customer { get; init; }
}

/// <summary>The database.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    /// <summary>The orders.</summary>
    public DbSet<Order> Orders => Set<Order>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddEventOutbox();
}
