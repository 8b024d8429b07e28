using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Makes a catalogue of builds and settings. The same sources give the same catalogue.</summary>
/// <param name="sources">What it is made of.</param>
sealed class CatalogBuilder(CatalogSources sources)
{
    private readonly BuildSet _builds = new(sources.Builds);
    private readonly Deadlines _deadlines = new(sources.Day);
    private readonly CatalogTexts _texts = new();
    private readonly Sightings _sightings = new(
        sources.Observed,
        [.. sources.Builds.Select(build => build.Service).Concat(sources.PythonServices.Select(service => service.Name)).Distinct()]);

    /// <summary>Makes it.</summary>
    /// <exception cref="ToolException">The schemas of an event can't be compared.</exception>
    public Catalog Build(CancellationToken cancellationToken)
    {
        var participants = new EventParticipants(_builds, sources.PythonServices, sources.Sources);
        EventFacts[] facts = FindFacts(participants, cancellationToken);
        CatalogEvent[] events = [.. facts.Select(EventOf)];
        CatalogService[] services = [.. new ServiceList(_builds, sources.PythonServices, participants, sources.Sources).Of(events)];
        var finder = new ConflictFinder(_builds);
        CatalogConflict[] conflicts = [.. facts.SelectMany(finder.Find)];
        return new Catalog
        {
            Format = Catalog.CurrentFormat,
            Title = sources.Title,
            Day = sources.DayText,
            PackageVersion = ToolVersion.Text,
            Totals = TotalsOf(events, services, conflicts),
            Events = events,
            Services = services,
            Conflicts = conflicts,
            WithoutEvent = _sightings.WithoutEvent,
            Rules = RulesOf(events),
            Texts = _texts.All,
        };
    }

