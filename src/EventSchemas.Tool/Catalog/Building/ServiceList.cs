using EventSchemas.Assemblies;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>What the catalogue tells of services.</summary>
/// <param name="builds">The builds.</param>
/// <param name="pythonServices">The services in Python.</param>
/// <param name="participants">Who sends and reads events.</param>
/// <param name="sources">The addresses of sources.</param>
sealed class ServiceList(
    BuildSet builds, IReadOnlyList<PythonService> pythonServices, EventParticipants participants, SourceLinks sources)
{
    /// <summary>The services, by name.</summary>
    /// <param name="events">The events.</param>
    public IReadOnlyList<CatalogService> Of(IReadOnlyList<CatalogEvent> events)
    {
        ILookup<string, BuiltManifest> ofService = builds.Newest.ToLookup(build => build.Service, StringComparer.Ordinal);
        HashSet<string> python = [.. pythonServices.Select(service => service.Name)];
        ILookup<string, string> publishes = Uses(events, one => one.Publishers.Select(publisher => publisher.Service));
        ILookup<string, string> handles = Uses(
            events, one => one.Subscribers.Where(subscriber => subscriber.Kind != CatalogHandlerKind.Any).Select(one => one.Service));
        ILookup<string, string> declares = Uses(events, one => one.DeclaredBy);
        ILookup<string, CatalogUse> uses = VersionsOf(events);
        return
        [
            .. ofService.Select(same => same.Key).Concat(python).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(name => Fill(
                    new CatalogService
                    {
                        Name = name,
                        Kind = python.Contains(name) || ofService[name].Any(IsService)
                            ? CatalogServiceKind.Service
                            : CatalogServiceKind.Library,
                        Language = ofService.Contains(name) ? CatalogLanguage.CSharp : CatalogLanguage.Python,
                        Declares = [.. declares[name]],
                        Publishes = [.. publishes[name]],
                        Handles = [.. handles[name]],
                        Groups = GroupsOf(ofService[name]),
                        Versions = [.. uses[name]],
                    },
                    [.. ofService[name]])),
        ];
    }

    private CatalogService Fill(CatalogService service, IReadOnlyList<BuiltManifest> ofService) =>
        ofService.OrderBy(build => build.Manifest.BuildDate).LastOrDefault() is { } newest
            ? service with
            {
                Environment = newest.Manifest.Environment,
                BuildDate = new DateTimeOffset(newest.Manifest.BuildDate, TimeSpan.Zero),
                PackageVersion = newest.Manifest.PackageVersion,
                Assemblies = [.. ofService.Select(build => build.Manifest.Assembly)],
                PublishesAtRunTime = ofService.Any(build => build.Manifest.Producers.Any(one => !IsKnown(one.EventType, one.Record))),
                HandlesAny =
                [
                    .. ofService.SelectMany(build => build.Manifest.Handlers.Select(one => (build.Manifest.Assembly, Handler: one)))
                        .Where(one => !IsKnown(one.Handler.EventType, one.Handler.Record))
                        .Select(one => AnyHandlerOf(service, one.Assembly, one.Handler)),
                ],
            }
            : service;

    private CatalogAnyHandler AnyHandlerOf(CatalogService service, string assembly, ManifestHandler one) => new(
        one.Group, one.Name, one.Handler, one.Record, one.File, one.Line, sources.Of(service.Name, one.File, one.Line))
    {
        HasList = one.HasList,
        Assembly = assembly,
        Topics = one is { Kind: HandlerKind.Any, HasList: false } ? participants.TopicsOfGroup(service.Name, one.Group) : [],
    };

    private bool IsKnown(string? eventType, string? record) => EventParticipants.EventTypeOf(builds, eventType, record) is not null;

    private static bool IsService(BuiltManifest build) => build.Manifest.Producers.Count > 0 || build.Manifest.Handlers.Count > 0;

    private static ILookup<string, string> Uses(IEnumerable<CatalogEvent> events, Func<CatalogEvent, IEnumerable<string>> servicesOf) =>
        events
            .SelectMany(one => servicesOf(one).Distinct(StringComparer.Ordinal).Select(service => (Service: service, one.EventType)))
            .ToLookup(one => one.Service, one => one.EventType, StringComparer.Ordinal);

    private IReadOnlyList<CatalogGroup> GroupsOf(IEnumerable<BuiltManifest> ofService) =>
    [
        .. ofService.SelectMany(build => build.Manifest.Handlers)
            .Where(one => one.Group is not null)
            .GroupBy(one => one.Group!, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new CatalogGroup(
                same.Key,
                new DeadLetterOptions().TopicOf(same.Key),
                [
                    .. same.Select(one => EventParticipants.EventTypeOf(builds, one.EventType, one.Record))
                        .OfType<string>()
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal),
                ],
                same.Count())
            {
                HandlesAny = same.Any(one => one.Kind == HandlerKind.Any),
            }),
    ];

    private static ILookup<string, CatalogUse> VersionsOf(IEnumerable<CatalogEvent> events) => events
        .Where(one => one.Versions.Count > 0)
        .SelectMany(one => one.Publishers.Where(publisher => publisher.Seen is null)
            .Select(publisher => (publisher.Service, publisher.Version))
            .Concat(one.Subscribers.Select(subscriber => (subscriber.Service, subscriber.Version)))
            .Where(use => use.Version is not null)
            .Distinct()
            .Select(use => (
                use.Service,
                Use: new CatalogUse(one.EventType, use.Version!, one.Versions[^1].Id, use.Version != one.Versions[^1].Id))))
        .ToLookup(one => one.Service, one => one.Use, StringComparer.Ordinal);
}
