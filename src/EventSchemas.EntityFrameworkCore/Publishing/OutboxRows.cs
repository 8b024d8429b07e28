using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using EventSchemas.Hosting;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Rows of the outbox from events, and back. Safe for concurrent use.</summary>
static class OutboxRows
{
    private const int FingerprintBytes = 16;

    private static readonly ConcurrentDictionary<(string, string, EventKeyDescriptor?, EventKeyFormat, bool), string> Fingerprints = new();

    /// <summary>The rows of an event: one for each of its topics.</summary>
    public static IEnumerable<OutboxRow> Of(UndeliveredEvent waiting, int buckets, TraceContext? trace, DateTimeOffset now)
    {
        long lane = KeyLanes.Of(waiting.EventType, waiting.Key);
        string fingerprint = FingerprintOf(waiting);
        string? keyText = waiting.KeyText;
        string? attributes = OutboxAttributes.Write(waiting);
        return waiting.Topics.Select(topic => new OutboxRow
        {
            Bucket = (int)((ulong)lane % (uint)buckets),
            BucketCount = buckets,
            Lane = lane,
            EventType = waiting.EventType,
            EventId = waiting.Id,
            EventTime = Microseconds(waiting.Time),
            Topic = topic,
            Fingerprint = fingerprint,
            KeyText = keyText,
            Key = waiting.Key,
            Payload = waiting.Value,
            SourceHost = waiting.SourceHost,
            IsReplay = waiting.IsReplay,
            Attributes = attributes,
            TraceParent = trace?.Parent,
            TraceState = trace?.State,
            CreatedAt = Microseconds(now),
        });
    }

    /// <summary>The schema of an event, as the table of schemas has it.</summary>
    public static OutboxSchemaRow SchemaOf(UndeliveredEvent waiting) => new()
    {
        Fingerprint = FingerprintOf(waiting),
        EventType = waiting.EventType,
        Schema = waiting.Schema,
        KeyPath = waiting.KeyMember?.Path,
        KeyType = waiting.KeyMember?.PrimitiveName,
        KeyFormat = waiting.KeyFormat.ToString(),
        IsCloudEvent = IsCloudEvent(waiting),
    };

    /// <summary>The event of a row.</summary>
    /// <exception cref="EventPublishException">
    /// A newer version has written it, in a way that this one doesn't know; or somebody else, and it can't be read.
    /// </exception>
    public static UndeliveredEvent EventOf(OutboxRow row, OutboxSchemaRow schema) =>
        OutboxAttributes.Read(row, new()
        {
            EventType = row.EventType,
            Id = row.EventId,
            Time = new DateTimeOffset(row.EventTime),
            Topics = [row.Topic],
            Schema = schema.Schema,
            KeyMember = schema is { KeyPath: { } path, KeyType: { } type } ? new EventKeyDescriptor(path, type) : null,
            KeyFormat = KeyFormatOf(row, schema),
            Conventions = schema.IsCloudEvent ? EventConventions.CloudEvents : EventConventions.OpenEdx,
            SourceHost = row.SourceHost,
            IsReplay = row.IsReplay,
            Key = row.Key,
            Value = row.Payload,
        });

    private static EventKeyFormat KeyFormatOf(OutboxRow row, OutboxSchemaRow schema) =>
        Enum.TryParse(schema.KeyFormat, out EventKeyFormat format) && Enum.IsDefined(format) ? format : throw new EventPublishException(
            row.EventType,
            row.EventId,
            PublishOutcome.NotDelivered,
            PublishFailureReason.Other,
            $"{row.EventType} {row.EventId} was not delivered. Its key is written as {schema.KeyFormat}, which this version of "
            + "EventSchemas doesn't know: update the services that dispatch, then retry the event.");

    /// <summary>What takes the place of a schema that somebody has deleted.</summary>
    public static OutboxSchemaRow WithoutSchema(OutboxRow row) => new()
    {
        Fingerprint = row.Fingerprint,
        EventType = row.EventType,
        Schema = "",
        KeyFormat = nameof(EventKeyFormat.Avro),
    };

    private static string FingerprintOf(UndeliveredEvent waiting) => Fingerprints.GetOrAdd(
        (waiting.EventType, waiting.Schema, waiting.KeyMember, waiting.KeyFormat, IsCloudEvent(waiting)),
        static one => Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{one.Item1}\n{one.Item2}\n{one.Item3?.RegistryText}\n{one.Item4}\n{one.Item5}"))
                .AsSpan(0, FingerprintBytes)));

    private static bool IsCloudEvent(UndeliveredEvent waiting) => waiting.Conventions == EventConventions.CloudEvents;

    // As much as headers have and databases keep.
    private static DateTime Microseconds(DateTimeOffset time)
    {
        DateTime utc = time.UtcDateTime;
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
