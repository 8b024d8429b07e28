namespace EventSchemas.Assemblies;

/// <summary>Writes the current contracts of records into their contract files, if that breaks nobody.</summary>
static class ContractAcceptance
{
    private const string Verb = "accept";

    /// <summary>Accepts what may be accepted.</summary>
    /// <param name="project">The events.</param>
    /// <param name="breaks">The event types whose breaks of what was never shipped, and changes of meaning, are accepted too.</param>
    /// <param name="mayNameOthers">Whether these may be events of another project.</param>
    /// <param name="report">Takes what is done and what can't be.</param>
    /// <param name="cancellationToken">Ends the operation before the next event.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static void Run(
        ContractProject project,
        IReadOnlyList<string> breaks,
        bool mayNameOthers,
        Action<Outcome> report,
        CancellationToken cancellationToken)
    {
        // A misspelt name would accept nothing, and nobody would learn why.
        string[] eventTypes = [.. project.Contracts.Select(contract => contract.EventType)];
        string[] unknown = mayNameOthers || eventTypes.Length == 0 ? [] : [.. breaks.Except(eventTypes)];
        foreach (string name in unknown)
        {
            report(Outcome.Error(
                $"EventSchemasAcceptBreaks names '{name}', which isn't an event of this project. "
                + $"Did you mean {NearestText.To(name, eventTypes)}?"));
        }

        if (unknown.Length == 0)
        {
            IReadOnlyList<string> successors = project.ReportMissing(report);
            project.ForEachEvent(Verb, candidate => Accept(project, candidate, breaks, successors, report), report, cancellationToken);
        }
    }

    /// <summary>Whether an event has a break of what was never shipped, or a change of meaning, that accepting would agree to.</summary>
    public static bool HasSomethingToAccept(ContractProject project, string eventType)
    {
        bool found = false;
        ContractProject one = project with { Contracts = [.. project.Contracts.Where(contract => contract.EventType == eventType)] };
        one.ForEachEvent(
            Verb,
            candidate => found |= project.VerdictOf(candidate, project.Folder.HistoryOf(eventType)).AcceptableFindings.Any(),
            report: _ => { },
            CancellationToken.None);
        return found;
    }

    private static void Accept(
        ContractProject project,
        ContractCandidate candidate,
        IReadOnlyList<string> breaks,
        IReadOnlyList<string> successors,
        Action<Outcome> report)
    {
        string eventType = candidate.EventType;
        if (successors.Contains(eventType) || project.ReportDamages(eventType, report))
        {
            return;
        }

        EventVerdict verdict = project.VerdictOf(candidate, project.Folder.HistoryOf(eventType));
        if (verdict.History.Retirement is { } retirement)
        {
            report(Outcome.Error(project.RetiredMessage(retirement), eventType));
        }
        else if (Advice.AgainstAccepting(verdict, mayBreak: breaks.Contains(eventType)) is { } reason)
        {
            report(Outcome.Error($"EventSchemas can't accept {eventType}. {reason}", eventType));
        }
        else
        {
            report.Written(eventType, project.Folder.Accept(candidate.Schema, verdict.Contract), "accepted");
        }
    }
}
