using System.Reflection;
using EventSchemas.OpenEdx;

// For transports whose messages name no schema: they write it beside each event.
[assembly: AssemblyMetadata("EventSchemas.SourceLibrary", OpenEdxEventsLibrary.Version)]

namespace EventSchemas.OpenEdx;

/// <summary>The Python library <c>openedx-events</c>, whose events this package mirrors.</summary>
/// <remarks>
/// Two of its events are left out, because no Python service can put them on the bus:
/// <c>org.openedx.content_authoring.course.certificate_config.changed.v1</c> and <c>….deleted.v1</c> carry an open file, which has no
/// schema.
/// </remarks>
public static class OpenEdxEventsLibrary
{
    /// <summary>The version that is mirrored. Events written with older versions can be read too.</summary>
    public const string Version = "11.2.0";
}
