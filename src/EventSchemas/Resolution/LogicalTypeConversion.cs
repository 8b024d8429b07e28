using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// How a value is read if the logical types differ. The specification reads the underlying type. Taken literally, a price in cents
/// would become one in hundredths of cents, so units of time and scales of decimals are converted here. An instant and a local
/// timestamp convert to each other by the wall clock in UTC. Other logical types that differ are read as the underlying type.
/// </summary>
static class LogicalTypeConversion
{
    private enum Family
    {
        TimeOfDay,
        Timestamp,
    }

    /// <summary>Whether the bytes of a value mean the same to both, so that no conversion is needed.</summary>
    public static bool IsStraight(AvroSchema writer, AvroSchema reader) =>
        writer.Kind == reader.Kind && Units(writer, reader) is null && (Scale(writer) ?? Scale(reader)) == Scale(reader);

    /// <summary>The conversion between units of time, where they differ.</summary>
    public static UnitConversion? Units(AvroSchema writer, AvroSchema reader) =>
        writer.LogicalType is { } from && reader.LogicalType is { } to && from.Kind != to.Kind
        && FamilyOf(from.Kind) is { } family && family == FamilyOf(to.Kind)
            ? Between(PerSecond(from.Kind), PerSecond(to.Kind))
            : null;

    /// <summary>The scale of the writer's decimal, where it is one.</summary>
    public static int? Scale(AvroSchema writer) => writer.LogicalType is { Kind: AvroLogicalTypeKind.Decimal } type ? type.Scale : null;

    private static UnitConversion? Between(long from, long to) =>
        to == from ? null : to > from ? new UnitConversion(to / from, 1) : new UnitConversion(1, from / to);

    private static Family? FamilyOf(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimeMicros => Family.TimeOfDay,
        AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos
            or AvroLogicalTypeKind.LocalTimestampMillis or AvroLogicalTypeKind.LocalTimestampMicros
            or AvroLogicalTypeKind.LocalTimestampNanos => Family.Timestamp,
        _ => null,
    };

    private static long PerSecond(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis => 1_000,
        AvroLogicalTypeKind.TimestampNanos or AvroLogicalTypeKind.LocalTimestampNanos => 1_000_000_000,
        _ => 1_000_000,
    };
}

/// <summary>From one unit of time to another, rounded down.</summary>
/// <param name="Multiplier">What a number is multiplied with.</param>
/// <param name="Divisor">The divisor.</param>
sealed record UnitConversion(long Multiplier, long Divisor)
{
    /// <exception cref="EventDataException">The number doesn't fit 64 bits in the other unit.</exception>
    public long Apply(long value)
    {
        Int128 converted = (Int128)value * Multiplier;
        (converted, Int128 rest) = Int128.DivRem(converted, Divisor);
        converted -= rest < 0 ? 1 : 0;
        return converted >= long.MinValue && converted <= long.MaxValue
            ? (long)converted
            : throw new EventDataException($"{value} does not fit 64 bits in the reader's unit of time");
    }
}
