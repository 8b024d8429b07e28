using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Makes a schema of its JSON. Recurses no deeper than the JSON, whose depth its reader has bounded.</summary>
sealed class SchemaParser(AvroParseOptions options)
{
    private readonly DefaultValue _defaults = new();
    private readonly Dictionary<string, AvroNamedSchema> _named = new(StringComparer.Ordinal);

    /// <summary>Where each named schema stands in full, by its full name.</summary>
    public Dictionary<string, AvroJson> Definitions { get; } = new(StringComparer.Ordinal);

    public AvroSchema Parse(AvroJson json) => ParseSchema(json, enclosing: null);

    private AvroSchema ParseSchema(AvroJson json, string? enclosing) => json.Kind switch
    {
        AvroJsonKind.String => Reference(json, enclosing),
        AvroJsonKind.Array => At(json, () => new AvroUnionSchema(Map(json, branch => ParseSchema(branch, enclosing)))),
        AvroJsonKind.Object => ParseObject(json, enclosing),
        _ => throw Error(json, "A schema is a type's name, an object or an array of branches"),
    };

    private AvroSchema ParseObject(AvroJson json, string? enclosing)
    {
        AvroJson type = json.Member("type") ?? throw Error(json, "The schema has no \"type\"");
        if (type.Kind != AvroJsonKind.String)
        {
            return ParseSchema(type, enclosing);
        }

        switch (type.Text)
        {
            case "record" or "error":
                return ParseRecord(json, enclosing, type.Text == "error");
            case "enum":
                return ParseEnum(json, enclosing);
            case "fixed":
                return ParseFixed(json, enclosing);
            case "array":
                return new AvroArraySchema(ParseSchema(Required(json, "items"), enclosing), Properties(json, "type", "items"));
            case "map":
                return new AvroMapSchema(ParseSchema(Required(json, "values"), enclosing), Properties(json, "type", "values"));
            default:
                return ParseReference(json, type, enclosing);
        }
    }

    // A field object may stand where a schema is expected: Python services register keys like that, so its name is no property.
    private AvroSchema ParseReference(AvroJson json, AvroJson type, string? enclosing)
    {
        AvroSchema schema = Reference(type, enclosing);
        List<KeyValuePair<string, AvroJson>> properties = Properties(json, "type", "name", "namespace", "doc");
        return schema is AvroPrimitiveSchema && properties.Count > 0 ? new AvroPrimitiveSchema(schema.Kind, properties) : schema;
    }

    private AvroRecordSchema ParseRecord(AvroJson json, string? enclosing, bool isError)
    {
        (string name, string? @namespace) = Name(json, enclosing);
        AvroJson fields = Array(Required(json, "fields"), "fields");
        return At(json, () => new AvroRecordSchema(
            name,
            @namespace,
            self =>
            {
                Define(json, self);
                return ParseFields(fields, self);
            },
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, "type", "name", "namespace", "fields", "doc", "aliases"),
            isError));
    }

    private List<AvroField> ParseFields(AvroJson fields, AvroRecordSchema record)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var parsed = new List<AvroField>(fields.Items.Count);
        foreach (AvroJson json in fields.Items)
        {
            AvroField field = ParseField(json, record);
            if (!names.Add(field.Name))
            {
                throw Error(json, $"The record {record.FullName} has two fields named {field.Name}");
            }

            parsed.Add(field);
        }

        return parsed;
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

        return At(json, () => new AvroField(
            name,
            schema,
            defaultValue,
            OptionalString(json, "doc"),
            Strings(json, "aliases"),
            order,
            Properties(json, "name", "type", "default", "doc", "aliases", "order")));
    }

    private AvroEnumSchema ParseEnum(AvroJson json, string? enclosing)
    {
        (string name, string? @namespace) = Name(json, enclosing);
        Required(json, "symbols");
        AvroEnumSchema schema = At(json, () => new AvroEnumSchema(
            name,
            @namespace,
            Strings(json, "symbols"),
            OptionalString(json, "default"),
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, "type", "name", "namespace", "symbols", "default", "doc", "aliases")));
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

        AvroFixedSchema schema = At(json, () => new AvroFixedSchema(
            name,
            @namespace,
            bytes,
            OptionalString(json, "doc"),
            Aliases(json, @namespace),
            Properties(json, "type", "name", "namespace", "size", "doc", "aliases")));
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

        if (!AvroName.IsNamespace(@namespace ?? "", options.Strict))
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

    private static List<string> Aliases(AvroJson json, string? @namespace) =>
        Strings(json, "aliases").ConvertAll(alias => AvroName.Full(alias, @namespace));

    private static List<string> Strings(AvroJson json, string name) => json.Member(name) is { } strings
        ? Map(Array(strings, name), item => String(item, name))
        : [];

    private static List<T> Map<T>(AvroJson array, Func<AvroJson, T> select)
    {
        var results = new List<T>(array.Items.Count);
        foreach (AvroJson item in array.Items)
        {
            results.Add(select(item));
        }

        return results;
    }

    private static List<KeyValuePair<string, AvroJson>> Properties(AvroJson json, params string[] reserved)
    {
        var properties = new List<KeyValuePair<string, AvroJson>>();
        foreach (KeyValuePair<string, AvroJson> member in json.Members)
        {
            if (System.Array.IndexOf(reserved, member.Key) < 0)
            {
                properties.Add(member);
            }
        }

        return properties;
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

    private static T At<T>(AvroJson json, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (AvroSchemaException e) when (e.Line == 0)
        {
            throw Error(json, e.Problem);
        }
    }
}
