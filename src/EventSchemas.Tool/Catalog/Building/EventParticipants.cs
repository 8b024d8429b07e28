using System.Collections.Concurrent;
using EventSchemas.Assemblies;

namespace EventSchemas.Tool;

/// <summary>Who sends and who reads events.</summary>
/// <param name="builds">The builds.</param>
/// <param name="pythonServices">The services in Python.</param>
/// <param name="sources">The addresses of sources.</param>
sealed class EventParticipants(BuildSet builds, IReadOnlyList<PythonService> pythonServices, SourceLinks sources)
{
    private readonly ILookup<string, (BuiltManifest Build, ManifestProducer Producer)> _producers = builds.Newest
        .SelectMany(build => build.Manifest.Producers.Select(one => (Build: build, Producer: one)))
        .Where(one => EventTypeOf(builds, one.Producer.EventType, one.Producer.Record) is not null)
        .ToLookup(one => EventTypeOf(builds, one.Producer.EventType, one.Producer.Record)!, StringComparer.Ordinal);

    private readonly ILookup<string, (BuiltManifest Build, ManifestHandler Handler)> _handlers = builds.Newest
        .SelectMany(build => build.Manifest.Handlers.Select(one => (Build: build, Handler: one)))
        .Where(one => EventTypeOf(builds, one.Handler.EventType, one.Handler.Record) is not null)
        .ToLookup(one => EventTypeOf(builds, one.Handler.EventType, one.Handler.Record)!, StringComparer.Ordinal);

    private readonly ILookup<string, (PythonService Service, PythonEvent Event)> _python = pythonServices
        .DistinctBy(service => (service.Name, service.File))
        .SelectMany(service => service.Events.Select(one => (Service: service, Event: one)))
        .ToLookup(one => one.Event.EventType, StringComparer.Ordinal);

    private readonly ConcurrentDictionary<(string Service, string Group), IReadOnlyList<string>> _topics = new();

    private readonly ILookup<(string Service, string Group), string> _groups = builds.Newest
        .SelectMany(build => build.Manifest.Handlers.Select(one => (
            Key: (build.Service, Group: one.Group ?? ""), EventType: EventTypeOf(builds, one.EventType, one.Record))))
        .Where(one => one.EventType is not null)
        .ToLookup(one => one.Key, one => one.EventType!);

    private readonly AnyHandler[] _any =
    [
        .. builds.Newest.SelectMany(build => build.Manifest.Handlers
            .Where(one => one.Kind == HandlerKind.Any)
            .Select(one => new AnyHandler(build, one))),
    ];

    /// <summary>The events that somebody sends or reads.</summary>
    public IEnumerable<string> EventTypes =>
        _producers.Select(same => same.Key).Concat(_handlers.Select(same => same.Key)).Concat(_python.Select(same => same.Key));

    /// <summary>The event type that a registration names, by itself or by its record; null where it isn't known.</summary>
    public static string? EventTypeOf(BuildSet builds, string? eventType, string? record) =>
        eventType ?? (record is null ? null : builds.EventTypesByRecord[record].FirstOrDefault());

    /// <summary>Who sends an event.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="versions">Its versions; null where nobody declares it.</param>
    public IReadOnlyList<CatalogPublisher> PublishersOf(string eventType, EventVersions? versions) =>
    [
        .. _producers[eventType].Select(one => PublisherOf(one.Build, eventType, one.Producer, versions))
            .Concat(_python[eventType].Select(one => PublisherOf(one.Service, one.Event)))
            .Distinct()
            .OrderBy(one => one.Service, StringComparer.Ordinal)
            .ThenBy(one => one.File, StringComparer.Ordinal)
            .ThenBy(one => one.Line),
    ];

    /// <summary>Who reads an event.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="versions">Its versions; null where nobody declares it.</param>
    public IReadOnlyList<CatalogSubscriber> SubscribersOf(string eventType, EventVersions? versions) =>
    [
        .. InOrder(_handlers[eventType]
            .Concat(_any.Where(one => Reads(one, eventType) == true).Select(one => (one.Build, one.Handler)))
            .Select(one => SubscriberOf(one.Build, eventType, one.Handler, versions))),
    ];

