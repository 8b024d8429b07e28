using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Reports justifications that are incomplete, have expired, or justify nothing (EVS3201 to EVS3203).</summary>
static class JustificationFindings
{
    public static IEnumerable<OwnedDiagnostic> Of(IReadOnlyList<CheckedEvent> events)
    {
        // A record that several events reach may need its justification for one of them only.
        var needed = new HashSet<Location>(events.SelectMany(e =>
            PlacedOf(e).Where(item => e.Verdict!.NeededJustifications.Contains(item.Justification)).Select(item => item.Place.Location)));
        foreach (CheckedEvent @event in events)
        {
            foreach ((Justification justification, Place place) in PlacedOf(@event))
            {
                string rule = justification.Subject.Rule;
                if (justification.Problem is { } problem)
                {
                    yield return OwnedDiagnostic.At(place, RuleIds.JustificationIncomplete, problem);
                }
                else if (justification.IsExpired(@event.Settings.Today))
                {
                    yield return OwnedDiagnostic.At(place, RuleIds.JustificationExpired, rule, justification.Expires);
                }
                else if (!needed.Contains(place.Location))
                {
                    yield return OwnedDiagnostic.At(
                        place, RuleIds.JustificationUnused, rule, Justification.UnusedReason(@event.IsMirror));
                }
            }
        }
    }

    private static IEnumerable<(Justification Justification, Place Place)> PlacedOf(CheckedEvent @event) => @event.Verdict is null
        ? []
        : @event.Event.Declaration.Justifications.Zip(@event.Event.Justifications, (justification, place) => (justification, place));
}
