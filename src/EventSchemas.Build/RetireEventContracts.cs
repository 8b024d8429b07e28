namespace EventSchemas.Build;

/// <summary>The MSBuild task that ends events for good.</summary>
public sealed class RetireEventContracts() : EventContractTask("retire")
{
    /// <summary>The event types, joined with <c>+</c>.</summary>
    public string EventTypes { get; set; } = "";

    /// <summary>Why nobody needs the events any more.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether a solution is built, where <see cref="EventTypes"/> may name another project's event.</summary>
    public bool IsSolutionBuild { get; set; }

    private protected override void Run(ContractProject project, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> names = EventTypeList.Parse(EventTypes);
        if (names.Count == 0)
        {
            Log.LogError("EventSchemas can't retire an event without its name: give -p:EventSchemasRetire=<event type>.");
        }

        if (string.IsNullOrWhiteSpace(Reason))
        {
            Log.LogError("EventSchemas can't retire an event without a reason: give -p:EventSchemasReason=\"why nobody needs it\".");
        }

        if (!Log.HasLoggedErrors)
        {
            ContractRetirement.Run(project, names, Reason, IsSolutionBuild, Report);
        }
    }
}
