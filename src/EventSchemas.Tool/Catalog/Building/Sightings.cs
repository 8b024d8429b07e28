using System.Globalization;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Holds what was seen on the bus against what builds and settings say.</summary>
/// <param name="messages">What was seen.</param>
/// <param name="services">The names of the services.</param>
sealed class Sightings(IReadOnlyList<ObservedMessages> messages, IReadOnlyCollection<string> services)
{
    /// <summary>The name of a source that the headers don't name.</summary>
    public const string NoSource = "unknown source";

    private readonly ILookup<string, ObservedMessages> _ofEvent = messages
        .Where(one => one.EventType is not null)
        .ToLookup(one => one.EventType!, StringComparer.Ordinal);

    /// <summary>The events that were seen.</summary>
    public IEnumerable<string> EventTypes => _ofEvent.Select(same => same.Key);

    /// <summary>What was seen and names no event.</summary>
    public IReadOnlyList<CatalogObservation> WithoutEvent =>
    [
        .. messages.Where(one => one.EventType is null)
            .Select(one => ObservationOf(one, version: null) with { Why = [CatalogSurprise.NoEventType] }),
    ];

    /// <summary>What was seen of an event.</summary>
    /// <param name="eventType">The event.</param>
    /// <param name="versions">Its versions; null where nobody declares it.</param>
    /// <param name="publishers">Who sends it, as builds and settings say.</param>
    /// <param name="retirement">That it has ended; null where it hasn't.</param>
    public IReadOnlyList<CatalogObservation> Of(
        string eventType, EventVersions? versions, IReadOnlyList<CatalogPublisher> publishers, Retirement? retirement) =>
    [
        .. _ofEvent[eventType].Select(one =>
        {
            CatalogObservation seen = ObservationOf(one, versions?.IdOf(one.SchemaSha256));
            bool hasUnknownSchema = versions is not null && seen.Version is null && one.SchemaSha256 is not null;
            return seen with
            {
                Why = retirement is null || IsAfter(one.Last, retirement)
                    ?
                    [
                        .. SurprisesOf([.. publishers.Where(publisher => publisher.Service == seen.Service)], seen),
                        .. hasUnknownSchema ? [CatalogSurprise.UnknownSchema] : Array.Empty<CatalogSurprise>(),
                        .. retirement is null ? Array.Empty<CatalogSurprise>() : [CatalogSurprise.Retired],
                    ]
                    : [],
            };
        }),
    ];

    /// <summary>The publishers that only what was seen says, each with its version.</summary>
    public static IEnumerable<CatalogPublisher> PublishersOf(IEnumerable<CatalogObservation> observed, EventVersions? versions) => observed
        .Where(one => one.Why.Count > 0)
        .GroupBy(one => (Name: one.Service ?? one.Source ?? NoSource, one.Version))
        .OrderBy(same => same.Key.Name, StringComparer.Ordinal)
        .ThenBy(same => same.Key.Version, StringComparer.Ordinal)
        .Select(same => new CatalogPublisher
        {
            Service = same.Key.Name,
            Version = same.Key.Version,
            IsOlder = same.Key.Version is { } version && version != versions!.Newest.Id,
            Seen = new CatalogSighting(
                same.Sum(one => one.Messages),
                same.Min(one => one.First),
                same.Max(one => one.Last),
                [.. same.SelectMany(one => one.Why).Distinct().Order()]),
        });

    private CatalogObservation ObservationOf(ObservedMessages one, string? version) => new()
    {
        Topic = one.Topic,
        Version = version,
        SchemaId = one.SchemaId,
        Subject = one.Subject,
        Source = one.Source,
        Service = ServiceOf(one.Source),
        IsReadable = one.IsReadable,
        Messages = one.Messages,
        First = one.First,
        Last = one.Last,
    };

    private static IEnumerable<CatalogSurprise> SurprisesOf(CatalogPublisher[] own, CatalogObservation seen)
    {
        if (seen.Service is null)
        {
            yield return CatalogSurprise.UnknownService;
        }
        else if (own.Length == 0)
        {
            yield return CatalogSurprise.NotRegistered;
        }
        else if (own.All(one => one.IsEnabled == false))
        {
            yield return CatalogSurprise.SwitchedOff;
        }
        else if (seen.Version is not null && own.All(one => one.Version is not null && one.Version != seen.Version))
        {
            yield return CatalogSurprise.OtherVersion;
        }
    }

    // A source is a path such as /billing or https://example.org/billing, or openedx/lms/web, which has the name in its middle.
    private string? ServiceOf(string? source)
    {
        string[] parts = source?.Split('/') ?? [];
        string[] names = parts is ["openedx", var name, "web"] ? [name] : [.. parts.Reverse()];
        return names.FirstOrDefault(services.Contains)
            ?? names
                .Select(part => services.FirstOrDefault(one => string.Equals(one, part, StringComparison.OrdinalIgnoreCase)))
                .FirstOrDefault(one => one is not null);
    }

    private static bool IsAfter(DateTimeOffset? time, Retirement retirement) => time is { } last
        && string.CompareOrdinal(last.UtcDateTime.ToString(Dates.Format, CultureInfo.InvariantCulture), retirement.Date) > 0;
}
