using EventSchemas.Avro;

namespace EventSchemas.Tool;

/// <summary>Finds where builds and settings contradict each other.</summary>
/// <param name="builds">The builds.</param>
sealed class ConflictFinder(BuildSet builds)
{
    private const int ShownOfHash = 12;

    /// <summary>The conflicts about an event.</summary>
    public IEnumerable<CatalogConflict> Find(EventFacts facts)
    {
        var advice = new ConflictAdvice(facts);
        SchemaClaim[][] versions = [.. VersionSchemas(facts)];
        return
        [
            .. Owners(facts, advice),
            .. versions.Select(claims => OfVersion(facts, claims)),
            .. DeclaredSchemas(facts, [.. versions.SelectMany(claims => claims).Select(claim => claim.Sha256)]),
            .. Terms(
                facts, CatalogConflictKind.Topic, "given different topics", one => one.Event.Terms.Topic, advice, one => one.Topic),
            .. Terms(facts, CatalogConflictKind.Key, "sent with different keys", one => one.Event.Terms.Key, advice, one => one.Key),
            .. Terms(facts, CatalogConflictKind.KeyFormat, "sent with keys in different forms", one => one.Event.Terms.KeyFormat, advice),
            .. Terms(
                facts,
                CatalogConflictKind.Compatibility,
                "held to different levels",
                one => one.Event.IsMirror ? null : one.Event.Terms.Compatibility,
                advice),
            .. Terms(
                facts,
                CatalogConflictKind.Flag,
                "sent behind different flags",
                one => one.Event.IsMirror ? null : one.Event.FeatureFlag,
                advice),
            .. Retired(facts, advice),
        ];
    }

    private static IEnumerable<CatalogConflict> Owners(EventFacts facts, ConflictAdvice advice)
    {
        DeclaredEvent[] owning = [.. InOrder(facts).Where(one => !one.Event.IsMirror)];
        CatalogClaim[] teams =
        [
            .. facts.Declarations
                .Where(one => one.Event.Owner is not null)
                .Select(one => new CatalogClaim(one.Build.Service, one.Event.Owner!)),
        ];
        if (owning.Length > 1)
        {
            yield return advice.OnOwners(new CatalogConflict(
                CatalogConflictKind.Owner,
                facts.EventType,
                $"{owning.Length} builds say that the event is theirs.",
                [.. owning.Select(one => new CatalogClaim(one.Build.Service, one.Event.Owner ?? one.Build.Manifest.Assembly))]));
        }
        else if (teams.DistinctBy(claim => claim.Value).Count() > 1)
        {
            yield return ConflictAdvice.OnTeams(new CatalogConflict(
                CatalogConflictKind.Owner, facts.EventType, "Builds name different owners.", teams));
        }
    }

    // The owner's claim comes first.
    private IEnumerable<SchemaClaim[]> VersionSchemas(EventFacts facts) =>
        from same in builds.AllOf(facts.EventType)
            .SelectMany(one => one.Event.Versions.Select(version => new SchemaClaim(
                one.Build.Service, version.Number, version.Sha256, version.Schema, one.Event.IsMirror)))
            .GroupBy(one => one.Number)
            .OrderBy(same => same.Key)
        where same.DistinctBy(one => one.Sha256).Count() > 1
        select same.OrderBy(one => one.IsMirror).DistinctBy(one => (one.Service, one.Sha256)).ToArray();

    private static CatalogConflict OfVersion(EventFacts facts, SchemaClaim[] claims) => ConflictAdvice.OnSchemas(
        new CatalogConflict(
            CatalogConflictKind.Schema,
            facts.EventType,
            FormattableString.Invariant($"Version {claims[0].Number} has different schemas."),
            [.. claims.Select(claim => new CatalogClaim(claim.Service, Shown(claim, claims[0])))]),
        claims);

