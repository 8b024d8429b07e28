using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Makes a schema of its JSON. Recurses no deeper than the JSON, whose depth its reader has bounded.</summary>
sealed class SchemaParser(AvroParseOptions options)
{
    private static readonly string[] OfReference = ["type", "name", "namespace", "doc"];
    private static readonly string[] OfArray = ["type", "items"];
    private static readonly string[] OfMap = ["type", "values"];
    private static readonly string[] OfRecord = ["type", "name", "namespace", "fields", "doc", "aliases"];
    private static readonly string[] OfEnum = ["type", "name", "namespace", "symbols", "default", "doc", "aliases"];
    private static readonly string[] OfFixed = ["type", "name", "namespace", "size", "doc", "aliases"];
    private static readonly string[] OfField = ["name", "type", "default", "doc", "aliases", "order"];

    private readonly DefaultValue _defaults = new();
    private readonly Dictionary<string, AvroNamedSchema> _named = new(StringComparer.Ordinal);

    /// <summary>Where each named schema stands in full, by its full name.</summary>
    public Dictionary<string, AvroJson> Definitions { get; } = new(StringComparer.Ordinal);

    public AvroSchema Parse(AvroJson json) => ParseSchema(json, enclosing: null);

    private AvroSchema ParseSchema(AvroJson json, string? enclosing)
    {
        try
        {
            return json.Kind switch
            {
                AvroJsonKind.String => Reference(json, enclosing),
                AvroJsonKind.Array => ParseUnion(json, enclosing),
                AvroJsonKind.Object => ParseObject(json, enclosing),
                _ => throw Error(json, "A schema is a type's name, an object or an array of branches"),
            };
        }
        catch (AvroSchemaException e) when (e.Line == 0)
        {
            throw Error(json, e.Problem);
        }
    }

