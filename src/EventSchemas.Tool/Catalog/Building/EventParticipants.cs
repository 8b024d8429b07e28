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
        .SelectMany(service => service.Events.Select(one => (Service: service, Event: one)))
        .ToLookup(one => one.Event.EventType, StringComparer.Ordinal);

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
        .. _handlers[eventType].Select(one => SubscriberOf(one.Build, eventType, one.Handler, versions))
            .OrderBy(one => one.Service, StringComparer.Ordinal)
            .ThenBy(one => one.Group, StringComparer.Ordinal)
            .ThenBy(one => one.Name, StringComparer.Ordinal)
            .ThenBy(one => one.File, StringComparer.Ordinal)
            .ThenBy(one => one.Line),
    ];

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
            Version = version,
            IsOlder = version is not null && version != versions!.Newest.Id,
            File = handler.File,
            Line = handler.Line,
            Url = sources.Of(build.Service, handler.File, handler.Line),
        };
    }

    private string? VersionOf(BuiltManifest build, string eventType, EventVersions? versions) =>
        versions?.IdOf(builds.KnownBy(build, eventType)?.Sha256);
}
