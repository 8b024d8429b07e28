using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using EventSchemas.Avro;

namespace EventSchemas.Kafka.Tests;

/// <summary>
/// An event with a member of every type of the table in docs/codec.md that Confluent's serializers know: their library refuses a uuid in a
/// fixed, which the specification has since 1.12.
/// </summary>
[AvroEvent("com.acme.every.type.v1", Topic = "everything", Key = "Text", StableBecause = "a test event")]
public sealed partial record EveryType(
    bool Flag,
    int Int,
    long Long,
    float Float,
    double Double,
    string Text,
    byte[] Bytes,
    ReadOnlyMemory<byte> Memory,
    [AvroFixed(4)] byte[] Fixed,
    [AvroFixed(3)] ReadOnlyMemory<byte> FixedMemory,
    [AvroDecimal(10, 2)] decimal Decimal,
    [AvroDecimal(20, 4), AvroFixed(10)] decimal FixedDecimal,
    DateTimeOffset Millis,
    [AvroLogicalType(AvroLogicalTypeKind.TimestampMicros)] DateTimeOffset Micros,
    [AvroLogicalType(AvroLogicalTypeKind.TimestampNanos)] DateTimeOffset Nanos,
    DateTime Instant,
    [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMillis)] DateTime LocalMillis,
    [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime LocalMicros,
    [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampNanos)] DateTime LocalNanos,
    DateOnly Day,
    TimeOnly At,
    [AvroLogicalType(AvroLogicalTypeKind.TimeMillis)] TimeOnly AtMillis,
    TimeSpan Length,
    AvroDuration Period,
    Guid Id,
    ParcelKind Kind,
    Stamp Stamp,
    Stamp? OtherStamp,
    Pair Pair,
    Pile<Stamp> Pile,
    Payment Payment,
    Payment? Refund,
    Knot? Knot,
    string[] Array,
    List<int> List,
    IReadOnlyList<Payment> ReadOnlyList,
    IList<long> MutableList,
    IReadOnlyCollection<double> ReadOnlyCollection,
    ICollection<bool> Collection,
    ImmutableArray<Pair> ImmutableArray,
    ImmutableList<Guid> ImmutableList,
    IImmutableList<DateOnly> Immutables,
    Dictionary<string, Stamp> Map,
    IDictionary<string, int> MutableMap,
    IReadOnlyDictionary<string, long?> ReadOnlyMap,
    ImmutableDictionary<string, Pair> ImmutableMap,
    IImmutableDictionary<string, string> ImmutablesByName,
    FrozenDictionary<string, float> Frozen,
    IPAddress Address,
    [AvroConverter(typeof(DegreesConverter))] Degrees Degrees,
    int? MaybeInt,
    string? MaybeText,
    [AvroDecimal(9, 3)] decimal? MaybeNothing = null);

public sealed record Stamp(string Text, int? Price);

public readonly record struct Pair(int X, int Y);

public sealed record Pile<T>(IReadOnlyList<T> Items);

public sealed record Knot(string Name, IReadOnlyList<Knot> Ends);

[AvroUnion(typeof(Card), typeof(Cash))]
public abstract record Payment(long Amount);

public sealed record Card(long Amount, string Number) : Payment(Amount);

public sealed record Cash(long Amount) : Payment(Amount);

public readonly record struct Degrees(double Value);

public sealed class DegreesConverter : IAvroConverter<Degrees, double>
{
    public static double ToWire(Degrees value) => value.Value;

    public static Degrees FromWire(double wire) => new(wire);
}

sealed class EverythingHandler(Recorder recorder) : IEventHandler<EveryType>
{
    public Task HandleAsync(EveryType value, EventContext context, CancellationToken cancellationToken) =>
        recorder.HandleAsync("everything", EventText.Of(value), context, cancellationToken);
}
