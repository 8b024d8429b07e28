using System.Globalization;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Finds the C# type whose schema is a given one: the way back from a schema to a declaration.</summary>
/// <param name="nameOf">The C# type of a record, enum or fixed of the schema; null where there is none.</param>
/// <param name="typeName">Writes a type of .NET or EventSchemas by its full name.</param>
/// <param name="attributeName">Writes the name of an attribute of EventSchemas.</param>
/// <param name="meaning">The C# type that travels as text, or null for text itself.</param>
sealed class WireTypes(
    Func<AvroNamedSchema, string?> nameOf, Func<string, string> typeName, Func<string, string> attributeName, string? meaning = null)
{
    /// <summary>The conventions of all events that reach the types: what they imply needs no attribute.</summary>
    public EventConventions? Conventions { get; init; }

    /// <summary>The C# type of a union of records, without its null; null where there is none.</summary>
    public Func<IReadOnlyList<AvroSchema>, string?> UnionOf { get; init; } = static _ => null;

    // A type that a converter writes is "the type by the converter": its attribute isn't known.
    private const char ConverterSeparator = ' ';

    private static readonly string[] SystemValues = ["Guid", "DateTime", "DateTimeOffset"];

    private const string List = "System.Collections.Generic.IReadOnlyList";
    private const string Map = "System.Collections.Generic.IReadOnlyDictionary";

    /// <summary>The type; null where no declaration has such a schema.</summary>
    public WireType? Of(AvroSchema schema) => schema switch
    {
        AvroUnionSchema union => Union(union.Branches),
        AvroArraySchema array => Of(array.Items) is { } item ? new WireType($"{typeName(List)}<{item.Name}>", item.Attribute, false) : null,
        AvroMapSchema map => Of(map.Values) is { } value
            ? new WireType($"{typeName(Map)}<string, {value.Name}>", value.Attribute, false)
            : null,
        AvroFixedSchema @fixed => Fixed(@fixed),
        AvroNamedSchema named => nameOf(named) is { } name ? new WireType(name, "", named is AvroEnumSchema) : null,
        _ => Primitive(schema),
    };

    private WireType? Union(IReadOnlyList<AvroSchema> branches)
    {
        if (branches.Count == 0 || branches[0].Kind != AvroSchemaKind.Null)
        {
            return UnionOf(branches) is { } name ? new WireType(name, "", false) : null;
        }

        AvroSchema[] others = [.. branches.Skip(1)];
        return (others.Length == 1 ? Of(others[0]) : Union(others)) is { } value
            ? value with { Name = value.Name + "?", IsValue = true }
            : null;
    }

    private WireType? Fixed(AvroFixedSchema schema)
    {
        string attribute = FormattableString.Invariant($"{attributeName("AvroFixed")}({schema.Size}, Name = \"{schema.Name}\")");
        return schema.LogicalType?.Kind switch
        {
            null => new WireType("byte[]", attribute, false),
            AvroLogicalTypeKind.Uuid => new WireType(typeName("System.Guid"), attribute, true),
            AvroLogicalTypeKind.Duration => new WireType(typeName("EventSchemas.AvroDuration"), attribute, true),
            AvroLogicalTypeKind.Decimal => new WireType("decimal", $"{Decimal(schema.LogicalType)}, {attribute}", true),
            _ => null,
        };
    }

    private WireType? Primitive(AvroSchema schema) => (schema.Kind, schema.LogicalType?.Kind) switch
    {
        (AvroSchemaKind.Boolean, null) => new WireType("bool", "", true),
        (AvroSchemaKind.Int, null) => new WireType("int", "", true),
        (AvroSchemaKind.Long, null) => new WireType("long", "", true),
        (AvroSchemaKind.Float, null) => new WireType("float", "", true),
        (AvroSchemaKind.Double, null) => new WireType("double", "", true),
        (AvroSchemaKind.String, null) when meaning is not null => Text(meaning),
        (AvroSchemaKind.String, null) => new WireType("string", "", false),
        (AvroSchemaKind.Bytes, null) => new WireType("byte[]", "", false),
        (AvroSchemaKind.Bytes, AvroLogicalTypeKind.Decimal) => new WireType("decimal", Decimal(schema.LogicalType!), true),
        (AvroSchemaKind.String, AvroLogicalTypeKind.Uuid) => Chosen(typeName("System.Guid"), AvroLogicalTypeKind.Uuid),
        (_, AvroLogicalTypeKind.Date) => new WireType(typeName("System.DateOnly"), "", true),
        (_, AvroLogicalTypeKind.TimeMicros) => new WireType(typeName("System.TimeOnly"), "", true),
        (_, AvroLogicalTypeKind.TimeMillis) => Chosen(typeName("System.TimeOnly"), AvroLogicalTypeKind.TimeMillis),
        (_, AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos) =>
            Chosen(typeName("System.DateTimeOffset"), schema.LogicalType!.Kind),
        (_, AvroLogicalTypeKind.LocalTimestampMillis
            or AvroLogicalTypeKind.LocalTimestampMicros
            or AvroLogicalTypeKind.LocalTimestampNanos) => Chosen(typeName("System.DateTime"), schema.LogicalType!.Kind),
        _ => null,
    };

    private WireType? Text(string type) => type.Contains(ConverterSeparator) ? null
        : SystemValues.Contains(type) ? new WireType(typeName("System." + type), "", true)
        : new WireType(type, "", false);

    private WireType Chosen(string type, AvroLogicalTypeKind kind)
    {
        bool isImplied = kind switch
        {
            AvroLogicalTypeKind.TimestampMillis => Conventions is { DateTimesAreText: false },
            AvroLogicalTypeKind.Uuid => Conventions is { UuidsAreText: false },
            _ => false,
        };
        return new WireType(
            type, isImplied ? "" : $"{attributeName("AvroLogicalType")}({typeName("EventSchemas.Avro.AvroLogicalTypeKind")}.{kind})", true);
    }

    private string Decimal(AvroLogicalType type) =>
        FormattableString.Invariant($"{attributeName("AvroDecimal")}({type.Precision}, {type.Scale})");
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
    /// <param name="member">The member's name.</param>
    /// <param name="field">Its name in the schema.</param>
    /// <param name="conventions">The conventions of all events that reach the member.</param>
    /// <param name="attributeName">Writes the name of an attribute of EventSchemas.</param>
    public static string Pin(
        string member, string field, IReadOnlyCollection<EventConventions> conventions, Func<string, string> attributeName) =>
        conventions.All(one => one.FieldName(member) == field) ? "" : $"{attributeName("AvroName")}(\"{field}\")";

    /// <summary>The attribute that gives a member the default of a field; empty where it has none, or null.</summary>
    public static string Default(AvroField field, Func<string, string> attributeName) =>
        field.Default is { } value && value.Kind != AvroJsonKind.Null
            ? $"{attributeName("AvroDefault")}(Json = {TypeNames.Literal(value.ToString())})"
            : "";
}
