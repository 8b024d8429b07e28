namespace EventSchemas.Build;

/// <summary>The MSBuild task that writes the current contracts of records into their contract files, if that breaks nobody.</summary>
public sealed class AcceptEventContracts() : EventContractTask("accept")
{
    /// <summary>
    /// The event types, joined with <c>+</c>, whose breaks of what was never shipped, and changes of meaning, are accepted too.
    /// </summary>
    public string AcceptBreaks { get; set; } = "";

    /// <summary>Whether a solution is built, where <see cref="AcceptBreaks"/> may name another project's event.</summary>
    public bool IsSolutionBuild { get; set; }

    private IReadOnlyList<string> _successors = [];

    private IReadOnlyList<string> AcceptedNames => NamesIn(AcceptBreaks);

    // A misspelt name would accept nothing, and nobody would learn why.
    private protected override bool Prepare(IReadOnlyList<DeclaredContract> contracts)
    {
        string[] eventTypes = [.. contracts.Select(contract => contract.EventType)];
        foreach (string name in IsSolutionBuild || eventTypes.Length == 0 ? [] : AcceptedNames.Except(eventTypes))
        {
            Log.LogError(
                $"EventSchemasAcceptBreaks names '{name}', which isn't an event of this project. "
                + $"Did you mean {NearestText.To(name, eventTypes)}?");
        }

        if (Log.HasLoggedErrors)
        {
            return false;
        }

        _successors = ReportMissing(contracts);
        return true;
    }

    private protected override void Run(ContractCandidate candidate)
    {
        if (_successors.Contains(candidate.EventType))
        {
            return;
        }

        EventVerdict verdict = VerdictOf(candidate, Folder.HistoryOf(candidate.EventType));
        if (verdict.History.Retirement is { } retirement)
        {
            Log.LogError(RetiredMessage(retirement));
            return;
        }

        if (Advice.AgainstAccepting(verdict, mayBreak: AcceptedNames.Contains(candidate.EventType)) is { } reason)
        {
            Log.LogError($"EventSchemas can't accept {candidate.EventType}. {reason}");
        }
        else
        {
            ReportWritten(Folder.Accept(candidate.Schema, verdict.Contract), "accepted");
        }
    }
}
