using System;
using System.Collections.Generic;
using System.Globalization;

namespace EventSchemas.Avro;

/// <summary>Makes a schema of its JSON. Recurses no deeper than the JSON, whose depth its reader has bounded.</summary>
sealed class SchemaParser(JsonTape tape, AvroParseOptions options)
{
    private const int UsualNames = 7;

    private static readonly int OfReference = SchemaMembers.SetOf(SchemaWord.Type, SchemaWord.Name, SchemaWord.Namespace, SchemaWord.Doc);
    private static readonly int OfArray = SchemaMembers.SetOf(SchemaWord.Type, SchemaWord.Items);
    private static readonly int OfMap = SchemaMembers.SetOf(SchemaWord.Type, SchemaWord.Values);
    private static readonly int OfNamed = SchemaMembers.SetOf(
        SchemaWord.Type, SchemaWord.Name, SchemaWord.Namespace, SchemaWord.Doc, SchemaWord.Aliases);
    private static readonly int OfRecord = OfNamed | SchemaMembers.SetOf(SchemaWord.Fields);
    private static readonly int OfEnum = OfNamed | SchemaMembers.SetOf(SchemaWord.Symbols, SchemaWord.Default);
    private static readonly int OfFixed = OfNamed | SchemaMembers.SetOf(SchemaWord.Size);
    private static readonly int OfField =
        SchemaMembers.SetOf(SchemaWord.Name, SchemaWord.Type, SchemaWord.Default, SchemaWord.Doc, SchemaWord.Aliases, SchemaWord.Order);

    private readonly Dictionary<string, (AvroNamedSchema Schema, int Node)> _named = new(UsualNames, StringComparer.Ordinal);

    /// <summary>Where each named schema is defined, by its full name.</summary>
    public IEnumerable<KeyValuePair<string, int>> Definitions
    {
        get
        {
            foreach (KeyValuePair<string, (AvroNamedSchema Schema, int Node)> named in _named)
            {
                yield return new KeyValuePair<string, int>(named.Key, named.Value.Node);
            }
        }
    }

    /// <summary>Parses a schema.</summary>
    /// <exception cref="AvroSchemaException">The text is not one.</exception>
    public static AvroSchema Parse(string json, AvroParseOptions options) =>
        new SchemaParser(JsonTextReader.Read(json, options), options).Parse();

    /// <summary>The schema of the whole text.</summary>
    public AvroSchema Parse() => ParseSchema(JsonTape.Root, enclosing: null);

    private AvroSchema ParseSchema(int node, string? enclosing) => AvroPrimitiveSchema.Of(tape[node].Word) ?? ParseOther(node, enclosing);

    private AvroSchema ParseOther(int node, string? enclosing)
    {
        try
        {
            return tape[node].Kind switch
            {
                AvroJsonKind.String => Reference(node, enclosing),
                AvroJsonKind.Array => ParseUnion(node, enclosing),
                AvroJsonKind.Object => ParseObject(node, enclosing),
                _ => throw Error(node, "A schema is a type's name, an object or an array of branches"),
            };
        }
        catch (AvroSchemaException e) when (e.Line == 0)
        {
            throw Error(node, e.Problem);
        }
    }

