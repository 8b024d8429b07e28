namespace EventSchemas.Declarations;

/// <summary>The ways in which the writer and the reader put one value on the wire, by the names of their methods.</summary>
enum ScalarKind
{
    Boolean,
    Int,
    Long,
    Float,
    Double,
    String,
    InternedString,
    Bytes,
    Memory,
    Fixed,
    FixedMemory,
    DateTimeText,
    LocalDateTimeText,
    GuidText,
    Uuid,
    Decimal,
    FixedDecimal,
    Duration,
    Text,
    Utf8Text,
}