    private EventFacts[] FindFacts(EventParticipants participants, CancellationToken cancellationToken)
    {
        Dictionary<string, EndedEvent> ended = _builds.Newest
            .SelectMany(build => build.Manifest.Retired.Select(one => new EndedEvent(build, one)))
            .DistinctBy(one => one.EventType)
            .ToDictionary(one => one.EventType, StringComparer.Ordinal);
        string[] eventTypes =
        [
            .. _builds.EventTypes.Concat(participants.EventTypes).Concat(ended.Keys).Concat(_sightings.EventTypes)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        HashSet<string> inUse = [.. eventTypes.Where(eventType => !ended.ContainsKey(eventType))];
        try
        {
            return
            [
                .. eventTypes.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                    .Select(eventType => FactsOf(eventType, participants, ended.GetValueOrDefault(eventType), inUse)),
            ];
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is ToolException first)
        {
            throw new ToolException(first.Message, first.ExitCode);
        }
    }

    private EventFacts FactsOf(string eventType, EventParticipants participants, EndedEvent? ended, IReadOnlySet<string> inUse)
    {
        IReadOnlyList<DeclaredEvent> declarations = _builds.DeclarationsOf(eventType);
        DeclaredEvent[] known = [.. declarations, .. ended?.AsItWas is { } was ? [was] : Array.Empty<DeclaredEvent>()];
        DeclaredEvent? described = known.FirstOrDefault();
        EventVersions? versions = described is null ? null : EventVersions.Of(known, hasEnded: ended is not null);
        IReadOnlyList<CatalogPublisher> publishers = participants.PublishersOf(eventType, versions);
        IReadOnlyList<CatalogObservation> observed = _sightings.Of(eventType, versions, publishers, ended?.Retired.Retirement);
        return new EventFacts(
            eventType,
            declarations,
            described,
            versions,
            versions is null ? null : EventAnalysis.Of(described!, versions, sources.Day),
            [.. publishers, .. Sightings.PublishersOf(observed, versions)],
            participants.SubscribersOf(eventType, versions),
            ended is null ? participants.PossibleSubscribersOf(eventType, versions) : [],
            observed,
            ended?.Retired.Retirement,
            ended is null ? null : Replacement.Of(ended.Retired.Retirement, inUse));
    }

    private CatalogEvent EventOf(EventFacts facts)
    {
        var common = new CatalogEvent
        {
            EventType = facts.EventType,
            State = facts.Retirement is not null ? CatalogEventState.Retired
                : facts.Declared is null ? CatalogEventState.Undeclared
                : CatalogEventState.Declared,
            OwningService = facts.Described is { Event.IsMirror: false } own ? own.Build.Service
                : facts.Publishers.FirstOrDefault(one => one.IsEnabled != false && one.Seen is null)?.Service,
            Subdomain = SubdomainOf(facts.EventType),
            Retired = facts.Retirement is { } retirement
                ? new CatalogRetirement(retirement.Date, retirement.Reason, facts.ReplacedBy)
                : null,
            Orphan = facts.Orphan,
            Observed = facts.Observed,
            Subscribers = facts.Subscribers,
            PossibleSubscribers = facts.PossibleSubscribers,
        };
        return facts.Described is { } described
            ? new DescribedEventEntry(facts, described, _deadlines, _texts, sources).Fill(common)
            : UndeclaredOf(common, facts);
    }

    // Then whoever sends it says its topic and its key, or else the messages that were seen.
    private static CatalogEvent UndeclaredOf(CatalogEvent common, EventFacts facts)
    {
        (string? topic, string? key) = facts.Publishers
            .Select(one => (one.Topic, one.Key))
            .FirstOrDefault(one => one.Topic is not null);
        return common with
        {
            Topic = topic ?? facts.Observed.Select(one => one.Topic).FirstOrDefault(),
            Key = key,
            Publishers = [.. facts.Publishers.Select(one => one.WithoutRepetition(topic, key))],
        };
    }

    // The first two parts are whose it is, as in org.openedx.learning.course.enrollment.created.v1.
    private static string? SubdomainOf(string eventType) =>
        eventType.Split('.') is { Length: > 3 } parts && parts[2].Length > 0 ? parts[2] : null;

    private static Dictionary<string, CatalogRule> RulesOf(IEnumerable<CatalogEvent> events) => events
        .SelectMany(one => one.Changes.SelectMany(change => change.Effects.Select(effect => effect.Rule))
            .Concat(one.Allowed.SelectMany(edit => edit.Rules))
            .Concat(one.JustifiedBreaks.Select(justified => justified.Rule)))
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal)
        .Select(Rules.Find)
        .OfType<Rule>()
        .ToDictionary(rule => rule.Id, rule => new CatalogRule(rule.Title, rule.HelpLink), StringComparer.Ordinal);

    private CatalogTotals TotalsOf(CatalogEvent[] events, CatalogService[] services, CatalogConflict[] conflicts)
    {
        CatalogJustification[] justified = [.. events.SelectMany(one => one.JustifiedBreaks)];
        return new CatalogTotals
        {
            Events = events.Length,
            Services = services.Count(one => one.Kind == CatalogServiceKind.Service),
            Retired = events.Count(one => one.State == CatalogEventState.Retired),
            NeverConsumed = events.Count(one => one.Orphan == CatalogOrphan.NeverConsumed),
            NeverPublished = events.Count(one => one.Orphan == CatalogOrphan.NeverPublished),
            ExpiredFlags = events.Count(one => one.Flag is { State: CatalogFlagState.Expired }),
            FlagsDueSoon = events.Count(one => one.Flag is { State: CatalogFlagState.DueSoon }),
            JustifiedBreaks = justified.Length,
            ExpiredBreaks = justified.Count(one => one.State == CatalogJustificationState.Expired),
            SwitchedOff = events.Count(one => one.Orphan == CatalogOrphan.SwitchedOff),
            SeenOnly = events.Sum(one => one.Publishers.Count(publisher => publisher.Seen is not null)) + _sightings.WithoutEvent.Count,
            PersonalDataEvents = events.Count(one => one.HasPersonalData == CatalogPersonalData.Yes),
            PersonalDataUnknown = events.Count(one => one.HasPersonalData == CatalogPersonalData.Unknown),
            Conflicts = conflicts.Length,
            ChangedLately = events.Count(one => one.Changed is { IsLately: true }),
        };
    }
}
