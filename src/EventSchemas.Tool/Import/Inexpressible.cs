using EventSchemas.Avro;
using EventSchemas.Declarations;
using Conventions = EventSchemas.Declarations.EventConventions;

namespace EventSchemas.Tool;

/// <summary>Finds what a schema says and no record can say, each with its place.</summary>
/// <param name="conventions">The conventions of the event.</param>
/// <param name="root">The event's own record.</param>
sealed class Inexpressible(Conventions conventions, AvroRecordSchema root)
{
    private const int MaxDecimalDigits = 28;

    private static readonly string[] LogicalProperties = ["logicalType", "precision", "scale"];

    private readonly HashSet<string> _entered = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _unions = new(StringComparer.Ordinal);
    private readonly List<(string Path, string Reason)> _found = [];

    /// <summary>What can't be expressed, in the order of the schema.</summary>
    public IReadOnlyList<(string Path, string Reason)> Find()
    {
        Visit(root, "");
        return _found;
    }

    /// <summary>The branches of a union as a key.</summary>
    public static string KeyOf(IEnumerable<AvroSchema> branches) =>
        string.Join('|', branches.Select(branch => ((AvroNamedSchema)branch).FullName));

    private void Visit(AvroSchema schema, string path)
    {
        switch (schema)
        {
            case AvroRecordSchema record:
                Named(record, path, () => Record(record, path));
                break;
            case AvroNamedSchema named:
                Named(named, path, () => Properties(named, path));
                break;
            case AvroUnionSchema union:
                Union(union, path);
                break;
            case AvroArraySchema array:
                Properties(array, path);
                Visit(array.Items, path + "[]");
                break;
            case AvroMapSchema map:
                Properties(map, path);
                Visit(map.Values, path + "{}");
                break;
            case { Kind: AvroSchemaKind.Null }:
                Add(path, "a value that is always null has no type in C#");
                break;
            default:
                Properties(schema, path);
                break;
        }
    }

    private void Named(AvroNamedSchema schema, string path, Action visit)
    {
        if (!_entered.Add(schema.FullName))
        {
            return;
        }

        if (schema.Namespace != root.Namespace)
        {
            Add(path, $"{schema.FullName} isn't in the namespace of the event's own record, {root.Namespace ?? "none"}, which all types "
                + "of an event share");
        }

        Doc(schema.Doc, path, schema is AvroFixedSchema, schema == root);
        if (schema is AvroFixedSchema { Aliases.Count: > 0 })
        {
            Add(path, $"the fixed {schema.Name} has aliases, and a fixed is no type of its own in C#");
        }

        visit();
    }

    private void Record(AvroRecordSchema record, string path)
    {
        if (record.IsError)
        {
            Add(path, $"{record.Name} is an error of a protocol and not a record");
        }

        Properties(record, path);
        foreach (AvroField field in record.Fields)
        {
            Field(field, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
        }
    }

    private void Field(AvroField field, string path)
    {
        Doc(field.Doc, path, isFixed: false, isRoot: false);
        if (field.Order is not null)
        {
            Add(path, $"the sort order \"{field.Order}\"");
        }

        foreach (KeyValuePair<string, AvroJson> property in field.Properties)
        {
            Add(path, $"the property \"{property.Key}\"");
        }

        if (field.Schema is AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, ..] } && field.Default?.Kind != AvroJsonKind.Null)
        {
            Add(path, "it can be null and has no default, and a nullable member has the default null");
        }

        Visit(field.Schema, path);
    }

    private void Doc(string? doc, string path, bool isFixed, bool isRoot)
    {
        if (isRoot && conventions.RootRecordDoc is { } fixedDoc)
        {
            if (doc != fixedDoc)
            {
                Add(path, $"the documentation of the event's own record isn't \"{fixedDoc}\", which [{conventions.Attribute}] writes");
            }
        }
        else if (doc is null)
        {
            return;
        }
        else if (!conventions.HasNamingOptions)
        {
            Add(path, $"documentation, which [{conventions.Attribute}] keeps out of the schema");
        }
        else if (isFixed)
        {
            Add(path, "documentation of a fixed, which is no type of its own in C#");
        }
        else if (doc.Length == 0 || doc != string.Join(' ', doc.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            || !doc.All(c => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogate(c)))
        {
            Add(path, "documentation that isn't a text on one line with single spaces, which a comment gives");
        }
    }

    private void Union(AvroUnionSchema union, string path)
    {
        bool isNullable = union.Branches.Count > 0 && union.Branches[0].Kind == AvroSchemaKind.Null;
        AvroSchema[] others = [.. union.Branches.Skip(isNullable ? 1 : 0)];
        if (others.Length == 0)
        {
            Add(path, "a union without a type besides null");
        }
        else if (others.Any(branch => branch.Kind == AvroSchemaKind.Null))
        {
            Add(path, "a union with null behind another branch, and a nullable member has null in front");
        }
        else if (isNullable && others.Length == 1)
        {
            Visit(others[0], path);
        }
        else if (others.Any(branch => branch is not AvroRecordSchema))
        {
            Add(path, "a union with a branch that is neither a record nor null");
        }
        else
        {
            Branches(others, path);
        }
    }

    private void Branches(AvroSchema[] branches, string path)
    {
        string key = KeyOf(branches);
        foreach (AvroRecordSchema branch in branches.Cast<AvroRecordSchema>())
        {
            if (_unions.GetValueOrDefault(branch.FullName, key) != key)
            {
                Add(path, $"{branch.Name} is a branch of two different unions, and a record derives from one");
            }

            _unions[branch.FullName] = key;
            Visit(branch, path);
        }
    }

    private void Properties(AvroSchema schema, string path)
    {
        AvroLogicalType? logical = schema.LogicalType;
        foreach (KeyValuePair<string, AvroJson> property in schema.Properties)
        {
            if (logical is null || !LogicalProperties.Contains(property.Key))
            {
                Add(path, property.Key == LogicalProperties[0]
                    ? $"the logical type {property.Value}, which has no meaning here"
                    : $"the property \"{property.Key}\"");
            }
        }

        if (logical is { Kind: AvroLogicalTypeKind.Decimal, Precision: > MaxDecimalDigits })
        {
            Add(path, $"a decimal of {logical.Precision} digits, and C# has {MaxDecimalDigits}");
        }
    }

    private void Add(string path, string reason) => _found.Add((path, reason));
}
