using System.Globalization;
using Microsoft.Build.Framework;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that ends events for good: their shipped versions stay beside the reason and the date, and their event types can't be
/// declared again.
/// </summary>
public sealed class RetireEventContracts() : EventContractTask("retire")
{
    /// <summary>The event types, joined with <c>+</c>.</summary>
    public string EventTypes { get; set; } = "";

    /// <summary>Why nobody needs the events any more.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether a solution is built, where <see cref="EventTypes"/> may name another project's event.</summary>
    public bool IsSolutionBuild { get; set; }

    private protected override bool Prepare(IReadOnlyList<DeclaredContract> contracts)
    {
        IReadOnlyList<string> names = NamesIn(EventTypes);
        if (names.Count == 0)
        {
            Log.LogError("EventSchemas can't retire an event without its name: give -p:EventSchemasRetire=<event type>.");
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            Log.LogError("EventSchemas can't retire an event without a reason: give -p:EventSchemasReason=\"why nobody needs it\".");
        }

        if (Log.HasLoggedErrors)
        {
            return false;
        }

        IReadOnlyList<string> known = Folder.EventTypes;
        foreach (string name in names)
        {
            if (contracts.Any(contract => contract.EventType == name))
            {
                Log.LogError($"EventSchemas can't retire {name}: a record still declares it. Remove the record's attribute first.");
            }
            else if (known.Contains(name))
            {
                Retire(name);
            }
            else if (!IsSolutionBuild)
            {
                string nearest = known.Count == 0 ? "" : $" Did you mean {NearestText.To(name, known)}?";
                Log.LogError($"EventSchemas can't retire '{name}': {ContractFolder} has no contract or shipped version of it.{nearest}");
            }
        }

        return !Log.HasLoggedErrors;
    }

    private protected override void Run(ContractCandidate candidate)
    {
    }

    private void Retire(string eventType)
    {
        string day = (Dates.Parse(Today) ?? DateTime.UtcNow.Date).ToString(Dates.Format, CultureInfo.InvariantCulture);
        IReadOnlyList<string> written = Folder.Retire(new Retirement(eventType, Reason.Trim(), day));
        ReportWritten(
            written,
            "wrote",
            " Commit the deletion of its accepted contract too. The event type can't be used again while that file exists.");
        if (written.Count == 0)
        {
            Log.LogMessage(MessageImportance.High, "{0} was retired before.", eventType);
        }
    }
}
