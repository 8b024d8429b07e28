using System.Buffers;
using System.Collections.ObjectModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventSchemas.Hosting;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// The attributes that an event's publisher gave, as the outbox keeps them: a JSON object of texts, for example
/// <c>{"subject":"orders/A-1","tenant":"north"}</c>.
/// </summary>
static class OutboxAttributes
{
    // No extension attribute has this name.
    private const string Subject = "subject";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The attributes as text; null where there are none.</summary>
    public static string? Write(string? subject, IReadOnlyDictionary<string, string> extensions)
    {
        if (subject is null && extensions.Count == 0)
        {
            return null;
        }

        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Readable))
        {
            json.WriteStartObject();
            if (subject is not null)
            {
                json.WriteString(Subject, subject);
            }

            foreach ((string name, string value) in extensions)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>The attributes of a row.</summary>
    /// <exception cref="EventPublishException">Its text isn't such an object.</exception>
    public static (string? Subject, IReadOnlyDictionary<string, string> Extensions) Read(OutboxRow row)
    {
        if (row.Attributes is null)
        {
            return (null, ReadOnlyDictionary<string, string>.Empty);
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(row.Attributes);
            var extensions = new SortedList<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty attribute in json.RootElement.EnumerateObject())
            {
                extensions[attribute.Name] = attribute.Value.GetString()
                    ?? throw new JsonException($"{attribute.Name} is null.");
            }

            extensions.Remove(Subject, out string? subject);
            return (subject, extensions);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new EventPublishException(
                row.EventType,
                row.EventId,
                PublishOutcome.NotDelivered,
                PublishFailureReason.Other,
                $"{row.EventType} {row.EventId} was not delivered. Its column attributes can't be read: it has a JSON object of texts, "
                + $"such as {{\"subject\":\"orders/A-1\"}}. {e.Message}",
                e);
        }
    }
}
