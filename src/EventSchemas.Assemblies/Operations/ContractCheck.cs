namespace EventSchemas.Assemblies;

/// <summary>
/// Checks events against their contract files, their shipped versions and, if it is asked to, against what a registry has. It writes
/// nothing: it is for CI, where analyzers may have been switched off.
/// </summary>
/// <param name="project">The events.</param>
/// <param name="registered">The versions of an event that a registry has; none where none is asked.</param>
/// <param name="report">Takes what is found.</param>
sealed class ContractCheck(
    ContractProject project, Func<ContractCandidate, IReadOnlyList<ContractVersion>> registered, Action<Outcome> report)
{
    private const string Verb = "check";

    private bool _isUnavailable;

    /// <summary>Checks all events.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        project.ReportMissing(report);
        project.ForEachEvent(Verb, Check, report, cancellationToken);
        foreach ((string file, MisplacedFile problem) in project.Folder.Misplaced)
        {
            string message = Rules.Of(RuleIds.ShippedVersionEdited).Message(problem.Name, problem.EventType, problem.Problem);
            report(Outcome.ErrorOf(RuleIds.ShippedVersionEdited, problem.EventType, file, message));
        }
    }

    private void Check(ContractCandidate candidate)
    {
        string eventType = candidate.EventType;
        ContractHistory files = project.Folder.HistoryOf(eventType);
        ContractHistory history = files.WithRegistered(RegisteredIfAvailable(candidate));
        foreach (ContractVersion version in files.Released.Where(version => version.EditedProblem is not null))
        {
            string message = Rules.Of(RuleIds.ShippedVersionEdited).Message(version.Number, eventType, version.EditedProblem!);
            report(Outcome.ErrorOf(RuleIds.ShippedVersionEdited, eventType, version.Path!, message));
        }

        foreach (ContractVersion version in history.NeverShipped)
        {
            report(Outcome.Of(
                RuleIds.NeverShipped,
                RuleSeverity.Warning,
                eventType,
                project.Folder.SchemaPath(eventType),
                $"{version.Name} of {eventType} has been published and never shipped: "
                + "run dotnet build -t:ShipEventSchemas against the same registry, and commit what it writes."));
        }

        if (files.Retirement is { } retirement)
        {
            string path = project.Folder.RetirementPath(eventType);
            report(Outcome.ErrorOf(RuleIds.EventRetired, eventType, path, project.RetiredMessage(retirement)));
        }
        else
        {
            Check(project.VerdictOf(candidate, history));
        }
    }

    private void Check(EventVerdict verdict)
    {
        string eventType = verdict.Candidate.EventType;
        string path = project.Folder.SchemaPath(eventType);
        VerdictFinding[] errors =
            [.. verdict.Findings.Where(finding => verdict.SeverityOf(finding, isCI: true) == RuleSeverity.Error)];
        foreach (VerdictFinding finding in errors)
        {
            report(Outcome.ErrorOf(finding.Subject.Rule, eventType, path, finding.Message));
        }

        if (verdict.History.Accepted is not { } accepted)
        {
            ReportMissing(eventType, path);
        }
        else if (accepted.Contract is null)
        {
            ReportContractFile(eventType);
        }
        else if (errors.Length == 0 && verdict.Difference.Length > 0)
        {
            object[] arguments = OutOfDateText.Arguments([$"'{eventType}'"], verdict.Difference, verdict.Reassurance);
            string message = Rules.Of(RuleIds.ContractOutOfDate).Message(arguments);
            report(Outcome.ErrorOf(RuleIds.ContractOutOfDate, eventType, path, message));
        }
    }

    // The schema is there, and the file beside it isn't, or can't be read.
    private void ReportContractFile(string eventType)
    {
        string path = project.Folder.ContractFilePath(eventType);
        if (project.Folder.ProblemOfContract(eventType) is { } problem)
        {
            string message = Rules.Of(RuleIds.ContractUnreadable).Message(problem);
            report(Outcome.ErrorOf(RuleIds.ContractUnreadable, eventType, path, message));
        }
        else
        {
            ReportMissing(eventType, path);
        }
    }

    private void ReportMissing(string eventType, string path) => report(Outcome.ErrorOf(
        RuleIds.ContractMissing, eventType, path, Rules.Of(RuleIds.ContractMissing).Message(eventType, path)));

    // Without the registry, the events are still checked against their files.
    private IReadOnlyList<ContractVersion> RegisteredIfAvailable(ContractCandidate candidate)
    {
        if (_isUnavailable)
        {
            return [];
        }

        try
        {
            return registered(candidate);
        }
        catch (RegistryUnavailableException e)
        {
            _isUnavailable = true;
            report(Outcome.Error(e.MessageFor(Verb)));
            return [];
        }
    }
}
