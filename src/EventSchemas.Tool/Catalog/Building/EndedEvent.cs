using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>An event that has ended, as the build of its service still knows it.</summary>
/// <param name="Build">The build.</param>
/// <param name="Retired">What is left of it.</param>
sealed record EndedEvent(BuiltManifest Build, RetiredEvent Retired)
{
    /// <summary>The event type.</summary>
    public string EventType => Retired.Retirement.EventType;

    /// <summary>The event as it was when its newest version was shipped; null where no version is left.</summary>
    public DeclaredEvent? AsItWas => Retired.Versions.Count == 0 ? null : new DeclaredEvent(Build, new ManifestEvent
    {
        EventType = EventType,
        Attribute = ContractFile.UsualAttribute,
        Schema = Retired.Versions[^1].Schema,
        Terms = Retired.Terms ?? new ContractTerms(null, null, IsMirror: false, Build.Manifest.DefaultCompatibility, default),
        Versions = Retired.Versions,
    })
    {
        HasTerms = Retired.Terms is not null,
    };
}
