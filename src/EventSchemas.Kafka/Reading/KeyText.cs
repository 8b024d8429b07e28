using EventSchemas.Avro;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>Keys of messages as text, for people.</summary>
static class KeyText
{
    private const string Text = "string";

    /// <summary>The text of a key; null if there is none, or it can't be read.</summary>
    /// <param name="eventType">The event type; null where it isn't known.</param>
    /// <param name="key">The key.</param>
    /// <param name="registrations">The service's events.</param>
    /// <param name="foreignType">The Avro type of the key of an event that the service doesn't have.</param>
    public static string? Of(string? eventType, byte[]? key, EventBusRegistrations registrations, string foreignType = Text)
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

        return EventKeyText.Read(
            known is null ? foreignType : known.Descriptor.Key?.PrimitiveName ?? Text, key.AsSpan(ConfluentFraming.Length));
    }

    /// <summary>The Avro type of the key of an event that the service doesn't have, as its schema says.</summary>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer when asked for the schema.</exception>
    public static async ValueTask<string> ForeignTypeAsync(
        string? eventType,
        byte[]? key,
        EventBusRegistrations registrations,
        RegistryClient registry,
        CancellationToken cancellationToken)
    {
        // Ids begin with 1: a number that is written as it is looks like framing with the id 0.
        if (key is null
            || registrations.Events.Any(one => one.Descriptor.EventType == eventType)
            || ConfluentFraming.TryRead(key, out int id) is not null
            || id < 1)
        {
            return Text;
        }

        try
        {
            AvroSchema schema = await registry.GetSchemaAsync(new WriterSchemaId(id), cancellationToken).ConfigureAwait(false);
            return schema is AvroPrimitiveSchema ? schema.Kind.ToString().ToLowerInvariant() : Text;
        }
        catch (RegistryRefusedException)
        {
            return Text;
        }
    }
}
