using System.Text.Json;
using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What changed between two catalogues.</summary>
/// <param name="Added">The events that only the second has.</param>
/// <param name="Removed">The events that only the first has.</param>
/// <param name="Changed">The events that both have, and that differ.</param>
/// <param name="Services">What services began or ended to do.</param>
/// <param name="NewConflicts">The conflicts that only the second has.</param>
/// <param name="NewOrphans">The events that lack a side now, and didn't before.</param>
/// <param name="NewSightings">Who was seen on the bus without a build or settings that say so, and wasn't before.</param>
sealed record CatalogDifference(
    IReadOnlyList<EventPresence> Added,
    IReadOnlyList<EventPresence> Removed,
    IReadOnlyList<EventDifference> Changed,
    IReadOnlyList<string> Services,
    IReadOnlyList<CatalogConflict> NewConflicts,
    IReadOnlyList<EventOrphan> NewOrphans,
    IReadOnlyList<EventSighting> NewSightings)
{
    /// <summary>Whether somebody breaks: a forbidden change, an event that is gone and still read, or a new conflict.</summary>
    public bool Breaks => NewConflicts.Count > 0
        || Changed.Any(one => one.Breaks)
        || Removed.Any(one => one.StillUsedBy.Count > 0);

    /// <summary>Whether nothing differs.</summary>
    public bool IsNone =>
        Added.Count + Removed.Count + Changed.Count + Services.Count + NewConflicts.Count + NewOrphans.Count
            + NewSightings.Count == 0;

    /// <summary>Compares two catalogues.</summary>
    public static CatalogDifference Between(Catalog old, Catalog @new)
    {
        Dictionary<string, CatalogEvent> before = ByName(old.Events, one => one.EventType);
        Dictionary<string, CatalogEvent> after = ByName(@new.Events, one => one.EventType);
        CatalogEvent[] present = [.. @new.Events.Where(IsThere)];
        return new CatalogDifference(
            [.. present.Where(one => !IsThere(before.GetValueOrDefault(one.EventType))).Select(EventPresence.OfAdded)],
            [
                .. old.Events.Where(one => IsThere(one) && !IsThere(after.GetValueOrDefault(one.EventType)))
                    .Select(one => EventPresence.OfRemoved(one, after.GetValueOrDefault(one.EventType))),
            ],
            [
                .. present.Where(one => IsThere(before.GetValueOrDefault(one.EventType)))
                    .Select(one => EventDifference.Between(before[one.EventType], one))
                    .Where(difference => !difference.IsNone),
            ],
            [.. ServiceChanges(old, @new)],
            [.. @new.Conflicts.Where(one => !old.Conflicts.Any(other => other.Kind == one.Kind && other.Event == one.Event))],
            [
                .. @new.Events.Where(one => one.Orphan is not null && before.GetValueOrDefault(one.EventType)?.Orphan != one.Orphan)
                    .Select(one => new EventOrphan(one.EventType, one.Orphan!.Value)),
            ],
            [.. SightingsOf(@new).Where(one => !SightingsOf(old).Any(other => other.IsOfSame(one)))]);
    }

    private static IEnumerable<EventSighting> SightingsOf(Catalog catalog) =>
        from one in catalog.Events
        from publisher in one.Publishers
        let seen = publisher.Seen
        where seen is not null
        select new EventSighting(one.EventType, publisher.Service, publisher.Version, seen.Why);

    // A file may have a name twice, which no catalogue has.
    private static Dictionary<string, T> ByName<T>(IEnumerable<T> items, Func<T, string> nameOf) =>
        items.DistinctBy(nameOf, StringComparer.Ordinal).ToDictionary(nameOf, StringComparer.Ordinal);

    private static bool IsThere(CatalogEvent? one) => one is { State: CatalogEventState.Declared };

    private static IEnumerable<string> ServiceChanges(Catalog old, Catalog @new)
    {
        Dictionary<string, CatalogService> before = ByName(old.Services, one => one.Name);
        Dictionary<string, CatalogService> after = ByName(@new.Services, one => one.Name);
        foreach (string name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            CatalogService? was = before.GetValueOrDefault(name);
            CatalogService? @is = after.GetValueOrDefault(name);
            if (was is null || @is is null)
            {
                yield return was is null ? $"{name} is new" : $"{name} is gone";
            }

            foreach (string change in UseChanges(name, "send", was?.Publishes ?? [], @is?.Publishes ?? [])
                .Concat(UseChanges(name, "read", was?.Handles ?? [], @is?.Handles ?? [])))
            {
                yield return change;
            }
        }
    }

    private static IEnumerable<string> UseChanges(string name, string verb, IReadOnlyList<string> before, IReadOnlyList<string> after) =>
        after.Except(before).Select(eventType => $"{name} {verb}s {eventType} now")
            .Concat(before.Except(after).Select(eventType => $"{name} doesn't {verb} {eventType} any more"));
}

