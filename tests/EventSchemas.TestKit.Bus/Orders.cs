namespace EventSchemas.TestKit;

[OpenEdxEvent("org.acme.order.placed.v1", Topic = "orders", Key = "Number", FeatureFlag = "OrderPlacedEvent")]
public sealed partial record OrderPlaced(string Number, int Items);

[OpenEdxEvent("org.acme.order.paid.v1", Topic = "orders", StableBecause = "a test event")]
public sealed partial record OrderPaid(string Number, [PersonalData] string Payer = "");

[AvroEvent("com.acme.parcel.sent.v1", Topic = "parcels", StableBecause = "a test event")]
public sealed partial record ParcelSent(string Number);

public sealed class ParcelHandler(Recorder recorder) : IEventHandler<ParcelSent>
{
    public Task HandleAsync(ParcelSent value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("parcel", value.Number, context, cancellationToken);
}

public sealed class FirstHandler(Recorder recorder) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("first", value.Number, context, cancellationToken);
}

public sealed class SecondHandler(Recorder recorder) : IEventHandler<OrderPlaced>
{
    public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("second", value.Number, context, cancellationToken);
}

public sealed class PaidHandler(Recorder recorder) : IEventHandler<OrderPaid>
{
    public Task HandleAsync(OrderPaid value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("paid", value.Number, context, cancellationToken);
}

public sealed class AnyHandler(Recorder recorder) : IAnyEventHandler
{
    public Task HandleAsync(AnyEvent value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("any", value.EventType, context, cancellationToken);
}
