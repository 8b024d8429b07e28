using System.Collections.Immutable;
using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Reports what breaks versions (EVS30xx), or changes what they mean (EVS31xx): at the member, once for all events that it breaks.</summary>
static class BreakFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ContractedEvent> events) => events
        .SelectMany(e => e.Verdict.Breaks.Select(found => new BreakOfEvent(e, found, PlaceOf(e.Event, found.Break))))
        .GroupBy(item => (item.Found.Break, item.Place.Owner, item.Place.Location))
        .Select(group => Of(group.Key.Break, [.. group]));

    private static Finding Of(Break @break, IReadOnlyList<BreakOfEvent> broken)
    {
        Place place = broken[0].Place;
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(ContractProperties.Subject, @break.Subject)
            .Add(ContractProperties.OldName, @break.OldName)
            .Add(ContractProperties.GoneMember, @break.Rule == RuleIds.MemberRemoved ? @break.Name : null)
            .Add(ContractProperties.Record, @break.Record);
        if (broken.Count == 1)
        {
            // Accepting into the contract would leave the shipped versions as they are; and what another team did can't be accepted away.
            bool isOurs = !broken[0].Event.Event.Declaration.IsMirror;
            properties = isOurs && !broken[0].Found.IsShipped ? broken[0].Event.Verdict.AddTexts(properties) : properties;
            properties = isOurs
                ? properties.Add(ContractProperties.EventType, broken[0].Event.EventType).Add(ContractProperties.LatestPath, broken[0].Event.Verdict.Latest?.File.Path)
                : properties;
        }

        bool isJustifiable = broken.All(item => !item.Event.Event.Declaration.IsMirror);
        return new Finding(place.Owner, Diagnostic.Create(
            CompatibilityRules.ById[@break.Rule],
            place.Location,
            SeverityOf(@break, broken),
            broken.Select(item => item.Found.Old).Where(location => location != Location.None),
            isJustifiable ? properties.Add(ContractProperties.IsJustifiable, "true") : properties,
            place.IsMember ? place.Name : @break.Name,
            @break.Old ?? "none",
            @break.New ?? "none",
            place.OwnerName,
            Words(broken, item => $"{item.Found.Version} of {item.Event.EventType}", " and "),
            Words(broken, item => item.Found.Who, "; "),
            @break.Hint + Words(broken, item => item.Found.Order, "")));
    }

    private static string Words(IReadOnlyList<BreakOfEvent> broken, Func<BreakOfEvent, string> part, string separator) =>
        string.Join(separator, broken.Select(part).Distinct());

    // What was accepted and not shipped yet can still be changed; what another team has published can't.
    private static DiagnosticSeverity SeverityOf(Break @break, IReadOnlyList<BreakOfEvent> broken) =>
        !@break.IsOfMeaning && broken.Any(item => item.Found.IsShipped || item.Event.Event.Declaration.IsMirror) ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;

    private static Place PlaceOf(AnalyzedEvent @event, Break @break) => @break.Rule switch
    {
        RuleIds.TopicChanged => @event.Topic,
        RuleIds.KeyChanged => @event.Key,
        _ => @event.PlaceOf(@break.Record, @break.Field),
    };

    private sealed record BreakOfEvent(ContractedEvent Event, FoundBreak Found, Place Place);
}
