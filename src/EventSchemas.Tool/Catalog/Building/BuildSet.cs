using EventSchemas.Assemblies;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>The builds that a catalogue is made of. Of each assembly of a service the newest build counts.</summary>
sealed class BuildSet
{
    private readonly HashSet<BuiltManifest> _newest;
    private readonly ILookup<string, DeclaredEvent> _declared;
    private readonly ILookup<(string Folder, string EventType), DeclaredEvent> _inFolder;

    public BuildSet(IReadOnlyList<BuiltManifest> builds)
    {
        Newest =
        [
            .. builds
                .GroupBy(build => (build.Service, build.Manifest.Assembly))
                .Select(same => same.OrderBy(build => build.Manifest.BuildDate).ThenBy(build => build.Path, StringComparer.Ordinal).Last())
                .OrderBy(build => build.Service, StringComparer.Ordinal)
                .ThenBy(build => build.Manifest.Assembly, StringComparer.Ordinal),
        ];
        _newest = [.. Newest];
        DeclaredEvent[] declared = [.. builds.SelectMany(build => build.Manifest.Events.Select(one => new DeclaredEvent(build, one)))];
        _declared = declared.ToLookup(one => one.Event.EventType, StringComparer.Ordinal);
        _inFolder = declared.ToLookup(one => (one.Build.Folder, one.Event.EventType));
        EventTypesByRecord = declared
            .Where(one => one.Event.Record is not null)
            .ToLookup(one => one.Event.Record!, one => one.Event.EventType, StringComparer.Ordinal);
    }

    /// <summary>The newest builds, by service and assembly.</summary>
    public IReadOnlyList<BuiltManifest> Newest { get; }

    /// <summary>The event types of records.</summary>
    public ILookup<string, string> EventTypesByRecord { get; }

    /// <summary>The event types that builds declare.</summary>
    public IEnumerable<string> EventTypes => _declared.Select(same => same.Key);

    /// <summary>What the newest builds say about an event: first who owns it, then who built last.</summary>
    public IReadOnlyList<DeclaredEvent> DeclarationsOf(string eventType) =>
    [
        .. _declared[eventType]
            .Where(one => _newest.Contains(one.Build))
            .OrderBy(one => one.Event.IsMirror)
            .ThenByDescending(one => one.Build.Manifest.BuildDate)
            .ThenBy(one => one.Build.Service, StringComparer.Ordinal)
            .ThenBy(one => one.Build.Path, StringComparer.Ordinal),
    ];

    /// <summary>What all builds say about an event, in the order of their paths.</summary>
    public IEnumerable<DeclaredEvent> AllOf(string eventType) => _declared[eventType];

    /// <summary>An event as a build knows it: as it declares it, or as an assembly beside it does; null where neither does.</summary>
    public DeclaredEvent? KnownBy(BuiltManifest build, string eventType) =>
        _inFolder[(build.Folder, eventType)]
            .OrderBy(one => one.Build == build)
            .ThenBy(one => one.Build.Manifest.BuildDate)
            .LastOrDefault();
}

/// <summary>An event as a build declares it.</summary>
/// <param name="build">The build.</param>
/// <param name="event">The event.</param>
sealed class DeclaredEvent(BuiltManifest build, ManifestEvent @event)
{
    public BuiltManifest Build => build;

    public ManifestEvent Event => @event;

    /// <summary>Whether it is known what it promises besides its schema: of one that has ended it may not be.</summary>
    public bool HasTerms { get; init; } = true;

    /// <summary>The hash of its schema.</summary>
    public string Sha256 { get; } = ContractFile.HashOf(@event.Schema);
}
