namespace EventSchemas.Build;

/// <summary>The MSBuild task that writes the current contracts of records into their contract files, if that breaks nobody.</summary>
public sealed class AcceptEventContracts() : EventContractTask("accept")
{
    /// <summary>
    /// The event types, separated by semicolons, whose breaks of what was never shipped, and changes of meaning, are accepted too.
    /// </summary>
    public string AcceptBreaks { get; set; } = "";

    private protected override void Run(ContractCandidate candidate)
    {
        EventVerdict verdict = VerdictOf(candidate, Folder.HistoryOf(candidate.EventType));
        string[] names = AcceptBreaks.Split([';', ','], StringSplitOptions.RemoveEmptyEntries);
        bool mayBreak = names.Any(name => name.Trim() == candidate.EventType);
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
