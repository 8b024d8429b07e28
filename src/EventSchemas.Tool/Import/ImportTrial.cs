using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>Reads imported records as the compiler's generator does: each must have the schema that it was made from.</summary>
static class ImportTrial
{
    /// <summary>The contracts of events, and why some have another schema.</summary>
    /// <param name="events">The events.</param>
    /// <param name="files">Their files.</param>
    /// <param name="settings">What counts where they don't say it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static ImportTrialResult Of(
        IReadOnlyList<ImportedEvent> events,
        IReadOnlyDictionary<string, string> files,
        SourceSettings settings,
        CancellationToken cancellationToken)
    {
        SourceContracts sources = SourceContracts.Compile(files, cancellationToken);
        var contracts = new List<ContractCandidate>();
        var refusals = new List<ImportRefusal>();
        foreach (ImportedEvent imported in events)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (ContractCandidate? contract, IReadOnlyList<string> problems) = sources.Errors.Contains(imported.Namespace)
                ? (null, [.. sources.Errors[imported.Namespace]])
                : Read(sources, imported, settings, cancellationToken);
            refusals.AddRange(problems.Select(problem => new ImportRefusal(imported.Origin, "", problem)));
            if (contract is not null && problems.Count == 0)
            {
                contracts.Add(contract);
            }
        }

        return new ImportTrialResult(contracts, refusals);
    }

    private static (ContractCandidate? Contract, IReadOnlyList<string> Problems) Read(
        SourceContracts sources, ImportedEvent imported, SourceSettings settings, CancellationToken cancellationToken)
    {
        (ContractCandidate? contract, IReadOnlyList<string> problems) = sources.Read(
            imported.Namespace, imported.Name, imported.EventType, settings, cancellationToken);
        return contract is null
            ? (null, problems)
            : (contract, [.. AvroDifferences.Between(imported.Schema, contract.Schema)
                .Select(difference => "a record would change it: " + difference.Message)]);
    }
}

/// <summary>What a trial showed.</summary>
/// <param name="Contracts">The contracts of the events that have the schema that they were made from.</param>
/// <param name="Refusals">Why others don't.</param>
sealed record ImportTrialResult(IReadOnlyList<ContractCandidate> Contracts, IReadOnlyList<ImportRefusal> Refusals);
