using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>
/// Reports events that differ from their contract files (EVS2001, EVS2002, EVS2006), or from one build to another (EVS2011).
/// </summary>
static class ContractFindings
{
    public static IEnumerable<OwnedDiagnostic> Of(
        IReadOnlyList<CheckedEvent> events, ContractFiles files, ILookup<string, ConditionalPart> conditional)
    {
        Lazy<string[]> undeclared = new(() => [.. files.EventTypes.Except(events.Select(e => e.EventType))]);
        return events.SelectMany(e => Of(e, undeclared, conditional));
    }

    private static IEnumerable<OwnedDiagnostic> Of(
        CheckedEvent @event, Lazy<string[]> undeclared, ILookup<string, ConditionalPart> conditional)
    {
        foreach (OwnedDiagnostic finding in @event.Settings.HasContracts ? ConditionalPart.Of(@event.Event, conditional) : [])
        {
            yield return finding;
        }

        if (@event.Verdict is not { } verdict)
        {
            yield break;
        }

        string name = @event.Event.Place.Name;
        if (verdict.History.Retirement is { } retirement)
        {
            string file = $"{@event.Settings.Folder}/{ContractPath.ShippedFolder}/{@event.EventType}/{ContractPath.RetirementFile}";
            yield return OwnedDiagnostic.At(
                @event.Event.EventType, RuleIds.EventRetired, @event.EventType, retirement.Date, retirement.Reason, file);
            yield break;
        }

        switch (verdict.State)
        {
            case ContractState.Missing when @event.Settings.HasContracts:
                string path = $"{@event.Settings.Folder}/{@event.EventType}{ContractPath.SchemaExtension}";
                ImmutableDictionary<string, string?> nearest = ImmutableDictionary<string, string?>.Empty.Add(
                    ContractProperties.NearestEventType, NearestText.Meant(@event.EventType, undeclared.Value));
                yield return Create(@event, RuleIds.ContractMissing, nearest, name, path);
                break;
            case ContractState.OutOfDate:
                ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty.AddAccepted([@event]);
                yield return Create(@event, RuleIds.ContractOutOfDate, properties, name, verdict.Difference, verdict.Reassurance);
                break;
            default:
                break;
        }

        if (verdict.State != ContractState.Missing && @event.Files.Shipped.IsEmpty && !@event.IsMirror)
        {
            yield return OwnedDiagnostic.At(@event.Event.Place, RuleIds.NeverShipped, name);
        }
    }

    private static OwnedDiagnostic Create(
        CheckedEvent @event, string rule, ImmutableDictionary<string, string?>? properties, params object[] arguments)
    {
        Place place = @event.Event.Place;
        DiagnosticSeverity severity = @event.Settings.IsCI ? DiagnosticSeverity.Error : DiagnosticSeverity.Info;
        return new OwnedDiagnostic(
            place.Owner,
            Diagnostic.Create(RuleDescriptors.Of(rule), place.Location, severity, additionalLocations: null, properties, arguments));
    }
}
