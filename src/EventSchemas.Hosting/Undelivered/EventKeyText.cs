using System.Text.Json;
using EventSchemas.Avro;

namespace EventSchemas.Hosting;

/// <summary>Keys as text, for people who look for the events of a key.</summary>
static class EventKeyText
{
    /// <summary>Reads a key.</summary>
    /// <param name="primitiveName">The key's Avro type.</param>
    /// <param name="key">The key as Avro binary.</param>
    /// <returns>A string as it is, another value as in JSON; null if the bytes aren't such a key.</returns>
    public static string? Read(string primitiveName, ReadOnlySpan<byte> key)
    {
        try
        {
            using var json = JsonDocument.Parse(AvroJsonText.ToJson(AvroSchema.Parse($"\"{primitiveName}\""), key.ToArray()));
            return json.RootElement.ValueKind == JsonValueKind.String ? json.RootElement.GetString() : json.RootElement.GetRawText();
        }
        catch (EventDataException)
        {
            return null;
        }
    }
}
