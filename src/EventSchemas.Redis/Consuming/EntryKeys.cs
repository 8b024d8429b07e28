using System.Collections.Concurrent;
using EventSchemas.Hosting;

namespace EventSchemas.Redis;

/// <summary>
/// The keys of entries, for people. An entry has none: it is read from the event, if that can be read. Safe for concurrent use.
/// </summary>
sealed class EntryKeys(IEnumerable<EventRegistration> events)
{
    private readonly Dictionary<string, EventRegistration> _events = events.ToDictionary(one => one.Descriptor.EventType);
    private readonly ConcurrentDictionary<string, WriterSchemas> _writers = new();

    /// <summary>The text of an entry's key; null if its event has none, isn't known or can't be read.</summary>
    public string? TextOf(Entry entry, string? eventType)
    {
        if (_events.GetValueOrDefault(eventType ?? "") is not { Descriptor.Key: { } key } registration
            || entry.Find(EntryFields.Data) is not { } data)
        {
            return null;
        }

        WriterSchemas writers = _writers.GetOrAdd(registration.Descriptor.EventType, _ => new WriterSchemas(registration));
        DecodedEvent decoded = writers.Read(data.Span, library: "", allowsSurplus: false);
        return decoded.Value is { } value && registration.KeyOf(value) is { } bytes ? EventKeyText.Read(key.PrimitiveName, bytes) : null;
    }
}
