namespace EventSchemas.Build;

/// <summary>The MSBuild task that writes the current contracts of records into their contract files, if that breaks nobody.</summary>
public sealed class AcceptEventContracts() : EventContractTask("accept")
{
    /// <summary>
    /// The event types, separated by semicolons, whose breaks of what was never shipped, and changes of meaning, are accepted too.
    /// </summary>
    public string AcceptBreaks { get; set; } = "";

    /// <summary>Whether a solution is built, where <see cref="AcceptBreaks"/> may name another project's event.</summary>
    public bool IsSolutionBuild { get; set; }

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

        return !Log.HasLoggedErrors;
    }

    private protected override void Run(ContractCandidate candidate)
    {
        EventVerdict verdict = VerdictOf(candidate, Folder.HistoryOf(candidate.EventType));
        if (verdict.History.Retirement is { } retirement)
        {
            Log.LogError(RetiredMessage(retirement));
            return;
        }

        bool mayBreak = AcceptedNames.Contains(candidate.EventType);
        if (verdict.UnacceptableBreaks.Any())
        {
            Refuse(verdict.UnacceptableBreaks, candidate.Terms.IsMirror ? Advice.OfMirror : Advice.OfReleased);
        }
        else if (verdict.AcceptableFindings.Any() && !mayBreak)
        {
            Refuse(verdict.AcceptableFindings, $"Where that is meant, -p:EventSchemasAcceptBreaks={candidate.EventType} accepts it.");
        }
        else
        {
            ReportWritten(Folder.Accept(candidate.Schema, verdict.Contract), "EventSchemas accepted {0}: commit it.");
        }

        void Refuse(IEnumerable<VerdictFinding> findings, string advice) =>
            Log.LogError($"EventSchemas can't accept {candidate.EventType}. {Advice.Listed(findings)} {advice}");
    }
}
