global using Microsoft.EntityFrameworkCore;

[AvroEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Number", FeatureFlag = "OrderPlacedEvent")]
public sealed partial record OrderPlaced(string Customer, string Number);

[AvroEvent("org.acme.cart.closed.v1", Topic = "carts", FeatureFlag = "CartClosedEvent")]
public sealed partial record CartClosed(string Customer);

public sealed class Order
{
    public int Id { get; set; }

    public string Customer { get; set; } = "";

    public string Number { get; set; } = "";

    public DateTimeOffset PlacedAt { get; set; }
}

static class SqlServer
{
    public static string InsertUnlessThere(string table, IReadOnlyList<string> columns, IReadOnlyList<string> values) => table;

    public static bool PrepareLock(System.Data.Common.DbCommand command, int space, IReadOnlyList<int> buckets) => true;
}

static class Ambient
{
    static readonly string connectionString = "Host=localhost";
    static readonly int lastWithoutEvent = 1000;
    static readonly ShopContext context = host.Services.GetRequiredService<ShopContext>();
    static readonly Order order = new();
    static readonly IEventBackfill<OrderPlaced> backfill = host.Services.GetRequiredService<IEventBackfill<OrderPlaced>>();
    static readonly IProgress<BackfillProgress> progress = new Progress<BackfillProgress>();
}
