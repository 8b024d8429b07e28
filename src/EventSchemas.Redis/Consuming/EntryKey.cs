using EventSchemas.Hosting;

namespace EventSchemas.Redis;

/// <summary>The key of an entry, for people. An entry has none: it is read from the event, if that can be read.</summary>
static class EntryKey
{
    /// <summary>The text of the key; null if the event has none, or can't be read.</summary>
    public static string? TextOf(Entry entry, EventRegistration? registration)
    {
        if (registration?.Descriptor.Key is not { } key || entry.Find(EntryFields.Data) is not { } data)
        {
            return null;
        }

        DecodedEvent decoded = new WriterSchemas(registration).Read(data.Span, library: "", allowsSurplus: false);
        return decoded.Value is { } value && registration.KeyOf(value) is { } bytes ? EventKeyText.Read(key.PrimitiveName, bytes) : null;
    }
}
