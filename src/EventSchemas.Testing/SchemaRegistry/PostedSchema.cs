using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EventSchemas.Testing;

/// <summary>A schema as it was posted.</summary>
/// <param name="Text">Its text.</param>
/// <param name="References">The schemas that its text names without defining them.</param>
sealed record PostedSchema(string Text, IReadOnlyList<SchemaReference> References)
{
    /// <summary>The same for the same schema, in every registry.</summary>
    public Guid Guid { get; } = new(SHA256.HashData(Encoding.UTF8.GetBytes($"{Text} {string.Join(' ', References)}")).AsSpan(0, 16));

    public bool Equals(PostedSchema? other) => other is not null && Text == other.Text && References.SequenceEqual(other.References);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <summary>The text with each referenced type defined where it is first named.</summary>
    /// <param name="find">Finds the text of a referenced version, which is complete too.</param>
    public string Complete(Func<SchemaReference, string> find)
    {
        if (References.Count == 0)
        {
            return Text;
        }

        var open = References.ToDictionary(reference => reference.Name, find, StringComparer.Ordinal);
        return Complete(JsonNode.Parse(Text)!, space: null, open).ToJsonString();
    }

    private static JsonNode Complete(JsonNode type, string? space, Dictionary<string, string> open)
    {
        switch (type)
        {
            case JsonValue value when value.TryGetValue(out string? name):
                string full = name.Contains('.', StringComparison.Ordinal) || space is null ? name : $"{space}.{name}";
                return open.Remove(full, out string? text) ? JsonNode.Parse(text)! : type.DeepClone();
            case JsonArray union:
                return new JsonArray([.. union.Select(branch => Complete(branch!, space, open))]);
            case JsonObject definition:
                return Complete(definition, space, open);
            default:
                return type.DeepClone();
        }
    }

    private static JsonObject Complete(JsonObject definition, string? space, Dictionary<string, string> open)
    {
        string? name = (string?)definition["name"];
        int dot = name?.LastIndexOf('.') ?? -1;
        string? inner = dot >= 0 ? name![..dot] : (string?)definition["namespace"] ?? space;
        var complete = new JsonObject();
        foreach ((string key, JsonNode? value) in definition)
        {
            complete[key] = (key, value) switch
            {
                ("fields", JsonArray fields) =>
                    new JsonArray([.. fields.Select(field => (JsonNode)Complete((JsonObject)field!, inner, open))]),
                ("type" or "items" or "values", not null) => Complete(value, inner, open),
                _ => value?.DeepClone(),
            };
        }

        return complete;
    }
}

/// <summary>A schema that another one names.</summary>
/// <param name="Name">The type's full name.</param>
/// <param name="Subject">The subject that has it.</param>
/// <param name="Version">The version.</param>
sealed record SchemaReference(string Name, string Subject, int Version);
