namespace EventSchemas.Avro;

/// <summary>
/// What a schema's values mean beyond their kind, as defined by the Avro 1.12 specification's section on logical types. Immutable.
/// </summary>
/// <param name="Kind">Which logical type.</param>
/// <param name="Precision">Of a decimal, the maximum number of digits, from 1; 0 for any other.</param>
/// <param name="Scale">Of a decimal, the number of digits after the decimal point, from 0 to the precision; 0 for any other.</param>
public sealed record AvroLogicalType(AvroLogicalTypeKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>The name in a schema, for example <c>timestamp-millis</c>.</summary>
    public string Name => LogicalTypeTable.NameOf(Kind);

    /// <summary>The name, and of a decimal its precision and scale: <c>decimal(9, 2)</c>.</summary>
    public override string ToString() => Kind == AvroLogicalTypeKind.Decimal ? $"{Name}({Precision}, {Scale})" : Name;
}

/// <summary>The logical types of the Avro 1.12 specification.</summary>
public enum AvroLogicalTypeKind
{
    /// <summary>A decimal number of a fixed scale: its unscaled value, as two's complement in bytes or a fixed.</summary>
    Decimal,

    /// <summary>A decimal number that carries its scale with it, in bytes.</summary>
    BigDecimal,

    /// <summary>A UUID (RFC 4122), as text or as 16 bytes.</summary>
    Uuid,

    /// <summary>Days since 1970-01-01, without a time zone.</summary>
    Date,

    /// <summary>Milliseconds since midnight.</summary>
    TimeMillis,

    /// <summary>Microseconds since midnight.</summary>
    TimeMicros,

    /// <summary>An instant, in milliseconds since 1970-01-01 UTC.</summary>
    TimestampMillis,

    /// <summary>An instant, in microseconds since 1970-01-01 UTC.</summary>
    TimestampMicros,

    /// <summary>An instant, in nanoseconds since 1970-01-01 UTC.</summary>
    TimestampNanos,

    /// <summary>A date and time of no time zone, in milliseconds since 1970-01-01.</summary>
    LocalTimestampMillis,

    /// <summary>A date and time of no time zone, in microseconds since 1970-01-01.</summary>
    LocalTimestampMicros,

    /// <summary>A date and time of no time zone, in nanoseconds since 1970-01-01.</summary>
    LocalTimestampNanos,

    /// <summary>Months, days and milliseconds, each as four little-endian bytes.</summary>
    Duration,
}
