using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Tool.Tests;

/// <summary>
/// Generates schemas that records can express, with names that are words of C#, that are equal in C#, or that every record has.
/// </summary>
sealed class ImportableSchemas
{
    private const int MaxDepth = 3;
    private const int MaxFields = 5;
    private const string Namespace = "test.events";

    private static readonly string[] FieldNames =
    [
        "id", "class", "event", "to_string", "Equals", "course_key", "courseKey", "COURSE_KEY", "_1", "x__y", "Order", "order", "clone",
        "namespace_", "record",
    ];

    private static readonly string[] TypeNames =
        ["Order", "order", "order_line", "class", "DateOnly", "AvroName", "Payment", "R2", "List", "EventRole", "string_"];

    private static readonly string[] Symbols = ["AUDIT", "audit", "honor_code", "class", "value__", "A", "a", "_"];

    private readonly Choices _choices;
    private readonly Dictionary<string, AvroNamedSchema> _named = new(StringComparer.Ordinal);
    private readonly HashSet<string> _branches = new(StringComparer.Ordinal);

    private ImportableSchemas(Choices choices) => _choices = choices;

    /// <summary>The schema of the decisions.</summary>
    public static AvroSchema Make(byte[] decisions)
    {
        var generator = new ImportableSchemas(new Choices(decisions));
        return generator.Record("Root", depth: 0);
    }

    private AvroRecordSchema Record(string name, int depth) => new(
        name,
        Namespace,
        self =>
        {
            _named.Add(name, self);
            int first = _choices.Next(FieldNames.Length);
            return [.. Enumerable.Range(0, _choices.Next(MaxFields + 1)).Select(i =>
                Field(FieldNames[(first + i) % FieldNames.Length], depth))];
        },
        Doc(),
        Aliases());

    private AvroField Field(string name, int depth)
    {
        AvroSchema schema = _choices.Rarely(3) ? Optional(Type(depth)) : Type(depth);
        bool isOptional = schema is AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, ..] };
        AvroJson? value = isOptional ? AvroJson.Null : _choices.Rarely(2) ? DefaultGenerator.Make(schema, _choices) : null;
        return new AvroField(name, schema, value, Doc(), _choices.Rarely(6) ? ["former_" + name] : []);
    }

    private AvroSchema Type(int depth) => _choices.Next(depth >= MaxDepth ? 9 : 14) switch
    {
        0 => AvroPrimitiveSchema.String,
        1 => AvroPrimitiveSchema.Boolean,
        2 => AvroPrimitiveSchema.Int,
        3 => AvroPrimitiveSchema.Long,
        4 => AvroPrimitiveSchema.Float,
        5 => AvroPrimitiveSchema.Double,
        6 => AvroPrimitiveSchema.Bytes,
        7 => Logical(),
        8 => Fixed(),
        9 => new AvroArraySchema(_choices.Rarely(3) ? Optional(Type(depth + 1)) : Type(depth + 1)),
        10 => new AvroMapSchema(Type(depth + 1)),
        11 => Enum(),
        12 => Union(depth),
        _ => Named(name => Record(name, depth + 1)) ?? AvroPrimitiveSchema.String,
    };

    private AvroPrimitiveSchema Logical()
    {
        (AvroSchemaKind kind, string name) = _choices.Of(
            (AvroSchemaKind.Int, "date"),
            (AvroSchemaKind.Int, "time-millis"),
            (AvroSchemaKind.Long, "time-micros"),
            (AvroSchemaKind.Long, "timestamp-millis"),
            (AvroSchemaKind.Long, "timestamp-micros"),
            (AvroSchemaKind.Long, "timestamp-nanos"),
            (AvroSchemaKind.Long, "local-timestamp-millis"),
            (AvroSchemaKind.Long, "local-timestamp-micros"),
            (AvroSchemaKind.String, "uuid"),
            (AvroSchemaKind.Bytes, "decimal"));
        return new AvroPrimitiveSchema(kind, [new("logicalType", AvroJson.FromString(name)), .. name == "decimal" ? Decimal() : []]);
    }

    private AvroSchema Fixed()
    {
        (string name, int size) = _choices.Of(("", 1), ("", 5), ("uuid", 16), ("duration", 12), ("decimal", 12));
        string type = string.Create(CultureInfo.InvariantCulture, $"F{name}{size}");
        if (!_named.TryGetValue(type, out AvroNamedSchema? known))
        {
            known = new AvroFixedSchema(type, Namespace, size, properties: name.Length == 0
                ? []
                : [new("logicalType", AvroJson.FromString(name)), .. name == "decimal" ? Decimal() : []]);
            _named.Add(type, known);
        }

        return known;
    }

    private static KeyValuePair<string, AvroJson>[] Decimal() =>
        [new("precision", AvroJson.FromInteger(9)), new("scale", AvroJson.FromInteger(2))];

    private AvroSchema Enum() => Named(name =>
    {
        int first = _choices.Next(Symbols.Length);
        string[] symbols = [.. Enumerable.Range(0, 1 + _choices.Next(4)).Select(i => Symbols[(first + i) % Symbols.Length])];
        var @enum = new AvroEnumSchema(name, Namespace, symbols, _choices.Rarely(2) ? symbols[0] : null, Doc(), Aliases());
        _named.Add(name, @enum);
        return @enum;
    }) ?? AvroPrimitiveSchema.Int;

    private AvroSchema Union(int depth)
    {
        var branches = new List<AvroSchema>();
        for (int count = 1 + _choices.Next(3); count > 0; count--)
        {
            if (Named(name => Record(name, depth + 1), isNew: true) is { } branch && _branches.Add(((AvroNamedSchema)branch).Name))
            {
                branches.Add(branch);
            }
        }

        return branches.Count == 0 ? AvroPrimitiveSchema.Long : new AvroUnionSchema(branches);
    }

    private static AvroUnionSchema Optional(AvroSchema schema) =>
        new([AvroPrimitiveSchema.Null, .. schema is AvroUnionSchema union ? union.Branches : [schema]]);

    // A name that is drawn again is a reference, also from within.
    private AvroSchema? Named(Func<string, AvroNamedSchema> create, bool isNew = false)
    {
        string name = _choices.Of(TypeNames);
        return _named.TryGetValue(name, out AvroNamedSchema? known) ? (isNew ? null : known) : create(name);
    }

    private string? Doc() => _choices.Rarely(5) ? _choices.Of("A <b>bold</b> & \"quoted\" text.", "Größe in €", "*/ // done") : null;

    private string[] Aliases() => _choices.Rarely(6) ? [_choices.Of(Namespace + ".Former", "other.Former")] : [];
}
