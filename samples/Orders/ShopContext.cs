using Microsoft.EntityFrameworkCore;

namespace Orders;

/// <summary>The shop's database: its own tables, the outbox, and the events that its handlers have handled.</summary>
sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Order> Orders => Set<Order>();

    public DbSet<Shelf> Shelves => Set<Shelf>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder
        .AddEventOutbox()
        .AddProcessedEvents()
        .AddEventBackfills();
}

/// <summary>An order.</summary>
sealed class Order
{
    public int Id { get; init; }

    public required string Customer { get; init; }

    public int Pieces { get; init; }

    public DateTimeOffset PlacedAt { get; init; }
}

/// <summary>What is in stock.</summary>
sealed class Shelf
{
    public int Id { get; init; }

    public int Pieces { get; set; }
}
