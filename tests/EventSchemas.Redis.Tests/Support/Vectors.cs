using System.Text;
using System.Text.Json;
using EventSchemas.OpenEdx;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Entries that the Python library wrote, and crafted ones with what it did with them. Absent on most machines.</summary>
static class Vectors
{
    private static readonly Lazy<JsonDocument> File = new(() => JsonDocument.Parse(SharedFiles.OpenEdxFile("redis-vectors.json")));

    /// <summary>Entries that it wrote.</summary>
    public static IReadOnlyList<JsonElement> Written => [.. File.Value.RootElement.GetProperty("vectors").EnumerateArray()];

    /// <summary>Crafted entries.</summary>
    public static IReadOnlyList<JsonElement> Crafted => [.. File.Value.RootElement.GetProperty("consumer_cases").EnumerateArray()];

    /// <summary>The fields of an entry; null where the file describes it in words.</summary>
    public static NameValueEntry[]? FieldsOf(JsonElement entry) =>
        entry.GetProperty("xadd_fields") is { ValueKind: JsonValueKind.Array } fields
            ? [.. fields.EnumerateArray().Select(field => new NameValueEntry(Bytes(field[0]), Bytes(field[1])))]
            : null;

    /// <summary>The metadata of an event that it wrote.</summary>
    public static EventMetadata MetadataOf(JsonElement vector)
    {
        JsonElement metadata = vector.GetProperty("metadata");
        return new EventMetadata
        {
            EventType = metadata.GetProperty("event_type").GetString()!,
            Id = metadata.GetProperty("id").GetGuid(),
            Time = metadata.GetProperty("time").GetDateTimeOffset(),
            Source = metadata.GetProperty("source").GetString()!,
            SourceHost = metadata.GetProperty("sourcehost").GetString()!,
            SourceLibrary = string.Join('.', metadata.GetProperty("sourcelib").EnumerateArray()),
            MinorVersion = metadata.GetProperty("minorversion").GetInt32(),
        };
    }

    /// <summary>The settings of a service that publishes all events of Open edX to one topic.</summary>
    public static (string Key, string? Value)[] Settings(string service) =>
    [
        ("EventBus:ServiceName", service),
        .. OpenEdxEvents.All.Select(one => ($"EventBus:Producers:{one.Descriptor.EventType}:Topics:0", (string?)"all")),
        .. OpenEdxEvents.All
            .Where(one => one.Descriptor.FeatureFlag is not null)
            .Select(one => ($"FeatureManagement:{one.Descriptor.FeatureFlag}", (string?)"true")),
    ];

    /// <summary>Fields as text that can be compared.</summary>
    public static string Show(NameValueEntry[] fields) => string.Join('\n', fields.Select(field =>
        $"{Encoding.UTF8.GetString(field.Name!)}={Convert.ToHexStringLower((byte[])field.Value!)}"));

    private static byte[] Bytes(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? Encoding.UTF8.GetBytes(value.GetString()!)
        : Convert.FromHexString(value.GetProperty("hex").GetString()!);
}

/// <summary>Reads an event of a vector, and publishes it.</summary>
sealed class PublishVisitor(IEventPublisher publisher, byte[] data, PublishOptions options, CancellationToken cancellationToken)
    : IEventVisitor
{
    public Task? Published { get; private set; }

    public void Visit<TEvent>()
        where TEvent : class, IEventContract<TEvent> =>
        Published = publisher.PublishAsync(AvroCodec.Deserialize<TEvent>(data), options, cancellationToken);
}
