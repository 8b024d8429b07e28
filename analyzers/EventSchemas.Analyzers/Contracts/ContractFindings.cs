using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Reports how events stand to their contract files (EVS2001, EVS2002, EVS2006).</summary>
static class ContractFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ContractedEvent> events) => events.SelectMany(Of);

    private static IEnumerable<Finding> Of(ContractedEvent @event)
    {
        (Place place, EventSettings settings) = (@event.Event.Place, @event.InProject.Settings);
        DiagnosticSeverity severity = settings.IsCI ? DiagnosticSeverity.Error : DiagnosticSeverity.Info;
        switch (@event.Verdict.State)
        {
            case ContractState.Missing when settings.HasContracts:
                string path = $"{settings.Folder}/{@event.EventType}{ContractFile.SchemaExtension}";
                yield return new Finding(place.Owner, Diagnostic.Create(Rules.ContractMissing, place.Location, severity, null, null, place.Name, path));
                break;
            case ContractState.OutOfDate:
                ImmutableDictionary<string, string?> properties = @event.Verdict.AddTexts(ImmutableDictionary<string, string?>.Empty);
                yield return new Finding(place.Owner, Diagnostic.Create(Rules.ContractOutOfDate, place.Location, severity, null, properties, place.Name, @event.Verdict.Difference));
                break;
            default:
                break;
        }

        if (@event.Verdict.State != ContractState.Missing && @event.Verdict.Files.Shipped.IsEmpty && !@event.Event.Declaration.IsMirror)
        {
            yield return Finding.At(place, Rules.NeverShipped, place.Name);
        }
    }
}
