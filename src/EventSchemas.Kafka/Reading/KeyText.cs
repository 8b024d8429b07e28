using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>Keys of messages as text, for people.</summary>
static class KeyText
{
    /// <summary>The text of a key; null if there is none, or it can't be read. Where the service doesn't have the event, it is read as a
    /// string.</summary>
    public static string? Of(string? eventType, byte[]? key, EventBusRegistrations registrations)
    {
        EventRegistration? known = registrations.Events.FirstOrDefault(one => one.Descriptor.EventType == eventType);
        if (key is not null && known?.Descriptor is { Key: not null, KeyFormat: var format and not EventKeyFormat.Avro })
        {
            return BareKey.Read(format, key);
        }

        if (key is null)
        {
            return null;
        }

        if (ConfluentFraming.TryRead(key, out _) is not null)
        {
            return known is null ? BareKey.Read(EventKeyFormat.Text, key) : null;
        }

        return EventKeyText.Read(known?.Descriptor.Key?.PrimitiveName ?? "string", key.AsSpan(ConfluentFraming.Length));
    }
}
