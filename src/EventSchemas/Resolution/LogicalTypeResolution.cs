using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// What becomes of a value whose logical types differ. The specification resolves the types beneath; taken by their letters, a price in
/// cents would become one in hundredths of cents, so here units and scales are converted, and what has another meaning doesn't resolve.
/// </summary>
static class LogicalTypeResolution
{
    private enum Family
    {
        Time,
        Timestamp,
        LocalTimestamp,
    }

    /// <summary>Whether a value of the writer's means something to the reader. Where one of them has no logical type, the type beneath decides.</summary>
    public static bool Resolves(AvroSchema writer, AvroSchema reader) =>
        writer.LogicalType is not { } from || reader.LogicalType is not { } to || from.Kind == to.Kind
        || (FamilyOf(from.Kind) is { } family && family == FamilyOf(to.Kind));

    /// <summary>Whether all values of two schemas of the same structure mean the same, so that no conversion is needed.</summary>
    public static bool AreSame(AvroSchema writer, AvroSchema reader) => AreSame(writer, reader, new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance));

    private static bool AreSame(AvroSchema writer, AvroSchema reader, HashSet<AvroSchema> entered) => (writer, reader) switch
    {
        (AvroRecordSchema from, AvroRecordSchema to) => !entered.Add(from) || from.Fields.Zip(to.Fields).All(pair => AreSame(pair.First.Schema, pair.Second.Schema, entered)),
        (AvroUnionSchema from, AvroUnionSchema to) => from.Branches.Zip(to.Branches).All(pair => AreSame(pair.First, pair.Second, entered)),
        (AvroArraySchema from, AvroArraySchema to) => AreSame(from.Items, to.Items, entered),
        (AvroMapSchema from, AvroMapSchema to) => AreSame(from.Values, to.Values, entered),
        _ => Resolves(writer, reader) && Units(writer, reader) is null && (Scale(writer) ?? Scale(reader)) == Scale(reader),
    };

    /// <summary>The conversion between units of time, where they differ.</summary>
    public static UnitConversion? Units(AvroSchema writer, AvroSchema reader) =>
        writer.LogicalType is { } from && reader.LogicalType is { } to && from.Kind != to.Kind && FamilyOf(to.Kind) is not null
            ? Between(PerSecond(from.Kind), PerSecond(to.Kind))
            : null;

    /// <summary>The scale of the writer's decimal, where it is one.</summary>
    public static int? Scale(AvroSchema writer) => writer.LogicalType is { Kind: AvroLogicalTypeKind.Decimal } type ? type.Scale : null;

    private static UnitConversion Between(long from, long to) => to > from ? new UnitConversion(to / from, 1) : new UnitConversion(1, from / to);

    private static Family? FamilyOf(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimeMicros => Family.Time,
        AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos => Family.Timestamp,
        AvroLogicalTypeKind.LocalTimestampMillis or AvroLogicalTypeKind.LocalTimestampMicros or AvroLogicalTypeKind.LocalTimestampNanos => Family.LocalTimestamp,
        _ => null,
    };

    private static long PerSecond(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis => 1_000,
        AvroLogicalTypeKind.TimestampNanos or AvroLogicalTypeKind.LocalTimestampNanos => 1_000_000_000,
        _ => 1_000_000,
    };
}