    private AvroUnionSchema ParseUnion(AvroJson json, string? enclosing)
    {
        var branches = new AvroSchema[json.Items.Count];
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i] = ParseSchema(json.Items[i], enclosing);
        }

        return new AvroUnionSchema(branches);
    }

    private AvroSchema ParseObject(AvroJson json, string? enclosing)
    {
        AvroJson type = json.Member("type") ?? throw Error(json, "The schema has no \"type\"");
        if (type.Kind != AvroJsonKind.String)
        {
            return ParseSchema(type, enclosing);
        }

        return type.Text switch
        {
            "record" or "error" => ParseRecord(json, enclosing, type.Text == "error"),
            "enum" => ParseEnum(json, enclosing),
            "fixed" => ParseFixed(json, enclosing),
            "array" => new AvroArraySchema(ParseSchema(Required(json, "items"), enclosing), Properties(json, OfArray)),
            "map" => new AvroMapSchema(ParseSchema(Required(json, "values"), enclosing), Properties(json, OfMap)),
            _ => ParseReference(json, type, enclosing),
        };
    }

    // A field object may stand where a schema is expected: Python services register keys like that, so its name is no property.
    private AvroSchema ParseReference(AvroJson json, AvroJson type, string? enclosing)
    {
        AvroSchema schema = Reference(type, enclosing);
        List<KeyValuePair<string, AvroJson>>? properties = Properties(json, OfReference);
        return schema is AvroPrimitiveSchema && properties is not null ? new AvroPrimitiveSchema(schema.Kind, properties) : schema;
    }

    private AvroRecordSchema ParseRecord(AvroJson json, string? enclosing, bool isError)
    {
        (string name, string? @namespace) = Name(json, enclosing);
        AvroJson fields = Array(Required(json, "fields"), "fields");
        return new AvroRecordSchema(
            name,
            @namespace,
            self =>
            {
                Define(json, self);
                return ParseFields(fields, self);
            },
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, OfRecord),
            isError);
    }

    private AvroField[] ParseFields(AvroJson json, AvroRecordSchema record)
    {
        var fields = new AvroField[json.Items.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = ParseField(json.Items[i], record);
        }

        int repeated = AvroRecordSchema.IndexOfRepeated(fields);
        return repeated < 0 ? fields : throw Error(json.Items[repeated], $"The record {record.FullName} has two fields named {fields[repeated].Name}");
    }

    private AvroField ParseField(AvroJson json, AvroRecordSchema record)
    {
        if (json.Kind != AvroJsonKind.Object)
        {
            throw Error(json, $"A field of {record.FullName} is an object with a \"name\" and a \"type\"");
        }

        string name = String(Required(json, "name"), "name");
        AvroSchema schema = ParseSchema(Required(json, "type"), record.Namespace);
        AvroJson? defaultValue = json.Member("default");
        if (options.Strict && defaultValue is not null && !_defaults.Fits(schema, defaultValue))
        {
            throw Error(defaultValue, $"The default of {name} is not a value of its type; where that is a union, of its first branch");
        }

        string? order = OptionalString(json, "order");
        if (order is not (null or "ascending" or "descending" or "ignore"))
        {
            throw Error(json.Member("order")!, "The order of a field is ascending, descending or ignore");
        }

        try
        {
            return new AvroField(name, schema, defaultValue, OptionalString(json, "doc"), Strings(json, "aliases"), order, Properties(json, OfField));
        }
        catch (AvroSchemaException e) when (e.Line == 0)
        {
            throw Error(json, e.Problem);
        }
    }

    private AvroEnumSchema ParseEnum(AvroJson json, string? enclosing)
    {
        (string name, string? @namespace) = Name(json, enclosing);
        Required(json, "symbols");
        var schema = new AvroEnumSchema(
            name,
            @namespace,
            Strings(json, "symbols"),
            OptionalString(json, "default"),
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, OfEnum));
        Define(json, schema);
        return schema;
    }

    private AvroFixedSchema ParseFixed(AvroJson json, string? enclosing)
    {
        (string name, string? @namespace) = Name(json, enclosing);
        AvroJson size = Required(json, "size");
        if (size.Kind != AvroJsonKind.Number
            || !int.TryParse(size.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int bytes))
        {
            throw Error(size, "The size of a fixed is a whole number of bytes");
        }

        var schema = new AvroFixedSchema(
            name,
            @namespace,
            bytes,
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, OfFixed));
        Define(json, schema);
        return schema;
    }

    private AvroSchema Reference(AvroJson json, string? enclosing)
    {
        string name = json.Text;
        if (AvroPrimitiveSchema.Named(name) is { } primitive)
        {
            return primitive;
        }

        if (_named.TryGetValue(AvroName.Full(name, enclosing), out AvroNamedSchema? named) || _named.TryGetValue(name, out named))
        {
            return named;
        }

        throw Error(json, $"\"{name}\" is neither a type of Avro nor a name that is defined before this place");
    }

    private (string Name, string? Namespace) Name(AvroJson json, string? enclosing)
    {
        AvroJson name = Required(json, "name");
        string? declared = OptionalString(json, "namespace");
        (string simple, string? @namespace) = AvroName.Split(String(name, "name"), declared ?? enclosing);
        if (!AvroName.IsSimple(simple))
        {
            throw Error(name, AvroName.Explain(name.Text));
        }

        // An enclosing namespace has been looked at before.
        if (!ReferenceEquals(@namespace, enclosing) && !AvroName.IsNamespace(@namespace ?? "", options.Strict))
        {
            throw Error(json.Member("namespace") ?? name, $"\"{@namespace}\" is not an Avro namespace: names separated by dots");
        }

        return (simple, string.IsNullOrEmpty(@namespace) ? null : @namespace);
    }

    private void Define(AvroJson json, AvroNamedSchema schema)
    {
        if (AvroPrimitiveSchema.Named(schema.FullName) is not null)
        {
            throw Error(json, $"{schema.FullName} is a type of Avro and can't be defined again");
        }

        if (_named.ContainsKey(schema.FullName))
        {
            throw Error(json, $"{schema.FullName} is defined twice; write the name alone to use it again");
        }

        _named.Add(schema.FullName, schema);
        Definitions.Add(schema.FullName, json);
    }

    private static string[] Aliases(AvroJson json, string? @namespace)
    {
        string[] aliases = Strings(json, "aliases");
        for (int i = 0; i < aliases.Length; i++)
        {
            aliases[i] = AvroName.Full(aliases[i], @namespace);
        }

        return aliases;
    }

    private static string[] Strings(AvroJson json, string name)
    {
        if (json.Member(name) is not { } strings)
        {
            return [];
        }

        IReadOnlyList<AvroJson> items = Array(strings, name).Items;
        string[] texts = new string[items.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = String(items[i], name);
        }

        return texts;
    }

    private static List<KeyValuePair<string, AvroJson>>? Properties(AvroJson json, string[] reserved)
    {
        List<KeyValuePair<string, AvroJson>>? properties = null;
        foreach (KeyValuePair<string, AvroJson> member in json.MemberArray)
        {
            if (!IsAmong(reserved, member.Key))
            {
                (properties ??= []).Add(member);
            }
        }

        return properties;
    }

    private static bool IsAmong(string[] names, string name)
    {
        foreach (string other in names)
        {
            if (other == name)
            {
                return true;
            }
        }

        return false;
    }

    private static AvroJson Required(AvroJson json, string name) =>
        json.Member(name) ?? throw Error(json, $"\"{name}\" is missing here");

    private static string? OptionalString(AvroJson json, string name) =>
        json.Member(name) is { } value ? String(value, name) : null;

    private static string String(AvroJson json, string name) =>
        json.Kind == AvroJsonKind.String ? json.Text : throw Error(json, $"\"{name}\" must be text");

    private static AvroJson Array(AvroJson json, string name) =>
        json.Kind == AvroJsonKind.Array ? json : throw Error(json, $"\"{name}\" must be an array");

    private static AvroSchemaException Error(AvroJson json, string problem) => new(problem, json.Line, json.Column);
}
