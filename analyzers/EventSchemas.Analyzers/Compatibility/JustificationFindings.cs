namespace EventSchemas.Analyzers;

/// <summary>Reports justifications that say too little, have run out, or justify nothing (EVS3201 to EVS3203).</summary>
static class JustificationFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<ContractedEvent> events)
    {
        // A record that several events reach may need its justification for one of them only.
        var needed = new HashSet<Microsoft.CodeAnalysis.Location>(events.SelectMany(e => Each(e).Where(item => e.Verdict.NeededJustifications.Contains(item.Justification)).Select(item => item.Place.Location)));
        foreach (ContractedEvent @event in events)
        {
            foreach ((JustifiedBreak justification, Place place) in Each(@event))
            {
                if (WhyIncomplete(justification) is { } problem)
                {
                    yield return Finding.At(place, Rules.JustificationIncomplete, justification.Rule, problem);
                }
                else if (Dates.IsPast(justification.Expires, @event.InProject.Settings.Today))
                {
                    yield return Finding.At(place, Rules.JustificationExpired, justification.Rule, justification.Expires);
                }
                else if (!needed.Contains(place.Location))
                {
                    yield return Finding.At(place, Rules.JustificationUnused, justification.Rule);
                }
            }
        }
    }

    private static IEnumerable<(JustifiedBreak Justification, Place Place)> Each(ContractedEvent @event) =>
        @event.Event.Declaration.Justifications.Zip(@event.Event.Justifications, (justification, place) => (justification, place));

    private static string? WhyIncomplete(JustifiedBreak justification) =>
        !CompatibilityRules.ById.ContainsKey(justification.Rule) ? "is no rule about versions"
        : justification.Reason.Trim().Length == 0 ? "needs a reason: say why nobody breaks"
        : justification.Expires is { } date && !Dates.IsDate(date) ? $"has the expiry \"{date}\", which is no date: write yyyy-MM-dd"
        : null;
}
