namespace Acme;

[OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Order.Buyer.Id", FeatureFlag = "OrderPlacedEvent", Owner = "shop")]
public sealed partial record OrderPlaced(Order Order, Buyer? Referrer);

public sealed record Order(long Number, Buyer Buyer);

public sealed record Buyer(string Id, string Name);

public static class Sample
{
    public static IEnumerable<object> Values => [new OrderPlaced(new Order(7, new Buyer("b1", "Ada")), null)];
}