    private AvroUnionSchema ParseUnion(int node, string? enclosing)
    {
        var branches = new AvroSchema[tape[node].Content];
        int branch = node + 1;
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i] = ParseSchema(branch, enclosing);
            branch = tape[branch].Next;
        }

        return new AvroUnionSchema(new FrozenList<AvroSchema>(branches));
    }

    private AvroSchema ParseObject(int node, string? enclosing)
    {
        var members = new SchemaMembers(tape, node);
        if (members.Type == 0)
        {
            throw Error(node, "The schema has no \"type\"");
        }

        if (tape[members.Type].Kind != AvroJsonKind.String)
        {
            return ParseSchema(members.Type, enclosing);
        }

        return tape[members.Type].Word switch
        {
            SchemaWord.Record => ParseRecord(node, members, enclosing, isError: false),
            SchemaWord.Error => ParseRecord(node, members, enclosing, isError: true),
            SchemaWord.Enum => ParseEnum(node, members, enclosing),
            SchemaWord.Fixed => ParseFixed(node, members, enclosing),
            SchemaWord.Array =>
                new AvroArraySchema(ParseSchema(Required(node, members.Items, "items"), enclosing), members.Beyond(OfArray)),
            SchemaWord.Map => new AvroMapSchema(ParseSchema(Required(node, members.Values, "values"), enclosing), members.Beyond(OfMap)),
            _ => ParseReference(members, enclosing),
        };
    }

    // A field object is allowed in place of a schema: Python services register keys like that, so its name isn't a property.
    private AvroSchema ParseReference(in SchemaMembers members, string? enclosing)
    {
        AvroSchema schema = ParseSchema(members.Type, enclosing);
        return schema is AvroPrimitiveSchema && members.Beyond(OfReference) is { } properties
            ? new AvroPrimitiveSchema(schema.Kind, properties)
            : schema;
    }

    private AvroRecordSchema ParseRecord(int node, in SchemaMembers members, string? enclosing, bool isError)
    {
        (string name, string? @namespace) = Name(node, members, enclosing);
        int fields = Array(Required(node, members.Fields, "fields"), "fields");
        string? doc = OptionalString(members.Doc, "doc");
        FrozenList<string> aliases = Aliases(members.Aliases, @namespace);
        FrozenList<KeyValuePair<string, AvroJson>>? properties = members.Beyond(OfRecord);
        try
        {
            return new AvroRecordSchema(
                name,
                @namespace,
                self =>
                {
                    Define(node, self);
                    return ParseFields(fields, self);
                },
                doc,
                aliases,
                properties,
                isError);
        }
        catch (AvroSchemaException e) when (e.Line == 0 && RepeatedField(fields) is { } repeated)
        {
            throw Error(repeated, e.Problem);
        }
    }

    private FrozenList<AvroField> ParseFields(int node, AvroRecordSchema record)
    {
        var fields = new AvroField[tape[node].Content];
        int field = node + 1;
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = ParseField(field, record);
            field = tape[field].Next;
        }

        return new FrozenList<AvroField>(fields);
    }

    // The first field with the name of an earlier one.
    private int? RepeatedField(int node)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        int field = node + 1;
        for (int i = tape[node].Content; i > 0; i--)
        {
            if (!names.Add(tape.Text(new SchemaMembers(tape, field).Name)))
            {
                return field;
            }

            field = tape[field].Next;
        }

        return null;
    }

    private AvroField ParseField(int node, AvroRecordSchema record)
    {
        if (tape[node].Kind != AvroJsonKind.Object)
        {
            throw Error(node, $"A field of {record.FullName} is an object with a \"name\" and a \"type\"");
        }

        var members = new SchemaMembers(tape, node);
        string name = String(Required(node, members.Name, "name"), "name");
        AvroSchema schema = ParseSchema(Required(node, members.Type, "type"), record.Namespace);
        AvroJson? defaultValue = members.Default == 0 ? null : tape.ToJson(members.Default);
        if (options.Strict && defaultValue is not null && !new DefaultValue().Fits(schema, defaultValue))
        {
            throw Error(members.Default, $"The default of {name} is not a value of its type; where that is a union, of its first branch");
        }

        string? order = OptionalString(members.Order, "order");
        if (order is not (null or "ascending" or "descending" or "ignore"))
        {
            throw Error(members.Order, "The order of a field is ascending, descending or ignore");
        }

        try
        {
            return new AvroField(
                name,
                schema,
                defaultValue,
                OptionalString(members.Doc, "doc"),
                Strings(members.Aliases, "aliases"),
                order,
                members.Beyond(OfField));
        }
        catch (AvroSchemaException e) when (e.Line == 0)
        {
            throw Error(node, e.Problem);
        }
    }

    private AvroEnumSchema ParseEnum(int node, in SchemaMembers members, string? enclosing)
    {
        (string name, string? @namespace) = Name(node, members, enclosing);
        var schema = new AvroEnumSchema(
            name,
            @namespace,
            Strings(Required(node, members.Symbols, "symbols"), "symbols"),
            OptionalString(members.Default, "default"),
            OptionalString(members.Doc, "doc"),
            Aliases(members.Aliases, @namespace),
            members.Beyond(OfEnum));
        Define(node, schema);
        return schema;
    }

    private AvroFixedSchema ParseFixed(int node, in SchemaMembers members, string? enclosing)
    {
        (string name, string? @namespace) = Name(node, members, enclosing);
        int size = Required(node, members.Size, "size");
        if (tape[size].Kind != AvroJsonKind.Number
            || !int.TryParse(tape.Text(size), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int bytes))
        {
            throw Error(size, "The size of a fixed is a whole number of bytes");
        }

        var schema = new AvroFixedSchema(
            name, @namespace, bytes, OptionalString(members.Doc, "doc"), Aliases(members.Aliases, @namespace), members.Beyond(OfFixed));
        Define(node, schema);
        return schema;
    }

    private AvroNamedSchema Reference(int node, string? enclosing)
    {
        string name = tape.Text(node);
        if (_named.TryGetValue(AvroName.Full(name, enclosing), out (AvroNamedSchema Schema, int) named)
            || _named.TryGetValue(name, out named))
        {
            return named.Schema;
        }

        throw Error(node, $"\"{name}\" is neither a type of Avro nor a name that is defined before this place");
    }

    private (string Name, string? Namespace) Name(int node, in SchemaMembers members, string? enclosing)
    {
        int name = Required(node, members.Name, "name");
        string? declared = OptionalString(members.Namespace, "namespace");
        (string simple, string? @namespace) = AvroName.Split(String(name, "name"), declared ?? enclosing);
        if (!AvroName.IsSimple(simple))
        {
            throw Error(name, AvroName.Explain(tape.Text(name)));
        }

        // An enclosing namespace has been checked before.
        if (!ReferenceEquals(@namespace, enclosing) && !AvroName.IsNamespace(@namespace ?? "", options.Strict))
        {
            throw Error(
                members.Namespace == 0 ? name : members.Namespace, $"\"{@namespace}\" is not an Avro namespace: names separated by dots");
        }

        return (simple, string.IsNullOrEmpty(@namespace) ? null : @namespace);
    }

    private void Define(int node, AvroNamedSchema schema)
    {
        if (AvroPrimitiveSchema.Named(schema.FullName) is not null)
        {
            throw Error(node, $"{schema.FullName} is a type of Avro and can't be defined again");
        }

        if (_named.ContainsKey(schema.FullName))
        {
            throw Error(node, $"{schema.FullName} is defined twice; write the name alone to use it again");
        }

        _named.Add(schema.FullName, (schema, node));
    }

    private FrozenList<string> Aliases(int node, string? @namespace)
    {
        FrozenList<string> names = Strings(node, "aliases");
        if (names.Count == 0)
        {
            return names;
        }

        string[] aliases = new string[names.Count];
        for (int i = 0; i < aliases.Length; i++)
        {
            aliases[i] = AvroName.Full(names[i], @namespace);
        }

        return new FrozenList<string>(aliases);
    }

    private FrozenList<string> Strings(int node, string name)
    {
        if (node == 0)
        {
            return FrozenList<string>.Empty;
        }

        string[] texts = new string[tape[Array(node, name)].Content];
        int item = node + 1;
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = String(item, name);
            item = tape[item].Next;
        }

        return new FrozenList<string>(texts);
    }

    private int Required(int node, int member, string name) => member > 0 ? member : throw Error(node, $"\"{name}\" is missing here");

    private string? OptionalString(int node, string name) => node == 0 ? null : String(node, name);

    private string String(int node, string name) =>
        tape[node].Kind == AvroJsonKind.String ? tape.Text(node) : throw Error(node, $"\"{name}\" must be text");

    private int Array(int node, string name) =>
        tape[node].Kind == AvroJsonKind.Array ? node : throw Error(node, $"\"{name}\" must be an array");

    private AvroSchemaException Error(int node, string problem)
    {
        var place = TextPlace.Of(tape.Source, tape[node].Start);
        return new AvroSchemaException(problem, place.Line, place.Column);
    }
}
