using System.Text.Json.Nodes;
using EventSchemas.Avro;

namespace EventSchemas.OpenEdx.Tests;

/// <summary>Changes a schema into that of an older version.</summary>
sealed class SchemaEdit(AvroSchema schema)
{
    private readonly JsonNode _schema = JsonNode.Parse(schema.ToJson())!;

    public AvroSchema Schema => AvroSchema.Parse(_schema.ToJsonString());

    /// <summary>Removes a field from a record.</summary>
    public SchemaEdit Without(string record, string field)
    {
        JsonArray fields = Fields(record);
        fields.Remove(Field(fields, field));
        return this;
    }

    /// <summary>Inserts a field at the start of a record, or before another field.</summary>
    public SchemaEdit With(string record, string field, string type, string? before = null)
    {
        JsonArray fields = Fields(record);
        fields.Insert(before is null ? 0 : fields.IndexOf(Field(fields, before)), new JsonObject { ["name"] = field, ["type"] = type });
        return this;
    }

    /// <summary>Makes every optional field of a record required.</summary>
    public SchemaEdit WithoutNull(string record)
    {
        foreach (JsonObject field in Fields(record).OfType<JsonObject>().Where(field => field["type"] is JsonArray))
        {
            field["type"] = field["type"]![1]!.DeepClone();
            field.Remove("default");
        }

        return this;
    }

    private static JsonNode Field(JsonArray fields, string name) => fields.Single(field => field!["name"]!.GetValue<string>() == name)!;

    private JsonArray Fields(string record) =>
        Find(_schema, record) ?? throw new ArgumentException($"The schema has no record {record}.", nameof(record));

    private static JsonArray? Find(JsonNode? node, string record) => node switch
    {
        JsonObject type when type["fields"] is JsonArray fields && type["name"]!.GetValue<string>() == record => fields,
        JsonObject parts => parts.Select(part => Find(part.Value, record)).FirstOrDefault(found => found is not null),
        JsonArray items => items.Select(item => Find(item, record)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
