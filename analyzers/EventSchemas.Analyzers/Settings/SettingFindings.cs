namespace EventSchemas.Analyzers;

/// <summary>Reports settings that say nothing (EVS2008): at the events that they count for, once where the project has them.</summary>
static class SettingFindings
{
    public static IEnumerable<Finding> Of(IReadOnlyList<EventInProject> events)
    {
        var reported = new HashSet<SettingProblem>();
        foreach (EventInProject @event in events)
        {
            foreach (SettingProblem problem in @event.Settings.Problems.Where(reported.Add))
            {
                yield return Finding.At(@event.Event.Place, Rules.SettingInvalid, problem.Name, problem.Value, problem.Expected);
            }
        }
    }
}
