using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>
/// The MSBuild task that adds what has been accepted to the shipped versions, <c>shipped/&lt;event type&gt;/&lt;n&gt;.avsc</c> and
/// <c>.contract.json</c>, for each event that has changed since it was shipped last. What a registry has and nobody shipped goes before
/// it. A version that is there is never touched.
/// </summary>
public sealed class ShipEventContracts() : RegistryContractTask("ship")
{
    private IReadOnlyList<string> _successors = [];

    private protected override bool Prepare(IReadOnlyList<DeclaredContract> contracts)
    {
        _successors = ReportMissing(contracts);
        return true;
    }

    private protected override void Run(ContractCandidate candidate)
    {
        if (_successors.Contains(candidate.EventType))
        {
            return;
        }

        // A first contract differs from nothing, so it needs no acceptance.
        (IReadOnlyList<string> written, string? conflict) = WriteMissing(candidate);
        ReportWritten(written, "wrote");
        ContractFile contract = candidate.ToContractFile();
        if (conflict is not null)
        {
            Log.LogError(conflict);
        }
        else if (Folder.AcceptedContract(candidate.EventType)?.PromisesSameAs(contract) != true)
        {
            string file = Folder.ContractFilePath(candidate.EventType);
            Log.LogError(
                $"EventSchemas can't ship {candidate.EventType}: its record is not what {file} says. "
                + (Advice.AgainstAccepting(VerdictOf(candidate, Folder.HistoryOf(candidate.EventType)), mayBreak: false)
                    ?? "Accept the change first: dotnet build -t:AcceptEventSchemas, or the fix in the editor."));
        }
        else
        {
            ShipPublished(candidate, contract);
            ShipAccepted(candidate, contract);
        }
    }

    private void ShipPublished(ContractCandidate candidate, ContractFile contract)
    {
        ContractHistory history = Folder.HistoryOf(candidate.EventType);
        int number = NextNumber(history);

        // The registry doesn't say what those versions promised, so they lower nothing that a version before them promised.
        ContractFile promised = history.Released.LastOrDefault(version => version.Contract is not null)?.Contract ?? contract;
        ContractTerms terms = promised.Terms with { Meanings = null };
        foreach (ContractVersion version in history.WithRegistered(Registered(candidate)).NeverShipped)
        {
            ContractFile published = ContractFile.Of(candidate.EventType, version.Schema, terms);
            ReportWritten(Folder.Ship(number++, version.Schema, published), "shipped", ConsequenceFor(candidate));
        }
    }

    private void ShipAccepted(ContractCandidate candidate, ContractFile contract)
    {
        ContractHistory history = Folder.HistoryOf(candidate.EventType);
        if (history.LatestReleased is { } last && IsSame(last, contract))
        {
            return;
        }

        if (Advice.AgainstShipping(VerdictOf(candidate, history)) is { } reason)
        {
            Log.LogError($"EventSchemas can't ship {candidate.EventType}: it breaks what has been shipped. {reason}");
            return;
        }

        ReportWritten(Folder.Ship(NextNumber(history), candidate.Schema, contract), "shipped", ConsequenceFor(candidate));
    }

    private static string ConsequenceFor(ContractCandidate candidate) =>
        candidate.Terms.IsMirror ? " From now on the record must read this version."
        : candidate.Level == CompatibilityLevel.None ? AllowsEveryEdit
        : " From now on nobody may break this version.";

    private static int NextNumber(ContractHistory history) => (history.LatestReleased?.Number ?? 0) + 1;

    private static bool IsSame(ContractVersion version, ContractFile contract) =>
        version.Contract is { } shipped ? shipped.PromisesSameAs(contract) : ContractFile.HashOf(version.Schema) == contract.Sha256;
}
