namespace EventSchemas.Generators;

/// <summary>The C# types that travel as one Avro primitive.</summary>
enum PrimitiveKind
{
    Boolean,
    Int,
    Long,
    Float,
    Double,
    String,
    Bytes,
    DateTimeText,
    GuidText,
    Date,
    TimeMicros,
}
