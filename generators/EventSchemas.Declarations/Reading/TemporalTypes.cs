using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>
/// How dates and times travel: as the first row of a type unless its member chooses another, or unless the event's conventions make it a
/// text.
/// </summary>
static class TemporalTypes
{
    private const string Runtime = "global::EventSchemas.";

    private static readonly (string Type, AvroLogicalTypeKind Kind, string ToWire, string FromWire)[] Rows =
    [
        ("DateTimeOffset", AvroLogicalTypeKind.TimestampMillis, "AvroTimestamps.ToMillis", "AvroTimestamps.FromMillis"),
        ("DateTimeOffset", AvroLogicalTypeKind.TimestampMicros, "AvroTimestamps.ToMicros", "AvroTimestamps.FromMicros"),
        ("DateTimeOffset", AvroLogicalTypeKind.TimestampNanos, "AvroTimestamps.ToNanos", "AvroTimestamps.FromNanos"),
        ("DateTime", AvroLogicalTypeKind.TimestampMillis, "AvroTimestamps.InstantToMillis", "AvroTimestamps.InstantFromMillis"),
        ("DateTime", AvroLogicalTypeKind.TimestampMicros, "AvroTimestamps.InstantToMicros", "AvroTimestamps.InstantFromMicros"),
        ("DateTime", AvroLogicalTypeKind.TimestampNanos, "AvroTimestamps.InstantToNanos", "AvroTimestamps.InstantFromNanos"),
        ("DateTime", AvroLogicalTypeKind.LocalTimestampMillis, "AvroTimestamps.LocalToMillis", "AvroTimestamps.LocalFromMillis"),
        ("DateTime", AvroLogicalTypeKind.LocalTimestampMicros, "AvroTimestamps.LocalToMicros", "AvroTimestamps.LocalFromMicros"),
        ("DateTime", AvroLogicalTypeKind.LocalTimestampNanos, "AvroTimestamps.LocalToNanos", "AvroTimestamps.LocalFromNanos"),
        ("DateOnly", AvroLogicalTypeKind.Date, "AvroDates.ToDays", "AvroDates.FromDays"),
        ("TimeOnly", AvroLogicalTypeKind.TimeMicros, "AvroDates.ToMicros", "AvroDates.FromMicros"),
        ("TimeOnly", AvroLogicalTypeKind.TimeMillis, "AvroDates.ToMillis", "AvroDates.FromMillis"),
    ];

    /// <summary>The type as a text, or null where it has none.</summary>
    public static ScalarKind? TextOf(ITypeSymbol type) => type.SpecialType == SpecialType.System_DateTime ? ScalarKind.LocalDateTimeText
        : type.Is("System", "DateTimeOffset") ? ScalarKind.DateTimeText
        : null;

    /// <summary>The type as a number of a logical type; null where it isn't a date or time.</summary>
    /// <param name="type">The type.</param>
    /// <param name="chosen">The logical type that the member chooses, or null.</param>
    public static ReadResult<MemberType>? NumberOf(ITypeSymbol type, AvroLogicalTypeKind? chosen)
    {
        if (type is not INamedTypeSymbol { IsValueType: true, Arity: 0 })
        {
            return null;
        }

        var rows = Rows.Where(row => type.Is("System", row.Type)).ToArray();
        int index = Array.FindIndex(rows, row => chosen is null || row.Kind == chosen);
        if (rows.Length == 0)
        {
            return null;
        }

        if (index < 0)
        {
            string kinds = string.Join(" or ", rows.Select(row => row.Kind));
            return new Refusal(
                $"{Article.Of(type.Name)} can't travel as {chosen}: write {kinds} in [AvroLogicalType], or remove the attribute");
        }

        (_, AvroLogicalTypeKind kind, string toWire, string fromWire) = rows[index];
        ScalarType wire = kind is AvroLogicalTypeKind.Date or AvroLogicalTypeKind.TimeMillis
            ? new ScalarType("int", ScalarKind.Int, new ScalarSchema(AvroSchemaKind.Int, kind))
            : new ScalarType("long", ScalarKind.Long, new ScalarSchema(AvroSchemaKind.Long, kind));
        return new ConvertedType(type.ToCodeWithoutNullability(), wire, Runtime + toWire, Runtime + fromWire, IsReference: false);
    }
}
