namespace Acme;

[AvroEvent(
    "OrderPlaced",
    Version = 2,
    Topic = "orders",
    Key = "Number",
    Naming = AvroNaming.CamelCase,
    Namespace = "com.acme.orders",
    FeatureFlag = "OrderPlacedEvent",
    Owner = "shop")]
public sealed partial record OrderPlaced(
    long Number, DateTimeOffset PlacedAt, Guid BuyerId, [AvroDecimal(9, 2)] decimal Total, DateOnly? ShipsOn, List<OrderLine> Lines);

public sealed record OrderLine(string Sku, int Count = 1);

public static class Sample
{
    public static IEnumerable<object> Values =>
    [
        new OrderPlaced(
            7, new(2026, 11, 28, 5, 0, 0, TimeSpan.Zero), new("00112233-4455-6677-8899-aabbccddeeff"), 12.5m, null, [new("s", 2)]),
    ];
}
