using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>Creates the JSON of a schema; a named schema is written in full at its first occurrence, and by name after that.</summary>
sealed class SchemaComposer
{
    private readonly Dictionary<string, AvroNamedSchema> _written = new(StringComparer.Ordinal);

    private SchemaComposer()
    {
    }

    public static AvroJson Compose(AvroSchema schema) => new SchemaComposer().Schema(schema, enclosing: null);

    private AvroJson Schema(AvroSchema schema, string? enclosing) => schema switch
    {
        AvroNamedSchema named => Named(named, enclosing),
        AvroUnionSchema union => AvroJson.FromItems(union.Branches.Select(branch => Schema(branch, enclosing))),
        AvroArraySchema array => Object(array, [Member("type", "array"), new("items", Schema(array.Items, enclosing))]),
        AvroMapSchema map => Object(map, [Member("type", "map"), new("values", Schema(map.Values, enclosing))]),
        AvroPrimitiveSchema { Properties.Count: 0 } primitive => AvroJson.FromString(primitive.Name),
        AvroPrimitiveSchema primitive => Object(primitive, [Member("type", primitive.Name)]),
        _ => throw new InvalidOperationException($"The kind {schema.Kind} has no JSON."),
    };

    private AvroJson Named(AvroNamedSchema schema, string? enclosing)
    {
        if (_written.TryGetValue(schema.FullName, out AvroNamedSchema? written))
        {
            return written.Equals(schema)
                ? AvroJson.FromString(schema.Namespace == enclosing ? schema.Name : Absolute(schema, enclosing))
                : throw new AvroSchemaException($"Two different schemas have the name {schema.FullName}");
        }

        _written.Add(schema.FullName, schema);
        var members = new List<KeyValuePair<string, AvroJson>> { Member("name", schema.Name), Member("type", TypeName(schema)) };
        if (schema.Doc is not null)
        {
            members.Add(Member("doc", schema.Doc));
        }

        members.Add(Content(schema));
        if (schema is AvroEnumSchema { Default: { } symbol })
        {
            members.Add(Member("default", symbol));
        }

        if (schema.Namespace != enclosing)
        {
            members.Add(Member("namespace", schema.Namespace ?? ""));
        }

        AddAliases(members, schema.Aliases.Select(alias => Relative(alias, schema.Namespace)));
        return Object(schema, members);
    }

    private KeyValuePair<string, AvroJson> Content(AvroNamedSchema schema) => schema switch
    {
        AvroRecordSchema record => new("fields", AvroJson.FromItems(record.Fields.Select(field => Field(field, record.Namespace)))),
        AvroEnumSchema @enum => new("symbols", AvroJson.FromItems(@enum.Symbols.Select(AvroJson.FromString))),
        _ => new("size", AvroJson.FromInteger(((AvroFixedSchema)schema).Size)),
    };

    private AvroJson Field(AvroField field, string? enclosing)
    {
        List<KeyValuePair<string, AvroJson>> members =
            [Member("name", field.Name), new KeyValuePair<string, AvroJson>("type", Schema(field.Schema, enclosing))];
        if (field.Default is not null)
        {
            members.Add(new("default", field.Default));
        }

        if (field.Doc is not null)
        {
            members.Add(Member("doc", field.Doc));
        }

        if (field.Order is not null)
        {
            members.Add(Member("order", field.Order));
        }

        AddAliases(members, field.Aliases);
        members.AddRange(field.Properties);
        return AvroJson.FromMembers(members);
    }

    private static void AddAliases(List<KeyValuePair<string, AvroJson>> members, IEnumerable<string> aliases)
    {
        AvroJson json = AvroJson.FromItems(aliases.Select(AvroJson.FromString));
        if (json.Items.Count > 0)
        {
            members.Add(new("aliases", json));
        }
    }

    private static string Relative(string fullName, string? @namespace)
    {
        (string name, string? own) = AvroName.Split(fullName, null);
        return own == @namespace ? name : own is null ? "." + name : fullName;
    }

    // A name without a dot refers to the enclosing namespace if that has such a name.
    private string Absolute(AvroNamedSchema schema, string? enclosing) =>
        schema.Namespace is null && _written.ContainsKey($"{enclosing}.{schema.Name}") ? "." + schema.Name : schema.FullName;

    private static string TypeName(AvroNamedSchema schema) => schema switch
    {
        AvroRecordSchema { IsError: true } => "error",
        AvroRecordSchema => "record",
        AvroEnumSchema => "enum",
        _ => "fixed",
    };

    private static AvroJson Object(AvroSchema schema, IEnumerable<KeyValuePair<string, AvroJson>> members) =>
        AvroJson.FromMembers(members.Concat(schema.Properties));

    private static KeyValuePair<string, AvroJson> Member(string name, string value) => new(name, AvroJson.FromString(value));
}