    // A schema that was never one of the event's versions comes from nowhere. One that is told of as a version isn't told of again.
    private static IEnumerable<CatalogConflict> DeclaredSchemas(EventFacts facts, HashSet<string> told)
    {
        DeclaredEvent[] others =
        [
            .. facts.Versions is { } versions
                ? facts.Declarations.Where(one => versions.IdOf(one.Sha256) is null && !told.Contains(one.Sha256))
                : [],
        ];
        if (others.Length == 0)
        {
            yield break;
        }

        SchemaClaim[] claims =
        [
            .. others.Prepend(facts.Declared!).Select(one => new SchemaClaim(
                one.Build.Service, Number: null, one.Sha256, one.Event.Schema, one.Event.IsMirror)),
        ];
        yield return ConflictAdvice.OnSchemas(
            new CatalogConflict(
                CatalogConflictKind.Schema,
                facts.EventType,
                "Builds declare different schemas, and not all are one of its versions.",
                [.. claims.Select(claim => new CatalogClaim(claim.Service, Shown(claim, claims[0])))]),
            claims);
    }

    private static IEnumerable<CatalogConflict> Terms(
        EventFacts facts,
        CatalogConflictKind kind,
        string what,
        Func<DeclaredEvent, string?> declared,
        ConflictAdvice advice,
        Func<CatalogPublisher, string?>? published = null)
    {
        CatalogClaim[] declarations = ClaimsOf(InOrder(facts), one => one.Build.Service, declared);
        CatalogClaim[] publishers = published is null ? [] : ClaimsOf(facts.Publishers, one => one.Service, published);

        // What is sent is up to who sends it, where only others describe it.
        CatalogClaim[] claims =
        [
            .. (facts.Declared is { Event.IsMirror: true } ? publishers.Concat(declarations) : declarations.Concat(publishers)).Distinct(),
        ];
        if (claims.DistinctBy(claim => claim.Value).Count() > 1)
        {
            yield return advice.OnTerms(new CatalogConflict(kind, facts.EventType, $"It is {what}.", claims));
        }
    }

    // The first claim is the one to follow: that of who sends the event, where several say that it is theirs.
    private static IEnumerable<DeclaredEvent> InOrder(EventFacts facts) => facts.Declarations.OrderBy(one =>
        one.Event.IsMirror ? 2 : facts.Publishers.Any(publisher => publisher.Service == one.Build.Service) ? 0 : 1);

    private static CatalogClaim[] ClaimsOf<T>(IEnumerable<T> all, Func<T, string> serviceOf, Func<T, string?> valueOf) =>
    [
        .. all.Select(one => (Service: serviceOf(one), Value: valueOf(one)))
            .Where(one => one.Value is not null)
            .Select(one => new CatalogClaim(one.Service, one.Value!)),
    ];

    private static IEnumerable<CatalogConflict> Retired(EventFacts facts, ConflictAdvice advice)
    {
        CatalogClaim[] users =
        [
            .. facts.Publishers.Where(one => one.IsEnabled != false && one.Seen is null)
                .Select(one => new CatalogClaim(one.Service, "sends it")),
            .. facts.Publishers.Where(one => one.Seen is not null).Select(one => new CatalogClaim(one.Service, "was seen sending it")),
            .. facts.Subscribers.Where(one => one.Kind != CatalogHandlerKind.Any).Select(one => new CatalogClaim(one.Service, "reads it")),
            .. facts.Declarations.Select(one => new CatalogClaim(one.Build.Service, "declares it")),
        ];
        if (facts.Retirement is { } retirement && users.Length > 0)
        {
            yield return advice.OnRetired(new CatalogConflict(
                CatalogConflictKind.Retired,
                facts.EventType,
                $"It was retired on {retirement.Date}, and is still in use.",
                [.. users.Distinct()]));
        }
    }

    private static string Shown(SchemaClaim claim, SchemaClaim first) => claim.Sha256 == first.Sha256
        ? Short(claim.Sha256)
        : $"{Short(claim.Sha256)}: {Between(first.Schema, claim.Schema)}";

    private static string Between(AvroSchema old, AvroSchema @new) => AvroDifferences.Between(old, @new) is { Count: > 0 } differences
        ? string.Join("; ", differences.Select(difference => difference.Message))
        : "only its text differs";

    private static string Short(string sha256) => sha256[..Math.Min(ShownOfHash, sha256.Length)];
}

/// <summary>A schema that a service claims for an event.</summary>
/// <param name="Service">The service.</param>
/// <param name="Number">The number of the version; null for what is declared.</param>
/// <param name="Sha256">The hash of the schema.</param>
/// <param name="Schema">The schema.</param>
/// <param name="IsMirror">Whether the service says that another team owns the event.</param>
sealed record SchemaClaim(string Service, int? Number, string Sha256, AvroSchema Schema, bool IsMirror);
