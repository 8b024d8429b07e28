using EventSchemas.Avro;

namespace Acme;

[OpenEdxEvent("org.acme.measured.v1")]
public sealed partial record Measured(
    bool Flag,
    int Count,
    long Total,
    float Ratio,
    double Score,
    string Name,
    byte[] Payload,
    ReadOnlyMemory<byte> Memory,
    [AvroFixed(4)] byte[] Fixed,
    DateTimeOffset At,
    DateTime Text,
    [AvroLogicalType(AvroLogicalTypeKind.TimestampMillis)] DateTimeOffset Millis,
    [AvroLogicalType(AvroLogicalTypeKind.LocalTimestampMicros)] DateTime Local,
    DateOnly Day,
    TimeOnly Time,
    Guid Id,
    [AvroFixed(16)] Guid FixedId,
    [AvroDecimal(10, 2)] decimal Price,
    AvroDuration Period,
    Celsius Warm);

/// <summary>Travels as a double.</summary>
[AvroConverter(typeof(CelsiusConverter))]
public readonly record struct Celsius(double Degrees);

public sealed class CelsiusConverter : IAvroConverter<Celsius, double>
{
    public static double ToWire(Celsius value) => value.Degrees;

    public static Celsius FromWire(double wire) => new(wire);
}

public static class Sample
{
    public static IEnumerable<object> Values =>
    [
        new Measured(
            true,
            -1,
            long.MaxValue,
            1.5f,
            -2.25,
            "naïve",
            [1, 2],
            new byte[] { 3 },
            [4, 5, 6, 7],
            new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)),
            new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            DateTimeOffset.UnixEpoch.AddMilliseconds(1),
            DateTime.UnixEpoch.AddSeconds(1),
            new DateOnly(1970, 1, 3),
            new TimeOnly(0, 0, 1),
            new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            new Guid("00112233-4455-6677-8899-aabbccddeeff"),
            12.34m,
            new AvroDuration(1, 2, 3),
            new Celsius(20.5)),
    ];
}
