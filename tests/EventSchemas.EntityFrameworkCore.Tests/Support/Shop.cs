using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore.Tests;

[OpenEdxEvent("com.acme.order.placed.v1", Topic = "orders", Key = "Customer", FeatureFlag = "Orders")]
public sealed partial record OrderPlaced(string Customer, int Number);

[OpenEdxEvent("org.acme.stock.counted.v1", Topic = "stock", FeatureFlag = "Stock")]
public sealed partial record StockCounted(int Count);

[AvroEvent("org.acme.parcel.sent.v1", Topic = "parcels", StableBecause = "a test event")]
public sealed partial record ParcelSent(string Number);

/// <summary>A row of the application.</summary>
public sealed class Order
{
    public int Id { get; set; }

    public required string Customer { get; set; }

    public int Number { get; set; }
}

/// <summary>The application's context.</summary>
public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .AddEventOutbox()
        .AddProcessedEvents()
        .AddEventBackfills();
}

/// <summary>A context without the tables.</summary>
public sealed class BareContext(DbContextOptions<BareContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();
}
