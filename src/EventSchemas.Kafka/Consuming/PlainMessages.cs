using System.Collections.Concurrent;
using System.Collections.Frozen;
using EventSchemas.Avro;

namespace EventSchemas.Kafka;

/// <summary>
/// Messages without a header of the event type, as Confluent's serializers write them: the event is found by the full name of the schema
/// that wrote it. Safe for concurrent use.
/// </summary>
sealed class PlainMessages
{
    private readonly RegistryClient _registry;
    private readonly FrozenDictionary<string, string[]> _eventTypes;
    private readonly ConcurrentDictionary<WriterSchemaId, PlainType> _known = new();

    private PlainMessages(FrozenDictionary<string, string[]> eventTypes, RegistryClient registry)
    {
        _eventTypes = eventTypes;
        _registry = registry;
    }

    /// <summary>Those of some events; null where none of them can be such a message.</summary>
    /// <param name="events">The events.</param>
    /// <param name="registry">Knows the schemas.</param>
    /// <param name="readsEvery">Whether messages of other schemas are meant too.</param>
    public static PlainMessages? Of(IEnumerable<EventDescriptor> events, RegistryClient registry, bool readsEvery)
    {
        FrozenDictionary<string, string[]> eventTypes = events
            .Where(descriptor => descriptor.Conventions.ReadsPlainMessages)
            .SelectMany(descriptor => NamesOf(descriptor).Select(name => (name, descriptor.EventType)))
            .GroupBy(one => one.name, one => one.EventType, StringComparer.Ordinal)
            .ToFrozenDictionary(one => one.Key, one => one.ToArray(), StringComparer.Ordinal);
        return readsEvery || eventTypes.Count > 0 ? new PlainMessages(eventTypes, registry) : null;
    }

    /// <summary>What a schema's messages are.</summary>
    /// <exception cref="RegistryRefusedException">The registry doesn't have the id, or its schema isn't an Avro schema.</exception>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer.</exception>
    public ValueTask<PlainType> IdentifyAsync(WriterSchemaId schemaId, CancellationToken cancellationToken) =>
        _known.TryGetValue(schemaId, out PlainType? known) ? new(known) : RequestAsync(schemaId, cancellationToken);

    // The record may have been renamed since.
    private static IEnumerable<string> NamesOf(EventDescriptor descriptor)
    {
        var record = (AvroRecordSchema)descriptor.ReadingSchema;
        return record.Aliases.Append(record.FullName).Distinct(StringComparer.Ordinal);
    }

    private async ValueTask<PlainType> RequestAsync(WriterSchemaId schemaId, CancellationToken cancellationToken)
    {
        AvroSchema schema = await _registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
        return _known.GetOrAdd(schemaId, TypeOf(schema));
    }

    private PlainType TypeOf(AvroSchema schema)
    {
        string name = (schema as AvroNamedSchema)?.FullName ?? $"{schema.Kind}";
        string[] eventTypes = _eventTypes.GetValueOrDefault(name, []);
        return eventTypes.Length > 1
            ? new PlainType(name, EventType: null, $"it has no header of the event type, and {name} is the record of "
                + $"{string.Join(" and ", eventTypes)}")
            : new PlainType(name, eventTypes.FirstOrDefault(), Problem: null);
    }
}

/// <summary>What the messages of a schema are. Immutable.</summary>
/// <param name="Name">The full name of the schema.</param>
/// <param name="EventType">The event type; null if it is none of the group's events.</param>
/// <param name="Problem">Why the event can't be told; null if it can.</param>
sealed record PlainType(string Name, string? EventType, string? Problem);
