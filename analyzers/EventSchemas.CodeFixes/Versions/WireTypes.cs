using System.Globalization;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.CodeFixes;

/// <summary>Finds the C# type whose schema is a given one: the way back from a schema to a declaration.</summary>
/// <param name="nameOf">The C# type of a record, enum or fixed of the schema; null where there is none.</param>
sealed class WireTypes(Func<AvroNamedSchema, string?> nameOf)
{
    /// <summary>The type; null where no declaration has such a schema.</summary>
    public WireType? Of(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union => Optional(union),
        AvroArraySchema array => Of(array.Items) is { } item ? new WireType($"IReadOnlyList<{item.Name}>", item.Attribute, false) : null,
        AvroMapSchema map => Of(map.Values) is { } value
            ? new WireType($"IReadOnlyDictionary<string, {value.Name}>", value.Attribute, false)
            : null,
        AvroFixedSchema @fixed => Fixed(@fixed),
        AvroNamedSchema named => nameOf(named) is { } name ? new WireType(name, "", named is AvroEnumSchema) : null,
        _ => Primitive(schema),
    };

    private WireType? Optional(AvroUnionSchema union) =>
        union.Branches.Count == 2 && union.Branches[0].Kind == AvroSchemaKind.Null && Of(union.Branches[1]) is { } value
            ? value with { Name = value.Name + "?", IsValue = true }
            : null;

    private static WireType? Fixed(AvroFixedSchema schema)
    {
        string attribute = $"AvroFixed({schema.Size.ToString(CultureInfo.InvariantCulture)}, Name = \"{schema.Name}\")";
        return schema.LogicalType?.Kind switch
        {
            null => new WireType("byte[]", attribute, false),
            AvroLogicalTypeKind.Uuid => new WireType("Guid", attribute, true),
            AvroLogicalTypeKind.Duration => new WireType("AvroDuration", attribute, true),
            AvroLogicalTypeKind.Decimal => new WireType("decimal", $"{Decimal(schema.LogicalType)}, {attribute}", true),
            _ => null,
        };
    }

    private static WireType? Primitive(AvroSchema schema) => (schema.Kind, schema.LogicalType?.Kind) switch
    {
        (AvroSchemaKind.Boolean, null) => new WireType("bool", "", true),
        (AvroSchemaKind.Int, null) => new WireType("int", "", true),
        (AvroSchemaKind.Long, null) => new WireType("long", "", true),
        (AvroSchemaKind.Float, null) => new WireType("float", "", true),
        (AvroSchemaKind.Double, null) => new WireType("double", "", true),
        (AvroSchemaKind.String, null) => new WireType("string", "", false),
        (AvroSchemaKind.Bytes, null) => new WireType("byte[]", "", false),
        (AvroSchemaKind.Bytes, AvroLogicalTypeKind.Decimal) => new WireType("decimal", Decimal(schema.LogicalType!), true),
        (AvroSchemaKind.String, AvroLogicalTypeKind.Uuid) => Chosen("Guid", AvroLogicalTypeKind.Uuid),
        (_, AvroLogicalTypeKind.Date) => new WireType("DateOnly", "", true),
        (_, AvroLogicalTypeKind.TimeMicros) => new WireType("TimeOnly", "", true),
        (_, AvroLogicalTypeKind.TimeMillis) => Chosen("TimeOnly", AvroLogicalTypeKind.TimeMillis),
        (_, AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos) =>
            Chosen("DateTimeOffset", schema.LogicalType!.Kind),
        (_, AvroLogicalTypeKind.LocalTimestampMillis
            or AvroLogicalTypeKind.LocalTimestampMicros
            or AvroLogicalTypeKind.LocalTimestampNanos) => Chosen("DateTime", schema.LogicalType!.Kind),
        _ => null,
    };

    private static WireType Chosen(string type, AvroLogicalTypeKind kind) =>
        new(type, $"AvroLogicalType(EventSchemas.Avro.AvroLogicalTypeKind.{kind})", true);

    private static string Decimal(AvroLogicalType type) => FormattableString.Invariant($"AvroDecimal({type.Precision}, {type.Scale})");
}

/// <summary>A C# type for a schema.</summary>
/// <param name="Name">The type.</param>
/// <param name="Attribute">The attribute that the member needs beside it, without brackets; empty where it needs none.</param>
/// <param name="IsValue">Whether it always holds a value, so that a property needs no initializer.</param>
sealed record WireType(string Name, string Attribute, bool IsValue);

/// <summary>C# names and attributes for what a schema says.</summary>
static class WireNames
{
    /// <summary>A member's name: <c>course_key</c> becomes <c>CourseKey</c>.</summary>
    public static string Member(string field)
    {
        var name = new StringBuilder(field.Length);
        foreach (string word in field.Split(['_'], StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return name.Length > 0 && !char.IsDigit(name[0]) ? name.ToString() : "_" + name;
    }

    /// <summary>The attribute that pins the name in the schema; empty where the member's own name gives the same.</summary>
    public static string Pin(string member, string field) => SnakeCase.From(member) == field ? "" : $"AvroName(\"{field}\")";

    /// <summary>The attribute that gives a member the default of a field; empty where it has none, or null.</summary>
    public static string Default(AvroField field) => field.Default is { } value && value.Kind != AvroJsonKind.Null
        ? $"AvroDefault(Json = {MemberEdits.Literal(value.ToString())})"
        : "";
}
