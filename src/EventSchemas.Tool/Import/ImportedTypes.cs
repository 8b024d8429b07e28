using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>The records, enums and unions of an event's schema with their names in C#, each once, in the order of the schema.</summary>
sealed class ImportedTypes
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bases = new(StringComparer.Ordinal);
    private readonly List<AvroNamedSchema> _others = [];
    private readonly List<ImportedUnion> _unions = [];
    private readonly Func<string, string, string> _claim;

    /// <summary>Names the types of a schema.</summary>
    /// <param name="root">The event's own record.</param>
    /// <param name="rootName">Its name in C#.</param>
    /// <param name="claim">Gives a type its name: by the one that it should have, and by what it declares.</param>
    public ImportedTypes(AvroRecordSchema root, string rootName, Func<string, string, string> claim)
    {
        _claim = claim;
        _names.Add(root.FullName, rootName);
        FindUnions(root, field: "", new HashSet<string>(StringComparer.Ordinal));
        Fields(root);
    }

    /// <summary>The records and enums besides the event's own record.</summary>
    public IReadOnlyList<AvroNamedSchema> Others => _others;

    /// <summary>The unions of records.</summary>
    public IReadOnlyList<ImportedUnion> Unions => _unions;

    /// <summary>The C# name of a record or an enum.</summary>
    public string? NameOf(AvroNamedSchema schema) => _names.GetValueOrDefault(schema.FullName);

    /// <summary>The C# name of a union of records.</summary>
    public string? UnionOf(IReadOnlyList<AvroSchema> branches) =>
        branches.Count > 0 && branches.All(branch => branch is AvroRecordSchema)
            ? _unions.Find(union => union.Key == Inexpressible.KeyOf(branches))?.Name
            : null;

    /// <summary>The union that a record is a branch of; null for most.</summary>
    public string? BaseOf(AvroRecordSchema record) => _bases.GetValueOrDefault(record.FullName);

    // A union's name is part of what its branches declare, so that unions are named first.
    private void FindUnions(AvroSchema schema, string field, HashSet<string> entered)
    {
        switch (schema)
        {
            case AvroRecordSchema record when entered.Add(record.FullName):
                foreach (AvroField one in record.Fields)
                {
                    FindUnions(one.Schema, one.Name, entered);
                }

                break;
            case AvroArraySchema array:
                FindUnions(array.Items, field, entered);
                break;
            case AvroMapSchema map:
                FindUnions(map.Values, field, entered);
                break;
            case AvroUnionSchema union:
                AvroSchema[] branches = [.. union.Branches.Where(branch => branch.Kind != AvroSchemaKind.Null)];
                bool isOptional = branches.Length == 1 && union.Branches.Count == 2;
                if (!isOptional && branches.Length > 0 && branches.All(branch => branch is AvroRecordSchema))
                {
                    AddUnion(branches, field);
                }

                foreach (AvroSchema branch in branches)
                {
                    FindUnions(branch, field, entered);
                }

                break;
            default:
                break;
        }
    }

    private void AddUnion(AvroSchema[] branches, string field)
    {
        string key = Inexpressible.KeyOf(branches);
        if (_unions.Exists(union => union.Key == key))
        {
            return;
        }

        string identity = "union:" + string.Join('|', branches.Cast<AvroRecordSchema>().Select(Identity));
        string name = _claim(ImportNames.Pascal(field), identity);
        _unions.Add(new ImportedUnion(key, name, [.. branches.Cast<AvroRecordSchema>()], identity));
        foreach (AvroRecordSchema branch in branches.Cast<AvroRecordSchema>())
        {
            _bases.TryAdd(branch.FullName, name);
        }
    }

    private void Fields(AvroRecordSchema record)
    {
        foreach (AvroField field in record.Fields)
        {
            Visit(field.Schema);
        }
    }

    private void Visit(AvroSchema schema)
    {
        switch (schema)
        {
            case AvroRecordSchema or AvroEnumSchema:
                var named = (AvroNamedSchema)schema;
                if (_names.ContainsKey(named.FullName))
                {
                    return;
                }

                _names.Add(named.FullName, _claim(ImportNames.Pascal(named.Name), IdentityOf(named)));
                _others.Add(named);
                if (named is AvroRecordSchema record)
                {
                    Fields(record);
                }

                break;
            case AvroArraySchema array:
                Visit(array.Items);
                break;
            case AvroMapSchema map:
                Visit(map.Values);
                break;
            case AvroUnionSchema union:
                foreach (AvroSchema branch in union.Branches)
                {
                    Visit(branch);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>What a type declares: equal for types that one declaration in C# can stand for.</summary>
    public string IdentityOf(AvroNamedSchema schema) =>
        schema is AvroRecordSchema record && BaseOf(record) is { } union ? $"{Identity(schema)} of {union}" : Identity(schema);

    // The namespace of an event is in each of its types, and not in the record that stands for them.
    private static string Identity(AvroNamedSchema schema)
    {
        AvroJson json = AvroJson.Parse(schema.ToJson());
        return AvroJson.FromMembers(json.Members.Where(member => member.Key != "namespace")).ToString();
    }
}

/// <summary>A union of records.</summary>
/// <param name="Key">Its branches.</param>
/// <param name="Name">The name of the abstract record that stands for it.</param>
/// <param name="Branches">Its branches in their order.</param>
/// <param name="Identity">What it declares.</param>
sealed record ImportedUnion(string Key, string Name, IReadOnlyList<AvroRecordSchema> Branches, string Identity);
