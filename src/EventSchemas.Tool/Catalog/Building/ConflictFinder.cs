using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>Finds where builds and settings contradict each other.</summary>
/// <param name="builds">The builds.</param>
sealed class ConflictFinder(BuildSet builds)
{
    private const int ShownOfHash = 12;

    /// <summary>The conflicts about an event.</summary>
    public IEnumerable<CatalogConflict> Find(EventFacts facts) =>
    [
        .. Owners(facts),
        .. VersionSchemas(facts),
        .. DeclaredSchemas(facts),
        .. Terms(facts, CatalogConflictKind.Topic, "sent to different topics", one => one.Event.Terms.Topic, one => one.Topic),
        .. Terms(facts, CatalogConflictKind.Key, "sent with different keys", one => one.Event.Terms.Key, one => one.Key),
        .. Terms(facts, CatalogConflictKind.KeyFormat, "sent with keys in different forms", one => one.Event.Terms.KeyFormat),
        .. Terms(
            facts,
            CatalogConflictKind.Compatibility,
            "held to different levels",
            one => one.Event.IsMirror ? null : one.Event.Terms.Compatibility),
        .. Terms(facts, CatalogConflictKind.Flag, "sent behind different flags", one => one.Event.IsMirror ? null : one.Event.FeatureFlag),
        .. Retired(facts),
    ];

    private static IEnumerable<CatalogConflict> Owners(EventFacts facts)
    {
        DeclaredEvent[] owning = [.. facts.Declarations.Where(one => !one.Event.IsMirror)];
        CatalogClaim[] teams =
        [
            .. facts.Declarations
                .Where(one => one.Event.Owner is not null)
                .Select(one => new CatalogClaim(one.Build.Service, one.Event.Owner!)),
        ];
        if (owning.Length > 1)
        {
            yield return new CatalogConflict(
                CatalogConflictKind.Owner,
                facts.EventType,
                $"{owning.Length} builds say that the event is theirs.",
                [.. owning.Select(one => new CatalogClaim(one.Build.Service, one.Event.Owner ?? one.Build.Manifest.Assembly))]);
        }
        else if (teams.DistinctBy(claim => claim.Value).Count() > 1)
        {
            yield return new CatalogConflict(CatalogConflictKind.Owner, facts.EventType, "Builds name different owners.", teams);
        }
    }

    private IEnumerable<CatalogConflict> VersionSchemas(EventFacts facts) =>
        from same in builds.AllOf(facts.EventType)
            .SelectMany(one => one.Event.Versions.Select(version => (one.Build, Version: version)))
            .GroupBy(one => one.Version.Number)
            .OrderBy(same => same.Key)
        where same.DistinctBy(one => one.Version.Sha256).Count() > 1
        let first = same.First()
        select new CatalogConflict(
            CatalogConflictKind.Schema,
            facts.EventType,
            FormattableString.Invariant($"Version {same.Key} has different schemas."),
            [
                .. same
                    .Select(one => new CatalogClaim(
                        one.Build.Service,
                        one.Version.Sha256 == first.Version.Sha256
                            ? Short(one.Version.Sha256)
                            : $"{Short(one.Version.Sha256)}: {Between(first.Version.Schema, one.Version.Schema)}"))
                    .Distinct(),
            ]);

    // A schema that was never one of the event's versions comes from nowhere.
    private static IEnumerable<CatalogConflict> DeclaredSchemas(EventFacts facts)
    {
        if (facts.Versions is not { } versions)
        {
            yield break;
        }

        DeclaredEvent[] others = [.. facts.Declarations.Where(one => versions.IdOf(one.Sha256) is null)];
        if (others.Length > 0)
        {
            yield return new CatalogConflict(
                CatalogConflictKind.Schema,
                facts.EventType,
                "Builds declare different schemas, and not all are one of its versions.",
                [
                    new CatalogClaim(facts.Declared!.Build.Service, Short(facts.Declared.Sha256)),
                    .. others.Select(one => new CatalogClaim(
                        one.Build.Service, $"{Short(one.Sha256)}: {Between(facts.Declared!.Event.Schema, one.Event.Schema)}")),
                ]);
        }
    }

    private static IEnumerable<CatalogConflict> Terms(
        EventFacts facts,
        CatalogConflictKind kind,
        string what,
        Func<DeclaredEvent, string?> declared,
        Func<CatalogPublisher, string?>? published = null)
    {
        CatalogClaim[] claims =
        [
            .. facts.Declarations
                .Select(one => (one.Build.Service, Value: declared(one)))
                .Concat(published is null ? [] : facts.Publishers.Select(one => (one.Service, Value: published(one))))
                .Where(one => one.Value is not null)
                .Select(one => new CatalogClaim(one.Service, one.Value!))
                .Distinct(),
        ];
        if (claims.DistinctBy(claim => claim.Value).Count() > 1)
        {
            yield return new CatalogConflict(kind, facts.EventType, $"It is {what}.", claims);
        }
    }

    private static IEnumerable<CatalogConflict> Retired(EventFacts facts)
    {
        CatalogClaim[] users =
        [
            .. facts.Publishers.Where(one => one.IsEnabled != false).Select(one => new CatalogClaim(one.Service, "sends it")),
            .. facts.Subscribers.Where(one => one.Kind != CatalogHandlerKind.Any).Select(one => new CatalogClaim(one.Service, "reads it")),
            .. facts.Declarations.Select(one => new CatalogClaim(one.Build.Service, "declares it")),
        ];
        if (facts.Retirement is { } retirement && users.Length > 0)
        {
            yield return new CatalogConflict(
                CatalogConflictKind.Retired,
                facts.EventType,
                $"It was retired on {retirement.Date}, and is still in use.",
                [.. users.Distinct()]);
        }
    }

    private static string Between(AvroSchema old, AvroSchema @new) => AvroDifferences.Between(old, @new) is { Count: > 0 } differences
        ? string.Join("; ", differences.Select(difference => difference.Message))
        : "only its text differs";

    private static string Short(string sha256) => sha256[..Math.Min(ShownOfHash, sha256.Length)];
}
