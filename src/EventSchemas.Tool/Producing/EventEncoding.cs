using System.Text.Json;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>Makes an event of JSON: its value and its key as Avro binary. Safe for concurrent use.</summary>
/// <param name="descriptor">What the event is.</param>
/// <param name="key">The key of every event; null to read it from each.</param>
sealed class EventEncoding(EventDescriptor descriptor, string? key)
{
    private readonly AvroSchema? _keySchema = descriptor.Key is { } member ? AvroSchema.Parse($"\"{member.PrimitiveName}\"") : null;

    /// <exception cref="EventDataException">The JSON doesn't fit the schema, or has no key.</exception>
    public (byte[] Value, byte[]? Key) Encode(InputEvent input)
    {
        byte[] value = AvroJsonText.ToAvroFromUtf8(descriptor.Schema, input.Json);
        return (value, _keySchema is null ? null : AvroJsonText.ToAvro(_keySchema, KeyOf(input)));
    }

    private string KeyOf(InputEvent input)
    {
        if (key is not null)
        {
            return _keySchema!.Kind == AvroSchemaKind.String ? JsonSerializer.Serialize(key) : key;
        }

        using var json = JsonDocument.Parse(input.Json);
        JsonElement member = json.RootElement;
        foreach (string name in descriptor.Key!.Path.Split('.'))
        {
            member = member.ValueKind == JsonValueKind.Object && member.TryGetProperty(name, out JsonElement found)
                ? found
                : throw new EventDataException($"It has no key {descriptor.Key.Path}");
        }

        return member.GetRawText();
    }
}