    /// <summary>Whose handlers of any event may read it, since only run time knows their topics or their list.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="versions">Its versions; null where nobody declares it.</param>
    public IReadOnlyList<CatalogSubscriber> PossibleSubscribersOf(string eventType, EventVersions? versions) =>
    [
        .. InOrder(_any.Where(one => Reads(one, eventType) is null)
            .Select(one => SubscriberOf(one.Build, eventType, one.Handler, versions))),
    ];

    /// <summary>The topics that the group of a handler of any event reads for its other handlers.</summary>
    /// <param name="service">The service.</param>
    /// <param name="group">The group; null where it isn't a constant in the code.</param>
    public IReadOnlyList<string> TopicsOfGroup(string service, string? group) => string.IsNullOrEmpty(group)
        ? []
        : _topics.GetOrAdd((service, group), key =>
            [.. _groups[key].SelectMany(TopicsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    private static IEnumerable<CatalogSubscriber> InOrder(IEnumerable<CatalogSubscriber> subscribers) => subscribers
        .OrderBy(one => one.Service, StringComparer.Ordinal)
        .ThenBy(one => one.Group, StringComparer.Ordinal)
        .ThenBy(one => one.Name, StringComparer.Ordinal)
        .ThenBy(one => one.File, StringComparer.Ordinal)
        .ThenBy(one => one.Line);

    // Null where only run time knows.
    private bool? Reads(AnyHandler any, string eventType)
    {
        if (any.Handler.HasList)
        {
            return builds.KnownBy(any.Build, eventType) is null ? false : null;
        }

        IReadOnlyList<string> read = TopicsOfGroup(any.Build.Service, any.Handler.Group);
        string[] sent = [.. TopicsOf(eventType)];
        return read.Count == 0 || sent.Length == 0 ? null : read.Intersect(sent, StringComparer.Ordinal).Any();
    }

    private IEnumerable<string> TopicsOf(string eventType) => builds.DeclarationsOf(eventType)
        .Select(one => one.Event.Terms.Topic)
        .Concat(_python[eventType].Select(one => one.Event.Topic))
        .OfType<string>();

    private CatalogPublisher PublisherOf(BuiltManifest build, string eventType, ManifestProducer producer, EventVersions? versions)
    {
        string? version = VersionOf(build, eventType, versions);
        return new CatalogPublisher
        {
            Service = build.Service,
            Version = version,
            IsOlder = version is not null && version != versions!.Newest.Id,
            File = producer.File,
            Line = producer.Line,
            Url = sources.Of(build.Service, producer.File, producer.Line),
        };
    }

    private CatalogPublisher PublisherOf(PythonService service, PythonEvent one) => new()
    {
        Service = service.Name,
        IsEnabled = one.IsEnabled == false ? false : null,
        Condition = one.Condition,
        Topic = one.Topic,
        Key = one.Key,
        Settings = one.Settings,
        File = service.File,
        Line = one.Line,
        Url = sources.Of(service.Name, service.File, one.Line),
    };

    private CatalogSubscriber SubscriberOf(BuiltManifest build, string eventType, ManifestHandler handler, EventVersions? versions)
    {
        string? version = VersionOf(build, eventType, versions);
        return new CatalogSubscriber
        {
            Service = build.Service,
            Group = handler.Group,
            Name = handler.Name,
            Kind = Enum.Parse<CatalogHandlerKind>(handler.Kind.ToString()),
            Handler = handler.Handler,
            Assembly = build.Manifest.Assembly,
            Version = version,
            IsOlder = version is not null && version != versions!.Newest.Id,
            File = handler.File,
            Line = handler.Line,
            Url = sources.Of(build.Service, handler.File, handler.Line),
        };
    }

    private string? VersionOf(BuiltManifest build, string eventType, EventVersions? versions) =>
        versions?.IdOf(builds.KnownBy(build, eventType)?.Sha256);

    private sealed record AnyHandler(BuiltManifest Build, ManifestHandler Handler);
}
