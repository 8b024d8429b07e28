using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Declarations;

/// <summary>What dates and times travel as: the first row of a type where its member doesn't choose, unless its event's conventions make it text.</summary>
static class TemporalTypes
{
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

    /// <summary>The text that a type travels as by Open edX's conventions, or null where it has none.</summary>
    public static ScalarKind? TextOf(ITypeSymbol type) => type.SpecialType == SpecialType.System_DateTime ? ScalarKind.LocalDateTimeText
        : type.Is("System", "DateTimeOffset") ? ScalarKind.DateTimeText
        : null;

    /// <summary>The type as a number of a logical type; null where it is none, with a problem where it is a date or time but not of the chosen type.</summary>
    public static ConvertedMember? Number(ITypeSymbol type, AvroLogicalTypeKind? chosen, out string? problem)
    {
        var rows = Rows.Where(row => type.Is("System", row.Type)).ToArray();
        int index = Array.FindIndex(rows, row => chosen is null || row.Kind == chosen);
        problem = rows.Length > 0 && index < 0 ? $"a {type.Name} travels as {string.Join(", ", rows.Select(row => LogicalTypeTable.NameOf(row.Kind)))}" : null;
        return index < 0 ? null : Converted(type, rows[index].Kind, rows[index].ToWire, rows[index].FromWire);
    }

    private static ConvertedMember Converted(ITypeSymbol type, AvroLogicalTypeKind kind, string toWire, string fromWire)
    {
        ScalarMember wire = kind is AvroLogicalTypeKind.Date or AvroLogicalTypeKind.TimeMillis
            ? new ScalarMember("int", ScalarKind.Int, new ScalarSchema(AvroSchemaKind.Int, kind))
            : new ScalarMember("long", ScalarKind.Long, new ScalarSchema(AvroSchemaKind.Long, kind));
        const string runtime = "global::EventSchemas.";
        return new ConvertedMember(type.ToCodeWithoutNullability(), wire, runtime + toWire, runtime + fromWire, IsReference: false);
    }
}
