using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports events that differ from their contract files (EVS2001, EVS2002, EVS2006), whose files can't be read (EVS2003) or have another
/// problem (EVS2005, EVS2007), or that differ from one build to another (EVS2011).
/// </summary>
static class ContractFindings
{
    public static IEnumerable<OwnedDiagnostic> Of(
        IReadOnlyList<CheckedEvent> events, ContractFiles files, ILookup<string, ConditionalPart> conditional, bool isDesignTime)
    {
        Lazy<string[]> undeclared = new(() => [.. files.EventTypes.Except(events.Select(e => e.EventType))]);
        return
        [
            .. events.SelectMany(e => Of(e, undeclared, conditional, isDesignTime)),
            .. OutOfDate(events),
            .. MisspeltTopics(events),
        ];
    }

    // What has a contract has its topic for good; so has a copy of another event's topic.
    private static IEnumerable<OwnedDiagnostic> MisspeltTopics(IReadOnlyList<CheckedEvent> events)
    {
        CheckedEvent[] added =
        [
            .. events.Where(e => e is { Verdict.State: ContractState.Missing, Settings.HasContracts: true, Topic: not null }),
        ];
        if (added.Length == 0)
        {
            yield break;
        }

        ILookup<string, CheckedEvent> byTopic = events
            .Where(e => e.Topic is not null)
            .ToLookup(e => e.Topic!, StringComparer.Ordinal);
        Dictionary<string, string> withoutDigits =
            byTopic.ToDictionary(topic => topic.Key, topic => WithoutDigits(topic.Key), StringComparer.Ordinal);
        foreach (CheckedEvent @event in added.Where(e => byTopic[e.Topic!].Count() == 1))
        {
            string[] others = [.. withoutDigits.Where(other => other.Value != withoutDigits[@event.Topic!]).Select(other => other.Key)];
            if (NearestText.Meant(@event.Topic!, others) is { } nearest)
            {
                yield return OwnedDiagnostic.With(
                    ContractProperties.NearestTopic,
                    nearest,
                    @event.Event.Topic,
                    RuleIds.TopicLooksMisspelt,
                    @event.Topic!,
                    nearest,
                    byTopic[nearest].First().Event.Place.Name);
            }
        }
    }

    private static string WithoutDigits(string topic) => string.Concat(topic.Where(c => !char.IsDigit(c)));

    // An edit of a record that several events reach is one finding.
    private static IEnumerable<OwnedDiagnostic> OutOfDate(IReadOnlyList<CheckedEvent> events) => events
        .Where(e => e.Verdict is { State: ContractState.OutOfDate, History.Retirement: null })
        .Select(e => (Event: e, Place: PlaceOf(e)))
        .GroupBy(item => (item.Place.Owner, item.Place.Location, item.Event.Verdict!.Difference, item.Event.Verdict.Reassurance))
        .Select(edit => OutOfDate(edit.First().Place, [.. edit.Select(item => item.Event)]));

    private static OwnedDiagnostic OutOfDate(Place place, CheckedEvent[] events)
    {
        EventVerdict verdict = events[0].Verdict!;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.AddAccepted(events);
        object[] arguments = OutOfDateText.Arguments(
            [.. events.Select(e => $"'{e.Event.Place.Name}'")], verdict.Difference, verdict.Reassurance);
        return Create(place, events.Any(e => e.Settings.IsCI), RuleIds.ContractOutOfDate, properties, arguments);
    }

    // What differs in terms alone differs in the event.
    private static Place PlaceOf(CheckedEvent @event) => @event.Verdict!.Differences is { Count: > 0 } differences
        ? EditPlace.Of(@event.Event, differences[0])
        : @event.Event.Place;

    private static IEnumerable<OwnedDiagnostic> Of(
        CheckedEvent @event, Lazy<string[]> undeclared, ILookup<string, ConditionalPart> conditional, bool isDesignTime)
    {
        foreach (OwnedDiagnostic finding in @event.Settings.HasContracts ? ConditionalPart.Of(@event.Event, conditional) : [])
        {
            yield return finding;
        }

        if (@event.Unreadable is { } unreadable)
        {
            FileLinePositionSpan place = unreadable.Place.GetLineSpan();
            int line = place.StartLinePosition.Line + 1;
            string problem = FormattableString.Invariant($"{Path.GetFileName(place.Path)}, line {line}: {unreadable.Problem}");
            yield return new OwnedDiagnostic(@event.Event.Place.Owner, Diagnostic.Create(
                RuleDescriptors.Of(RuleIds.ContractUnreadable), @event.Event.Place.Location, [unreadable.Place], problem));
        }

        foreach (ContractFileProblem problem in isDesignTime ? @event.FileProblems : [])
        {
            yield return new OwnedDiagnostic(@event.Event.Place.Owner, Diagnostic.Create(
                RuleDescriptors.Of(problem.Rule), @event.Event.Place.Location, [problem.File], problem.Arguments));
        }

        if (@event.Verdict is not { } verdict)
        {
            yield break;
        }

        string name = @event.Event.Place.Name;
        if (verdict.History.Retirement is { } retirement)
        {
            string folder = $"{@event.Settings.Folder}/{ContractPath.ShippedFolder}/{ContractFileName.Of(@event.EventType)}";
            string file = $"{folder}/{ContractPath.RetirementFile}";
            yield return OwnedDiagnostic.At(
                @event.Event.EventType, RuleIds.EventRetired, @event.EventType, retirement.Date, retirement.Reason, file);
            yield break;
        }

        if (verdict.State == ContractState.Missing && @event.Settings.HasContracts)
        {
            // An editor may not notice that the build wrote a file.
            string path = $"{@event.Settings.Folder}/{ContractFileName.Of(@event.EventType)}{ContractPath.SchemaExtension}"
                + (isDesignTime ? ", or reload the project where that file is there already" : "");
            ImmutableDictionary<string, string?> nearest = ImmutableDictionary<string, string?>.Empty.Add(
                ContractProperties.NearestEventType, NearestText.Meant(@event.EventType, undeclared.Value));
            yield return Create(@event.Event.Place, @event.Settings.IsCI, RuleIds.ContractMissing, nearest, name, path);
        }

        if (verdict.State != ContractState.Missing && @event.Files.Shipped.IsEmpty && !@event.IsMirror)
        {
            yield return OwnedDiagnostic.At(@event.Event.Place, RuleIds.NeverShipped, name);
        }
    }

    private static OwnedDiagnostic Create(
        Place place, bool isCI, string rule, ImmutableDictionary<string, string?> properties, params object[] arguments) =>
        new(place.Owner, Diagnostic.Create(
            RuleDescriptors.Of(rule),
            place.Location,
            isCI ? DiagnosticSeverity.Error : DiagnosticSeverity.Info,
            additionalLocations: null,
            properties,
            arguments));
}