/// <summary>An event that only one of two catalogues has.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Summary">What it means.</param>
/// <param name="Owner">Who owns it.</param>
/// <param name="Retired">Why it was retired; null where it wasn't.</param>
/// <param name="StillUsedBy">Who sends or reads it although it is gone.</param>
sealed record EventPresence(string EventType, string? Summary, string? Owner, string? Retired, IReadOnlyList<string> StillUsedBy)
{
    /// <summary>An event that is new.</summary>
    public static EventPresence OfAdded(CatalogEvent one) => new(one.EventType, one.Summary, one.Owner, null, []);

    /// <summary>An event that is gone.</summary>
    /// <param name="one">The event as it was.</param>
    /// <param name="now">What is left of it.</param>
    public static EventPresence OfRemoved(CatalogEvent one, CatalogEvent? now) => new(
        one.EventType,
        one.Summary,
        one.Owner,
        now?.Retired?.Reason,
        [.. now is null ? [] : Affected.ServicesOf(now.Publishers).Concat(Affected.HandlersOf(now.Subscribers)).Distinct()]);
}

/// <summary>An event that lacks a side.</summary>
sealed record EventOrphan(string EventType, CatalogOrphan Orphan);

/// <summary>A publisher that was seen on the bus, and that no build and no settings explain.</summary>
sealed record EventSighting(string EventType, string Source, string? Version, IReadOnlyList<CatalogSurprise> Why)
{
    /// <summary>Whether another sighting is of the same publisher.</summary>
    public bool IsOfSame(EventSighting other) => (EventType, Source, Version) == (other.EventType, other.Source, other.Version);
}

