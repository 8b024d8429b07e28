using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary>A manifest as the build of a service leaves it.</summary>
sealed class ServiceManifest
{
    private readonly List<object> _events = [];
    private readonly List<object> _producers = [];
    private readonly List<object> _handlers = [];

    /// <summary>Declares an event.</summary>
    /// <param name="flag">Its flag; null for none.</param>
    /// <param name="flagRemoveBy">The last day of the flag; null for none.</param>
    /// <param name="key">Its key; null for that of the record.</param>
    public ServiceManifest With<TEvent>(string? flag = null, string? flagRemoveBy = null, string? key = null)
        where TEvent : class, IEventContract<TEvent>
    {
        EventDescriptor descriptor = TEvent.Descriptor;
        _events.Add(new
        {
            eventType = descriptor.EventType,
            record = typeof(TEvent).FullName,
            role = "owner",
            attribute = "OpenEdxEvent",
            featureFlag = flag,
            flagRemoveBy,
            topic = descriptor.Topic,
            key = key ?? descriptor.Key?.Path,
            transports = new[] { "Kafka", "Redis" },
            compatibility = "FORWARD_TRANSITIVE",
            personalData = descriptor.PersonalData,
            schema = JsonDocument.Parse(descriptor.RegistryText).RootElement,
            versions = Array.Empty<object>(),
        });
        return this;
    }

    /// <summary>Registers a producer.</summary>
    public ServiceManifest Producing(string? eventType)
    {
        _producers.Add(new { eventType, record = eventType is null ? null : "Acme.Event" });
        return this;
    }

    /// <summary>Registers a handler.</summary>
    public ServiceManifest Handling(string? group, string? name, string? eventType)
    {
        _handlers.Add(new { group, name, kind = eventType is null ? "any" : "event", eventType, record = "Acme.Event" });
        return this;
    }

    /// <summary>Writes the file.</summary>
    public void WriteTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, JsonSerializer.Serialize(new
        {
            format = 1,
            packageVersion = "1.0.0",
            assembly = "Shop",
            service = "shop",
            buildDate = "2027-01-31T12:00:00Z",
            defaultCompatibility = "FULL_TRANSITIVE",
            events = _events,
            retired = Array.Empty<object>(),
            producers = _producers,
            handlers = _handlers,
        }));
    }
}
