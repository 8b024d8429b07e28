namespace EventSchemas.Assemblies;

/// <summary>
/// Checks events against their contract files, their shipped versions and, if it is asked to, against what a registry or a commit has.
/// It writes nothing: it is for CI, where analyzers may have been switched off.
/// </summary>
/// <param name="project">The events.</param>
/// <param name="options">What they are checked against, and what is reported.</param>
/// <param name="registered">The versions of an event that a registry has; none where none is asked.</param>
/// <param name="report">Takes what is found.</param>
sealed class ContractCheck(
    ContractProject project,
    ContractCheckOptions options,
    Func<ContractCandidate, IReadOnlyList<ContractVersion>> registered,
    Action<Outcome> report)
{
    private const string Verb = "check";

    private readonly ContractFolder _folder = options.Earlier ?? project.Folder;
    private readonly List<(string EventType, Justification Justification, bool IsNeeded)> _justifications = [];
    private bool _isUnavailable;

    // Only there is it a finding that a contract file is missing or out of date, or that something in the source matches nothing.
    private bool IsAgainstContracts => options.Baseline is ContractBaseline.Contracts or ContractBaseline.Registry;

    /// <summary>Checks all events.</summary>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        (project with { Folder = _folder }).ReportMissing(ReportUnlessRetired);
        project.ForEachEvent(Verb, Check, report, cancellationToken);
        if (options.HasAdvice && IsAgainstContracts)
        {
            ReportOrphans();
            ReportJustifications();
        }

        foreach ((string file, MisplacedFile problem) in project.Folder.Misplaced)
        {
            string message = Rules.Of(RuleIds.ShippedVersionEdited).Message(problem.Name, problem.EventType, problem.Problem);
            report(Outcome.ErrorOf(RuleIds.ShippedVersionEdited, problem.EventType, file, message));
        }
    }

    private void Check(ContractCandidate candidate)
    {
        string eventType = candidate.EventType;
        ContractHistory files = _folder.HistoryOf(eventType);
        ContractHistory history = files.WithRegistered(RegisteredIfAvailable(candidate));
        (project with { Folder = _folder }).ReportDamages(eventType, report);
        foreach (ContractVersion version in options.Earlier is null ? [] : history.Released.Where(IsChangedSince))
        {
            const string problem = "its files are not those of the commit any more";
            string message = Rules.Of(RuleIds.ShippedVersionEdited).Message(version.Number, eventType, problem);
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

        if (project.Folder.RetirementOf(eventType) is { } retirement)
        {
            string path = project.Folder.RetirementPath(eventType);
            report(Outcome.ErrorOf(RuleIds.EventRetired, eventType, path, project.RetiredMessage(retirement)));
        }
        else
        {
            Check(project.VerdictOf(candidate, options.Baseline == ContractBaseline.Shipped ? history with { Accepted = null } : history));
        }

        bool IsChangedSince(ContractVersion version) => project.Folder.Shipped(eventType)
            .FirstOrDefault(one => one.Number == version.Number) is not { } now || !now.Schema.Equals(version.Schema);
    }

    private void Check(EventVerdict verdict)
    {
        string eventType = verdict.Candidate.EventType;
        string path = project.Folder.SchemaPath(eventType);
        _justifications.AddRange(verdict.Candidate.Justifications.Select(
            justification => (eventType, justification, verdict.NeededJustifications.Contains(justification))));
        VerdictFinding[] found =
        [
            .. verdict.Findings.Where(finding => options.HasAdvice || SeverityOf(verdict, finding) == RuleSeverity.Error),
        ];
        foreach (VerdictFinding finding in found)
        {
            report(Outcome.Of(finding.Subject.Rule, SeverityOf(verdict, finding), eventType, path, finding.Message) with
            {
                File = finding.Version.Path ?? path,
                Line = _folder.LineOf(finding.Version, finding.OldPointer),
            });
        }

        if (!IsAgainstContracts)
        {
            return;
        }

        if (verdict.History.Accepted is not { } accepted)
        {
            ReportMissing(eventType, path);
        }
        else if (!_folder.HasContractFile(eventType))
        {
            ReportMissing(eventType, project.Folder.ContractFilePath(eventType));
        }
        else if (accepted.Contract is not null && found.Length == 0 && verdict.Difference.Length > 0)
        {
            object[] arguments = OutOfDateText.Arguments([$"'{eventType}'"], verdict.Difference, verdict.Reassurance);
            string message = Rules.Of(RuleIds.ContractOutOfDate).Message(arguments);
            report(Outcome.Of(RuleIds.ContractOutOfDate, InCI(RuleIds.ContractOutOfDate), eventType, path, message));
        }
    }

    // Against something else than the contracts, a difference from them says nothing.
    private RuleSeverity SeverityOf(EventVerdict verdict, VerdictFinding finding) =>
        verdict.SeverityOf(finding, options.IsCI && IsAgainstContracts);

    private RuleSeverity InCI(string rule) => options.IsCI ? RuleSeverity.Error : Rules.Of(rule).Severity;

    // An event of an earlier commit may have been retired since.
    private void ReportUnlessRetired(Outcome outcome)
    {
        if (options.Earlier is null || outcome.EventType is null || project.Folder.RetirementOf(outcome.EventType) is null)
        {
            report(outcome);
        }
    }

    private void ReportOrphans()
    {
        DeclaredEvent[] declared = [.. project.DeclaredEvents()];
        foreach (string eventType in project.UndeclaredTypes)
        {
            if (MissingEvent.Orphaned(eventType, project.ReadableHistoryOf(eventType, report: _ => { }), declared) is { } orphan)
            {
                Rule rule = Rules.Of(RuleIds.ContractOrphaned);
                report(Outcome.Of(rule.Id, rule.Severity, eventType, orphan.Version.Path!, rule.Message(eventType)));
            }
        }
    }

    // A record that several events reach may need its justification for one of them only.
    private void ReportJustifications()
    {
        foreach (var same in _justifications.GroupBy(item => item.Justification))
        {
            string rule = same.Key.Subject.Rule;
            string eventType = same.First().EventType;
            if (same.Key.IsExpired(project.Today))
            {
                Report(RuleIds.JustificationExpired, eventType, $"{rule} at {PlaceOf(same.Key)}", same.Key.Expires!);
            }
            else if (!same.Any(item => item.IsNeeded))
            {
                bool isMirror = project.Contracts.Any(contract => contract.EventType == eventType && contract.IsMirror);
                Report(RuleIds.JustificationUnused, eventType, $"{rule} at {PlaceOf(same.Key)}", Justification.UnusedReason(isMirror));
            }
        }

        static string PlaceOf(Justification justification) =>
            justification.Subject.Member is { } member ? $"{justification.Subject.Record}.{member}" : justification.Subject.Record;

        void Report(string id, string eventType, string subject, string reason) => report(Outcome.Of(
            id, Rules.Of(id).Severity, eventType, project.Folder.SchemaPath(eventType), Rules.Of(id).Message(subject, reason)));
    }

    private void ReportMissing(string eventType, string path) => report(Outcome.Of(
        RuleIds.ContractMissing,
        InCI(RuleIds.ContractMissing),
        eventType,
        path,
        Rules.Of(RuleIds.ContractMissing).Message(eventType, path)));

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