/// <summary>What changed about an event.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Changes">What changed in the schema that is declared.</param>
/// <param name="Facts">What else changed, in words.</param>
/// <param name="Readers">Who reads it.</param>
/// <param name="Senders">Who sends it.</param>
sealed record EventDifference(
    string EventType,
    IReadOnlyList<SchemaChange> Changes,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> Readers,
    IReadOnlyList<string> Senders)
{
    /// <summary>Whether a change is forbidden by the level of the event.</summary>
    public bool Breaks => Changes.Any(change => change.IsForbidden);

    /// <summary>Whether nothing differs.</summary>
    public bool IsNone => Changes.Count == 0 && Facts.Count == 0;

    /// <summary>Compares an event of two catalogues.</summary>
    public static EventDifference Between(CatalogEvent old, CatalogEvent @new) => new(
        @new.EventType,
        [.. SchemaChanges(old, @new)],
        [.. FactsOf(old, @new)],
        [.. Affected.HandlersOf(@new.Subscribers)],
        [.. Affected.ServicesOf(@new.Publishers)]);

    private static IEnumerable<SchemaChange> SchemaChanges(CatalogEvent old, CatalogEvent @new)
    {
        if (CurrentOf(old) is not { } before || CurrentOf(@new) is not { } after || before.Sha256 == after.Sha256)
        {
            return [];
        }

        (string was, string @is) = before.Id == after.Id
            ? ("the version before", "the version now")
            : (NameOf(before), NameOf(after));
        ContractComparison comparison = ContractComparison.Of(SideOf(old, before, was), SideOf(@new, after, @is));
        ILookup<string, ChangeEffect> effects = comparison.Effects.ToLookup(effect => effect.Difference);
        ILookup<string, SilentRead> silent = comparison.SilentReads.ToLookup(read => read.Difference);
        return comparison.Differences.Concat(effects.Select(same => same.Key))
            .Distinct(StringComparer.Ordinal)
            .Select(text => new SchemaChange(
                text,
                [.. effects[text].SelectMany(effect => effect.Who.Select(who => $"{effect.Rule}: {who} ({effect.Transport})")).Distinct()],
                effects[text].Any(effect => @new.Compatibility is { } level && effect.Levels.Contains(level)))
            {
                Instead = [.. silent[text].Select(read => read.In(was, @is))],
            });
    }

    private static string NameOf(CatalogVersion version) =>
        version.Number is null ? "the version that isn't released yet" : $"version {version.Id}";

    private static ContractSide SideOf(CatalogEvent one, CatalogVersion version, string name)
    {
        try
        {
            return new ContractSide(
                name,
                one.EventType,
                AvroSchema.Parse(version.Schema.GetRawText()),
                new ContractTerms(null, null, IsMirror: false, one.Compatibility ?? "", default)
                {
                    Transports = TransportTexts.Parse(string.Join(',', one.Transports)) ?? Transports.Kafka,
                });
        }
        catch (AvroSchemaException e)
        {
            throw new ToolException(
                $"Version {version.Id} of {one.EventType} in a catalogue has a schema that can't be read: {e.Message}",
                ExitCode.Unavailable);
        }
    }

    private static CatalogVersion? CurrentOf(CatalogEvent one) => one.Versions.FirstOrDefault(version => version.IsCurrent);

    private static IEnumerable<string> FactsOf(CatalogEvent old, CatalogEvent @new)
    {
        (string Name, string? Old, string? New)[] facts =
        [
            ("owner", old.Owner, @new.Owner),
            ("topic", old.Topic, @new.Topic),
            ("key", old.Key, @new.Key),
            ("key format", old.KeyFormat, @new.KeyFormat),
            ("transports", string.Join(", ", old.Transports), string.Join(", ", @new.Transports)),
            ("compatibility", old.Compatibility, @new.Compatibility),
            ("feature flag", old.Flag?.Name, @new.Flag?.Name),
            ("last day of the flag", old.Flag?.RemoveBy, @new.Flag?.RemoveBy),
            ("personal data", string.Join(", ", old.PersonalData), string.Join(", ", @new.PersonalData)),
        ];
        IEnumerable<string> shipped = @new.Versions
            .Where(version => version.Number is not null && old.Versions.All(one => one.Number != version.Number))
            .Select(version => $"version {version.Id} was shipped");
        return facts
            .Where(fact => (fact.Old ?? "") != (fact.New ?? ""))
            .Select(fact => $"{fact.Name}: {Shown(fact.Old)} before, {Shown(fact.New)} now")
            .Concat(shipped);
    }

    private static string Shown(string? value) => string.IsNullOrEmpty(value) ? "none" : value;
}

/// <summary>A change of a schema.</summary>
/// <param name="Text">What differs, in words.</param>
/// <param name="Who">Who breaks, with the rule that says so.</param>
/// <param name="IsForbidden">Whether the event's level forbids it.</param>
sealed record SchemaChange(string Text, IReadOnlyList<string> Who, bool IsForbidden)
{
    /// <summary>Who reads a default instead of what was written, without an error.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];
}

/// <summary>Who sends and reads an event, in words.</summary>
static class Affected
{
    /// <summary>The services that send it.</summary>
    public static IEnumerable<string> ServicesOf(IEnumerable<CatalogPublisher> publishers) => publishers
        .Where(one => one.IsEnabled != false)
        .Select(one => one.Service + Built(one.Version) + (one.Seen is null ? "" : ", seen on the bus only"))
        .Distinct();

    /// <summary>The handlers that read it.</summary>
    public static IEnumerable<string> HandlersOf(IEnumerable<CatalogSubscriber> subscribers) => subscribers
        .Select(one => (one.Group is { } group ? $"{one.Service}, group {group}" : one.Service) + Built(one.Version))
        .Distinct();

    private static string Built(string? version) => version is null ? "" : $" (version {version})";
}
