namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that checks a compiled assembly's events against their contract files, their shipped versions and, if it is given
/// to, against what a registry has. It writes nothing: it is for CI, where analyzers may have been switched off.
/// </summary>
public sealed class CheckEventContracts() : RegistryContractTask("check")
{
    private bool _isUnavailable;

    private protected override bool Prepare(IReadOnlyList<DeclaredContract> contracts)
    {
        ReportMissing(contracts);
        return true;
    }

    private protected override void Run(ContractCandidate candidate)
    {
        string path = Folder.SchemaPath(candidate.EventType);
        ContractHistory files = Folder.HistoryOf(candidate.EventType);
        ContractHistory history = files.WithRegistered(RegisteredIfAvailable(candidate));
        foreach (ContractVersion version in files.Released.Where(version => version.EditedProblem is not null))
        {
            Rule rule = Rules.Of(RuleIds.ShippedVersionEdited);
            LogError(rule.Id, version.Path!, rule.Message(version.Number, candidate.EventType, version.EditedProblem!));
        }

        foreach (ContractVersion version in history.NeverShipped)
        {
            Log.LogWarning(
                null, RuleIds.NeverShipped, null, path, 0, 0, 0, 0,
                $"{version.Name} of {candidate.EventType} has been published and never shipped: "
                + "run dotnet build -t:ShipEventSchemas against the same registry, and commit what it writes.");
        }

        if (files.Retirement is { } retirement)
        {
            LogError(RuleIds.EventRetired, Folder.RetirementPath(candidate.EventType), RetiredMessage(retirement));
            return;
        }

        EventVerdict verdict = VerdictOf(candidate, history);
        VerdictFinding[] errors =
            [.. verdict.Findings.Where(finding => verdict.SeverityOf(finding, isCI: true) == RuleSeverity.Error)];
        foreach (VerdictFinding finding in errors)
        {
            LogError(finding.Subject.Rule, path, finding.Message);
        }

        if (files.Accepted is null)
        {
            LogError(RuleIds.ContractMissing, path, Rules.Of(RuleIds.ContractMissing).Message(candidate.EventType, path));
        }
        else if (files.Accepted.Contract is null)
        {
            LogContractFile(candidate.EventType);
        }
        else if (errors.Length == 0 && verdict.Difference.Length > 0)
        {
            object[] arguments = OutOfDateText.Arguments([$"'{candidate.EventType}'"], verdict.Difference, verdict.Reassurance);
            LogError(RuleIds.ContractOutOfDate, path, Rules.Of(RuleIds.ContractOutOfDate).Message(arguments));
        }
    }

    // The schema is there, and the file beside it isn't, or can't be read.
    private void LogContractFile(string eventType)
    {
        string path = Folder.ContractFilePath(eventType);
        if (Folder.ProblemOfContract(eventType) is { } problem)
        {
            LogError(RuleIds.ContractUnreadable, path, Rules.Of(RuleIds.ContractUnreadable).Message(problem));
        }
        else
        {
            LogError(RuleIds.ContractMissing, path, Rules.Of(RuleIds.ContractMissing).Message(eventType, path));
        }
    }

    private protected override void Finish()
    {
        foreach ((string file, MisplacedFile problem) in Folder.Misplaced)
        {
            Rule rule = Rules.Of(RuleIds.ShippedVersionEdited);
            LogError(rule.Id, file, rule.Message(problem.Name, problem.EventType, problem.Problem));
        }
    }

    // Without the registry, the events are still checked against their files.
    private IReadOnlyList<ContractVersion> RegisteredIfAvailable(ContractCandidate candidate)
    {
        if (_isUnavailable)
        {
            return [];
        }

        try
        {
            return Registered(candidate);
        }
        catch (RegistryUnavailableException e)
        {
            _isUnavailable = true;
            LogUnavailable(e);
            return [];
        }
    }
}
