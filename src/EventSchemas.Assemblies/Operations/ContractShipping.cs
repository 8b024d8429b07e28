using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>
/// Adds what has been accepted to the shipped versions, <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and <c>.contract.json</c>, for
/// each event that has changed since it was shipped last. What a registry has and nobody shipped goes before it. A version that is there
/// is never touched.
/// </summary>
/// <param name="project">The events.</param>
/// <param name="registered">The versions of an event that a registry has; none where none is asked.</param>
/// <param name="report">Takes what is done and what can't be.</param>
sealed class ContractShipping(
    ContractProject project, Func<ContractCandidate, IReadOnlyList<ContractVersion>> registered, Action<Outcome> report)
{
    private const string Verb = "ship";

    /// <summary>Ships what has changed.</summary>
    /// <exception cref="RegistryUnavailableException">The registry can't be asked about any event.</exception>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public void Run(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> successors = project.ReportMissing(report);
        project.ForEachEvent(Verb, candidate => Ship(candidate, successors), report, cancellationToken);
    }

    private void Ship(ContractCandidate candidate, IReadOnlyList<string> successors)
    {
        if (successors.Contains(candidate.EventType) || project.ReportDamages(candidate.EventType, report))
        {
            return;
        }

        // A first contract differs from nothing, so it needs no acceptance.
        (IReadOnlyList<string> written, string? conflict) = ContractWriting.WriteMissing(project, candidate);
        report.Written(candidate.EventType, written, "wrote");
        ContractFile contract = candidate.ToContractFile();
        if (conflict is not null)
        {
            report(Outcome.Error(conflict, candidate.EventType));
        }
        else if (project.Folder.AcceptedContract(candidate.EventType)?.PromisesSameAs(contract) != true)
        {
            EventVerdict verdict = project.VerdictOf(candidate, project.Folder.HistoryOf(candidate.EventType));
            string file = project.Folder.ContractFilePath(candidate.EventType);
            report(Outcome.Error(
                $"EventSchemas can't ship {candidate.EventType}: its record is not what {file} says. "
                + (Advice.AgainstAccepting(verdict, mayBreak: false)
                    ?? "Accept the change first: dotnet build -t:AcceptEventSchemas, or the fix in the editor."),
                candidate.EventType));
        }
        else
        {
            ShipPublished(candidate, contract);
            ShipAccepted(candidate, contract);
        }
    }

    private void ShipPublished(ContractCandidate candidate, ContractFile contract)
    {
        ContractHistory history = project.Folder.HistoryOf(candidate.EventType);
        foreach (PublishedVersion version in PublishedVersion.Of(history, contract, registered(candidate)))
        {
            ReportShipped(candidate, version.Ship(project.Folder));
        }
    }

    private void ShipAccepted(ContractCandidate candidate, ContractFile contract)
    {
        ContractHistory history = project.Folder.HistoryOf(candidate.EventType);
        if (history.LatestReleased is { } last && IsSame(last, contract))
        {
            return;
        }

        if (Advice.AgainstShipping(project.VerdictOf(candidate, history)) is { } reason)
        {
            report(Outcome.Error(
                $"EventSchemas can't ship {candidate.EventType}: it breaks what has been shipped. {reason}", candidate.EventType));
            return;
        }

        ReportShipped(candidate, project.Folder.Ship(PublishedVersion.NextNumber(history), candidate.Schema, contract));
    }

    private void ReportShipped(ContractCandidate candidate, IReadOnlyList<string> written) => report.Written(
        candidate.EventType,
        written,
        "shipped",
        candidate.Terms.IsMirror ? " From now on the record must read this version."
            : candidate.Level == CompatibilityLevel.None ? ContractProject.AllowsEveryEdit
            : " From now on nobody may break this version.");

    private static bool IsSame(ContractVersion version, ContractFile contract) =>
        version.Contract is { } shipped ? shipped.PromisesSameAs(contract) : ContractFile.HashOf(version.Schema) == contract.Sha256;
}
