using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>A schema together with the text that it was read from, so that a finding can point into the text. Immutable.</summary>
public sealed class AvroSchemaDocument
{
    private readonly Dictionary<string, AvroJson> _definitions;

    private AvroSchemaDocument(AvroSchema schema, AvroJson json, Dictionary<string, AvroJson> definitions)
    {
        Schema = schema;
        Json = json;
        _definitions = definitions;
    }

    /// <summary>The schema.</summary>
    public AvroSchema Schema { get; }

    /// <summary>The text as JSON; every value knows its place.</summary>
    public AvroJson Json { get; }

    /// <summary>Parses a schema and keeps its text's places.</summary>
    /// <param name="json">The schema as JSON.</param>
    /// <param name="options">Bounds and strictness; the defaults where none are given.</param>
    /// <exception cref="AvroSchemaException">The text is not a schema; the message says what is wrong and where.</exception>
    public static AvroSchemaDocument Parse(string json, AvroParseOptions? options = null)
    {
        options ??= AvroParseOptions.Default;
        JsonTape tape = JsonTextReader.Read(json ?? throw new ArgumentNullException(nameof(json)), options);
        var parser = new SchemaParser(tape, options);
        AvroSchema schema = parser.Parse();
        var places = new AvroJson[tape[JsonTape.Root].Next];
        AvroJson tree = tape.ToJson(JsonTape.Root, places);
        return new AvroSchemaDocument(
            schema,
            tree,
            parser.Definitions.ToDictionary(definition => definition.Key, definition => places[definition.Value], StringComparer.Ordinal));
    }

    /// <summary>Finds the value at a location.</summary>
    /// <param name="location">
    /// A JSON pointer, for example an <see cref="AvroIncompatibility.Location"/>; a reference by name is followed to its definition.
    /// </param>
    /// <returns>The value there; if the location goes further than the text, the last value on the path.</returns>
    public AvroJson Locate(string location)
    {
        if (location is null)
        {
            throw new ArgumentNullException(nameof(location));
        }

        AvroJson json = Json;
        object? part = Schema;
        foreach (string step in location.Split(['/'], StringSplitOptions.RemoveEmptyEntries))
        {
            AvroJson definition = part is AvroSchema schema ? Definition(json, schema) : json;
            if (Next(definition, step) is not { } next)
            {
                return json;
            }

            json = next;
            part = Next(part, step);
        }

        return json;
    }

    // The object that defines the schema: inside an object that only wraps it, or referenced by name.
    private AvroJson Definition(AvroJson json, AvroSchema schema)
    {
        while (json.Member("type") is { Kind: not AvroJsonKind.String } inner)
        {
            json = inner;
        }

        return schema is AvroNamedSchema named && json.Member("type")?.Text is not ("record" or "error" or "enum" or "fixed")
            ? _definitions[named.FullName]
            : json;
    }

    private static AvroJson? Next(AvroJson json, string step) =>
        json.Kind != AvroJsonKind.Array
            ? json.Member(step)
            : Index(step) is { } index && index < json.Items.Count ? json.Items[index] : null;

    private static object? Next(object? part, string step) => (part, step) switch
    {
        (AvroRecordSchema record, "fields") => record.Fields,
        (IReadOnlyList<AvroField> fields, _) => Index(step) is { } index && index < fields.Count ? fields[index] : null,
        (AvroField field, "type") => field.Schema,
        (AvroArraySchema array, "items") => array.Items,
        (AvroMapSchema map, "values") => map.Values,
        (AvroUnionSchema union, _) => Index(step) is { } index && index < union.Branches.Count ? union.Branches[index] : null,
        _ => null,
    };

    private static int? Index(string step) =>
        int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : null;
}
