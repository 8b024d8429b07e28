using System.Reflection;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Redis;

/// <summary>
/// Which version of openedx-events an event's schema is that of. An entry has no schema id, so that this is the only hint for its readers.
/// </summary>
sealed class SourceLibraries(IOptions<RedisOptions> options, EventBusRegistrations registrations, ServiceIdentity service)
{
    /// <summary>The key under which the assembly of a package says it.</summary>
    public const string MetadataKey = "EventSchemas.SourceLibrary";

    /// <summary>The version for an event: that of the settings, or else what the package of the event says.</summary>
    public string Of(EventDescriptor descriptor) =>
        options.Value.SourceLibrary
        ?? registrations.Events.FirstOrDefault(one => one.Descriptor.EventType == descriptor.EventType)?.EventClass.Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(one => one.Key == MetadataKey)?.Value
        ?? service.Library;
}
