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
            (finding, old) => (Event: e, Finding: finding, Old: old, Place: EditPlace.Of(e.Event, finding))))
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
            .Add(ContractProperties.RemovedMember, VersionRules.IsRemoval(finding.Subject.Rule) ? finding.Name : null)
            .Add(ContractProperties.Record, finding.Record)
            .Add(ContractProperties.OldTerm, OldTermOf(finding))
            .Add(ContractProperties.OldKeyFormat, OldKeyFormatOf(finding, events[0].Verdict!.Candidate.Terms));
        if (findings.All(one => one.CanBeAccepted))
        {
            properties = properties.AddAccepted(events);
        }

        // What an enum or a union changes is justified at the member, and a member of another project can't be.
        Place member = events[0].Event.PlaceOf(finding.Record, finding.Field);
        (string Name, string Path)? foreign = events[0].Event.ForeignRecord(finding.Record);
        if (!findings.Any(one => one.IsMirror))
        {
            properties = (foreign is null ? properties.Add(ContractProperties.IsJustifiable, "true") : properties).AddBroken(
                [.. events.Where((_, i) => findings[i].Severity == RuleSeverity.Error)]);
        }

        bool isAtPart = member.Owner != place.Owner;
        RuleSeverity severity = events.Zip(findings, (e, one) => e.Verdict!.SeverityOf(one, e.Settings.IsCI)).Max();
        return new OwnedDiagnostic(place.Owner, Diagnostic.Create(
            RuleDescriptors.Of(finding.Subject.Rule),
            place.Location,
            severity.ToDiagnosticSeverity(),
            isAtPart ? [.. old, member.Location] : old,
            properties,
            foreign is { } record
                ? ArgumentsOf(findings, record, events[0].Event.MemberOf(finding.Record, finding.Field))
                : VerdictMessage.Arguments(findings, member: member.IsMember ? member.Name : null, record: member.OwnerName)));
    }

    private static object[] ArgumentsOf(
        IReadOnlyList<VerdictFinding> findings, (string Name, string Path) record, MemberDeclaration? member) => VerdictMessage.Arguments(
            findings,
            member: member is null ? null : $"{record.Path}.{member.Name.TrimStart('@')}",
            record: $"{record.Name} ({record.Path})");

    private static string? OldTermOf(VerdictFinding finding) => finding.Subject.Rule switch
    {
        RuleIds.KeyChanged => finding.Version.Contract?.Terms.Key,
        RuleIds.TopicChanged or RuleIds.CompatibilityLowered or RuleIds.TransportLeft => finding.Old?.Trim('\''),
        _ => null,
    };

    private static string? OldKeyFormatOf(VerdictFinding finding, ContractTerms now) =>
        finding.Subject.Rule == RuleIds.KeyChanged
        && finding.Version.Contract?.Terms is { Key: not null } before
        && now.Key is not null
        && before.KeyFormat != now.KeyFormat
            ? before.KeyFormat ?? "avro"
            : null;
}
