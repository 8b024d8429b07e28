using System.Globalization;

namespace EventSchemas.Assemblies;

/// <summary>
/// Ends events for good: their shipped versions stay beside the reason and the date, and their event types can't be declared again.
/// </summary>
static class ContractRetirement
{
    /// <summary>Retires events that no record declares.</summary>
    /// <param name="project">The events that are still declared, and the contract files.</param>
    /// <param name="eventTypes">The event types; at least one.</param>
    /// <param name="reason">Why nobody needs the events any more.</param>
    /// <param name="mayNameOthers">Whether these may be events of another project.</param>
    /// <param name="report">Takes what is done and what can't be.</param>
    public static void Run(
        ContractProject project, IReadOnlyList<string> eventTypes, string reason, bool mayNameOthers, Action<Outcome> report)
    {
        IReadOnlyList<string> known = project.Folder.EventTypes;
        foreach (string name in eventTypes)
        {
            if (project.Contracts.Any(contract => contract.EventType == name))
            {
                report(Outcome.Error(
                    $"EventSchemas can't retire {name}: a record still declares it. Remove the record's attribute first.", name));
            }
            else if (known.Contains(name))
            {
                Retire(project, name, reason, report);
            }
            else if (!mayNameOthers)
            {
                string nearest = known.Count == 0 ? "" : $" Did you mean {NearestText.To(name, known)}?";
                report(Outcome.Error(
                    $"EventSchemas can't retire '{name}': {project.Folder.FolderPath} has no contract or shipped version of it.{nearest}",
                    name));
            }
        }
    }

    private static void Retire(ContractProject project, string eventType, string reason, Action<Outcome> report)
    {
        string day = project.Today.ToString(Dates.Format, CultureInfo.InvariantCulture);
        IReadOnlyList<string> written = project.Folder.Retire(new Retirement(eventType, reason.Trim(), day));
        report.Written(
            eventType,
            written,
            "wrote",
            " Commit the deletion of its accepted contract too. The event type can't be used again while that file exists.");
        if (written.Count == 0)
        {
            report(new Outcome(RuleSeverity.Info, $"{eventType} was retired before.") { EventType = eventType });
        }
    }
}
