using EventSchemas.Assemblies;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>The fields of an event's versions: each that versions have in common is there once.</summary>
/// <param name="event">The event as it is declared.</param>
sealed class FieldTable(ManifestEvent @event)
{
    // A record that many fields have in common is shown at each of them.
    private const int MaxFields = 2_000;

    private readonly List<CatalogField> _fields = [];
    private readonly Dictionary<(CatalogField, string), int> _indices = [];
    private readonly Dictionary<string, string> _docs = DocsOf(@event);
    private readonly HashSet<string> _personal = [.. @event.Terms.PersonalData];

    /// <summary>The fields.</summary>
    public IReadOnlyList<CatalogField> Fields => _fields;

    /// <summary>Adds the fields of a schema; returns their indices.</summary>
    public IReadOnlyList<int> Add(AvroSchema schema)
    {
        var rows = new List<int>();
        if (schema is AvroRecordSchema root)
        {
            Add(root, prefix: "", new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance) { root }, rows);
        }

        return rows;
    }

    private void Add(AvroRecordSchema record, string prefix, HashSet<AvroSchema> open, List<int> rows)
    {
        foreach (AvroField field in record.Fields.TakeWhile(_ => rows.Count < MaxFields))
        {
            string path = prefix.Length == 0 ? field.Name : $"{prefix}.{field.Name}";
            rows.Add(IndexOf(FieldOf(record, field, path, depth: open.Count - 1)));
            foreach ((AvroRecordSchema nested, string nestedPath) in RecordsIn(field.Schema, path))
            {
                if (open.Add(nested))
                {
                    Add(nested, nestedPath, open, rows);
                    open.Remove(nested);
                }
            }
        }
    }

    private CatalogField FieldOf(AvroRecordSchema record, AvroField field, string path, int depth) => new()
    {
        Name = field.Name,
        Path = path,
        Depth = depth,
        Type = SchemaPhrase.Of(field.Schema),
        Doc = field.Doc ?? _docs.GetValueOrDefault(DocName(depth == 0 ? "" : record.Name, field.Name)),
        Default = field.Default?.ToString(),
        IsPersonal = _personal.Contains($"{record.Name}.{field.Name}"),
        IsKey = path == @event.Terms.Key,
        Symbols = [.. EnumsIn(field.Schema).SelectMany(one => one.Symbols).Distinct()],
    };

    private int IndexOf(CatalogField field)
    {
        (CatalogField, string) identity = (field with { Symbols = [] }, string.Join(',', field.Symbols));
        if (!_indices.TryGetValue(identity, out int index))
        {
            index = _fields.Count;
            _indices.Add(identity, index);
            _fields.Add(field);
        }

        return index;
    }

    // The paths are those that differences and edits name.
    private static IEnumerable<(AvroRecordSchema Record, string Path)> RecordsIn(AvroSchema schema, string path) => schema switch
    {
        AvroRecordSchema record => [(record, path)],
        AvroArraySchema array => RecordsIn(array.Items, path + "[]"),
        AvroMapSchema map => RecordsIn(map.Values, path + "{}"),
        AvroUnionSchema union => union.Branches.SelectMany(branch => RecordsIn(
            branch, union.Branches.Count(one => !SchemaPhrase.IsNull(one)) > 1 ? $"{path}({SchemaPhrase.Of(branch)})" : path)),
        _ => [],
    };

    private static IEnumerable<AvroEnumSchema> EnumsIn(AvroSchema schema) => schema switch
    {
        AvroEnumSchema one => [one],
        AvroArraySchema array => EnumsIn(array.Items),
        AvroMapSchema map => EnumsIn(map.Values),
        AvroUnionSchema union => union.Branches.SelectMany(EnumsIn),
        _ => [],
    };

    private static Dictionary<string, string> DocsOf(ManifestEvent @event)
    {
        var docs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string member, string text) in @event.Members)
        {
            docs.TryAdd(DocName("", member), text);
        }

        foreach ((string record, IReadOnlyList<KeyValuePair<string, string>> members) in @event.RecordMembers)
        {
            foreach ((string member, string text) in members)
            {
                docs.TryAdd(DocName(record, member), text);
            }
        }

        return docs;
    }

    // The documentation has the names of C#, which differ from those of the schema in case and underscores.
    private static string DocName(string record, string member) =>
        $"{record}.{member.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant()}";
}
