using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using EventSchemas.Hosting;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// What an event's publisher gave beside the event, as the outbox keeps it: a JSON object of texts, for example
/// <c>{"subject":"orders/A-1","tenant":"north"}</c>. The metadata of an event that is passed on have names that no extension attribute
/// can have.
/// </summary>
static class OutboxAttributes
{
    private const string Subject = "subject";
    private const string Source = "source";
    private const string SourceHost = "source-host";
    private const string SourceLibrary = "source-library";
    private const string MinorVersion = "minor-version";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The attributes of an event as text; null where there are none.</summary>
    public static string? Write(UndeliveredEvent waiting)
    {
        if (waiting is { Subject: null, Extensions.Count: 0, Metadata: null })
        {
            return null;
        }

        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, Readable))
        {
            json.WriteStartObject();
            if (waiting.Metadata is { } metadata)
            {
                json.WriteString(Source, metadata.Source);
                json.WriteString(SourceHost, metadata.SourceHost);
                json.WriteString(SourceLibrary, metadata.SourceLibrary);
                json.WriteString(MinorVersion, metadata.MinorVersion.ToString(CultureInfo.InvariantCulture));
            }

            if (waiting.Subject is { } subject)
            {
                json.WriteString(Subject, subject);
            }

            foreach ((string name, string value) in waiting.Extensions)
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    /// <summary>An event with the attributes of its row.</summary>
    /// <exception cref="EventPublishException">Their text isn't such an object.</exception>
    public static UndeliveredEvent Read(OutboxRow row, UndeliveredEvent waiting)
    {
        if (row.Attributes is null)
        {
            return waiting;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(row.Attributes);
            var texts = new SortedList<string, string>(StringComparer.Ordinal);
            foreach (JsonProperty attribute in json.RootElement.EnumerateObject())
            {
                texts[attribute.Name] = attribute.Value.GetString()
                    ?? throw new JsonException($"{attribute.Name} is null.");
            }

            EventMetadata? metadata = !texts.Remove(Source, out string? source) ? null : new()
            {
                EventType = waiting.EventType,
                Id = waiting.Id,
                Time = waiting.Time,
                Source = source,
                SourceHost = Take(texts, SourceHost),
                SourceLibrary = Take(texts, SourceLibrary),
                MinorVersion = int.Parse(Take(texts, MinorVersion), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
            };
            texts.Remove(Subject, out string? subject);
            return waiting with { Metadata = metadata, Subject = subject, Extensions = texts };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or OverflowException)
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

    private static string Take(SortedList<string, string> texts, string name) =>
        texts.Remove(name, out string? text) ? text : throw new JsonException($"It has a {Source}, but no {name}.");
}
