namespace EventSchemas.Kafka.Tests;

[AvroEvent("com.acme.shipment.sent.v1", Topic = "shipments", Key = "Number", StableBecause = "a test event")]
public sealed partial record ShipmentSent(string Number, int Parcels);

[AvroEvent("com.acme.shipment.lost.v1", Topic = "shipments", StableBecause = "a test event")]
public sealed partial record ShipmentLost(string Number);

[AvroEvent(
    "com.acme.parcel.weighed.v1", Topic = "weights", Key = "Parcel", KeyFormat = EventKeyFormat.Long, StableBecause = "a test event")]
public sealed partial record ParcelWeighed(int Parcel, double Kilograms);

[AvroEvent(
    "com.acme.parcel.packed.v1", Topic = "parcels", Key = "Number", KeyFormat = EventKeyFormat.Avro, StableBecause = "a test event")]
public sealed partial record ParcelPacked(
    string Number,
    long Grams,
    bool IsFragile,
    float Length,
    double Width,
    Guid Label,
    DateTimeOffset PackedAt,
    DateOnly Due,
    [AvroDecimal(9, 2)] decimal Value,
    ParcelKind Kind,
    string? Note,
    int? Shelf,
    IReadOnlyList<string> Contents,
    IReadOnlyDictionary<string, long> Counts);

public enum ParcelKind
{
    Box,
    Letter,
}

sealed class SentHandler(Recorder recorder) : IEventHandler<ShipmentSent>
{
    public Task HandleAsync(ShipmentSent value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("sent", value.Number, context, cancellationToken);
}

sealed class PackedHandler(Recorder recorder) : IEventHandler<ParcelPacked>
{
    public Task HandleAsync(ParcelPacked value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("packed", EventText.Of(value), context, cancellationToken);
}

/// <summary>An event with everything in it as text, to compare lists and maps by what they have.</summary>
static class EventText
{
    public static string Of<T>(T value)
        where T : class, IEventContract<T> =>
        AvroJsonText.ToJson(T.Schema, AvroCodec.Serialize(value));
}
