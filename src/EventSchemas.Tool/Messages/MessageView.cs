using System.Text.Json;
using System.Text.Json.Serialization;
using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>A message of a topic as people and machines see it. Immutable.</summary>
sealed record MessageView
{
    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    public required int Partition { get; init; }

    public required long Offset { get; init; }

    /// <summary>The entry's id, on a transport that has ids.</summary>
    public string? EntryId { get; init; }

    /// <summary>When the message was written.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    public string? EventType { get; init; }

    /// <summary>The event's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>When the event happened.</summary>
    public DateTimeOffset? Time { get; init; }

    public string? Source { get; init; }

    public string? Key { get; init; }

    /// <summary>The key of an event that has it inside, as it is, for a filter.</summary>
    [JsonIgnore]
    public string? KeyToMatch { get; init; }

    /// <summary>The schema's id in the registry.</summary>
    public int? SchemaId { get; init; }

    /// <summary>The subject that has the schema.</summary>
    public string? Subject { get; init; }

    /// <summary>The schema's version: that of the subject, or on a transport without a registry that of the contract files.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The schema that it was written with; null where it isn't known.</summary>
    [JsonIgnore]
    public AvroSchema? Schema { get; init; }

    /// <summary>The event, with the names of its schema.</summary>
    public JsonElement? Event { get; init; }

    /// <summary>Why there is no event.</summary>
    public string? Problem { get; init; }

    /// <summary>How many bytes the value has.</summary>
    public int? ValueBytes { get; init; }

    /// <summary>The value of a message that can't be read, in base64; only where personal data is shown.</summary>
    public string? Value { get; init; }

    /// <summary>The headers, or on Redis the fields but the event's data. Of several with one name the last one counts.</summary>
    public IReadOnlyDictionary<string, string?> Headers { get; init; } = new Dictionary<string, string?>();

    /// <summary>Where the message is, for people.</summary>
    public string ToPlace() => EntryId is { } id ? $"{Topic} {id}" : FormattableString.Invariant($"{Topic} [{Partition}] @{Offset}");
}
