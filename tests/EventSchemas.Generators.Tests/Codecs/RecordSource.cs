using System.Globalization;
using System.Text;
using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>Writes the C# declaration of a schema: an event in its own namespace, with all kinds of collections in turn.</summary>
sealed class RecordSource
{
    private static readonly string[] Lists =
    [
        "IReadOnlyList<{0}>",
        "List<{0}>",
        "{0}[]",
        "System.Collections.Immutable.ImmutableArray<{0}>",
        "IReadOnlyCollection<{0}>",
        "IList<{0}>",
        "System.Collections.Immutable.ImmutableList<{0}>",
    ];

    // Those that keep the order of entries, so that bytes can be compared.
    private static readonly string[] Maps = ["IReadOnlyDictionary<string, {0}>", "Dictionary<string, {0}>", "IDictionary<string, {0}>"];

    private readonly StringBuilder _types = new();
    private readonly HashSet<string> _written = [];
    private readonly Dictionary<string, string> _bases = [];
    private int _collections;

    private RecordSource()
    {
    }

    /// <summary>The text of an event.</summary>
    /// <param name="schema">Its schema, which a record can express completely.</param>
    /// <param name="namespace">The namespace.</param>
    /// <param name="attribute">The attribute that makes it an event.</param>
    public static string Of(AvroRecordSchema schema, string @namespace, string attribute = "OpenEdxEvent")
    {
        var source = new RecordSource();
        string members = source.Members(schema);
        return $$"""
            namespace {{@namespace}}
            {
                [{{attribute}}("org.acme.{{@namespace.ToLowerInvariant()}}.v1", StableBecause = "It is a test's.")]
                [AvroName("{{schema.Name}}")]
                public sealed partial record Event({{members}});
            {{source._types}}
            }
            """;
    }

    private string Members(AvroRecordSchema record) => string.Join(", ", record.Fields.Select(field => Member(field, "", "")));

    private string Member(AvroField field, string before, string after)
    {
        string type = Type(field.Schema);
        AvroFixedSchema? leaf = Leaf(field.Schema) as AvroFixedSchema;
        string attributes = leaf is null ? "" : string.Create(
            CultureInfo.InvariantCulture, $"[AvroFixed({leaf.Size}, Name = \"{leaf.Name}\")] ");
        attributes += Leaf(field.Schema).LogicalType is { Kind: AvroLogicalTypeKind.Decimal } number ? string.Create(
            CultureInfo.InvariantCulture, $"[AvroDecimal({number.Precision}, {number.Scale})] ") : "";
        string json = field.Default?.ToString().Replace("\\", "\\\\", StringComparison.Ordinal) ?? "";
        string value = field.Default is null || field.Default.Kind == AvroJsonKind.Null
            ? ""
            : $"[AvroDefault(Json = \"{json.Replace("\"", "\\\"", StringComparison.Ordinal)}\")] ";
        attributes += string.Concat(field.Aliases.Select(alias => $"[AvroAlias(\"{alias}\")] "));
        return $"[AvroName(\"{field.Name}\")] {attributes}{value}{before}{type} "
            + $"{char.ToUpperInvariant(field.Name[0])}{field.Name[1..]}Member{after}";
    }

    private static AvroSchema Leaf(AvroSchema schema) => schema switch
    {
        AvroArraySchema array => Leaf(array.Items),
        AvroMapSchema map => Leaf(map.Values),
        AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, var only] } => Leaf(only),
        _ => schema,
    };

    private string Type(AvroSchema schema) => schema switch
    {
        AvroRecordSchema record => Record(record),
        AvroEnumSchema @enum => Enum(@enum),
        { LogicalType.Kind: AvroLogicalTypeKind.Date } => "DateOnly",
        { LogicalType.Kind: AvroLogicalTypeKind.Decimal } => "decimal",
        { LogicalType.Kind: AvroLogicalTypeKind.Duration } => "AvroDuration",
        AvroFixedSchema => "byte[]",
        AvroArraySchema array => string.Format(CultureInfo.InvariantCulture, Lists[_collections++ % Lists.Length], Type(array.Items)),
        AvroMapSchema map => string.Format(CultureInfo.InvariantCulture, Maps[_collections++ % Maps.Length], Type(map.Values)),
        AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, var only] } => Type(only) + "?",
        AvroUnionSchema union => Union(union),
        _ => schema.Kind switch
        {
            AvroSchemaKind.Boolean => "bool",
            AvroSchemaKind.Bytes => "byte[]",
            var kind => kind.ToString().ToLowerInvariant(),
        },
    };

    private string Union(AvroUnionSchema union)
    {
        bool isNullable = union.Branches[0].Kind == AvroSchemaKind.Null;
        AvroRecordSchema[] branches = [.. union.Branches.OfType<AvroRecordSchema>()];
        string name = "Any" + string.Concat(branches.Select(branch => branch.Name));
        if (_written.Add(name))
        {
            foreach (AvroRecordSchema branch in branches)
            {
                _bases.Add(branch.Name, name);
            }

            _types.AppendLine(
                CultureInfo.InvariantCulture,
                $"    [AvroUnion({string.Join(", ", branches.Select(branch => $"typeof({branch.Name}Record)"))})] public "
                + $"abstract record {name};");
        }

        foreach (AvroRecordSchema branch in branches)
        {
            Record(branch);
        }

        return isNullable ? name + "?" : name;
    }

    private string Record(AvroRecordSchema record)
    {
        if (_written.Add(record.Name))
        {
            // The compiler doesn't accept a positional record whose only member has its own type. A member may make the record a
            // union's branch.
            (string open, string members, string close) = record.Fields.Count == 1
                ? ("", $" {{ {Member(record.Fields[0], "public required ", " { get; init; }")} }}", "")
                : ($"({Members(record)})", "", ";");
            string text = open + (_bases.TryGetValue(record.Name, out string? ancestor) ? " : " + ancestor : "") + members + close;
            _types.AppendLine(CultureInfo.InvariantCulture, $"    [AvroName(\"{record.Name}\")] public record {record.Name}Record{text}");
        }

        return record.Name + "Record";
    }

    private string Enum(AvroEnumSchema @enum)
    {
        if (_written.Add(@enum.Name))
        {
            string symbols = string.Join(
                ", ", @enum.Symbols.Select(symbol => (symbol == @enum.Default ? "[AvroDefaultSymbol] " : "") + symbol));
            _types.AppendLine(
                CultureInfo.InvariantCulture, $"    [AvroName(\"{@enum.Name}\")] public enum {@enum.Name}Enum {{ {symbols} }}");
        }

        return @enum.Name + "Enum";
    }
}
