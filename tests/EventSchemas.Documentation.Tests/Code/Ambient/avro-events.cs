[AvroEvent("com.acme.order.paid.v1", Topic = "orders", FeatureFlag = "OrderPaidEvent")]
public sealed partial record OrderPaid(string Number);

static class Ambient
{
    static readonly IOrderPlacedProducer producer = host.Services.GetRequiredService<IOrderPlacedProducer>();
    static readonly OrderPlaced order = null!;
}
