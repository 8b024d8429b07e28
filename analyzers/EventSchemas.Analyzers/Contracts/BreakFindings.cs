using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports edits that break versions (EVS30xx) or change their meaning (EVS31xx): at the member, once for all affected events.
/// </summary>
static class BreakFindings
{
    public static IEnumerable<OwnedDiagnostic> Of(IReadOnlyList<CheckedEvent> events) => events
        .SelectMany(e => (e.Verdict?.Findings ?? []).Zip(
            e.OldPlaces,
            (finding, old) => (Event: e, Finding: finding, Old: old, Place: PlaceOf(e.Event, finding))))
        .GroupBy(item => (
            (item.Finding.Subject, item.Finding.Name, item.Finding.Old, item.Finding.New),
            (item.Place.Owner, item.Place.Location)))
        .Select(edit => Of(
            edit.First().Place,
            [.. edit.Select(item => item.Event)],
            [.. edit.Select(item => item.Finding)],
            edit.Select(item => item.Old).Where(location => location != Location.None)));

    // One edit: the affected events, and the finding of each.
    private static OwnedDiagnostic Of(Place place, CheckedEvent[] events, VerdictFinding[] findings, IEnumerable<Location> old)
    {
        VerdictFinding finding = findings[0];
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty
            .Add(ContractProperties.Subject, finding.Subject.ToString())
            .Add(ContractProperties.OldName, finding.OldName)
            .Add(ContractProperties.FixedSize, finding.FixedSize?.ToString(CultureInfo.InvariantCulture))
            .Add(ContractProperties.RemovedMember, finding.Subject.Rule == RuleIds.MemberRemoved ? finding.Name : null)
            .Add(ContractProperties.Record, finding.Record)
            .Add(ContractProperties.OldTerm, IsTerm(finding) ? finding.Old?.Trim('\'') : null);
        if (findings.All(one => one.CanBeAccepted))
        {
            properties = properties.AddAccepted(events);
        }

        if (!findings.Any(one => one.IsMirror))
        {
            properties = properties
                .Add(ContractProperties.IsJustifiable, "true")
                .AddBroken([.. events.Where((_, i) => findings[i].Severity == RuleSeverity.Error)]);
        }

        RuleSeverity severity = events.Zip(findings, (e, one) => e.Verdict!.SeverityOf(one, e.Settings.IsCI)).Max();
        return new OwnedDiagnostic(place.Owner, Diagnostic.Create(
            RuleDescriptors.Of(finding.Subject.Rule),
            place.Location,
            severity.ToDiagnosticSeverity(),
            old,
            properties,
            VerdictMessage.Arguments(findings, member: place.IsMember ? place.Name : null, record: place.OwnerName)));
    }

    private static bool IsTerm(VerdictFinding finding) =>
        finding.Subject.Rule is RuleIds.TopicChanged or RuleIds.KeyChanged or RuleIds.CompatibilityLowered;

    private static Place PlaceOf(AnalyzedEvent @event, VerdictFinding finding) => finding.Subject.Rule switch
    {
        RuleIds.TopicChanged => @event.Topic,
        RuleIds.KeyChanged => @event.Key,
        RuleIds.CompatibilityLowered => @event.Compatibility,
        RuleIds.OwnershipGivenUp => @event.Role,
        _ => @event.PlaceOf(finding.Record, finding.Field),
    };
}
