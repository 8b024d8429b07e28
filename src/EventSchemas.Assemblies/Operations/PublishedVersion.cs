using EventSchemas.Avro;

namespace EventSchemas.Assemblies;

/// <summary>A version that a registry has and nobody shipped, as the shipped version that it becomes.</summary>
/// <param name="Number">Its number among the shipped versions.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Contract">What it promises.</param>
sealed record PublishedVersion(int Number, AvroSchema Schema, ContractFile Contract)
{
    /// <summary>The versions of an event that a registry has and nobody shipped, the oldest first.</summary>
    /// <param name="history">The event's versions.</param>
    /// <param name="contract">The event's contract.</param>
    /// <param name="registered">All versions that the registry has, in the order of their registration.</param>
    public static IReadOnlyList<PublishedVersion> Of(
        ContractHistory history, ContractFile contract, IReadOnlyList<ContractVersion> registered)
    {
        // The registry doesn't say what those versions promised, so they lower nothing that a version before them promised.
        ContractFile promised = history.Released.LastOrDefault(version => version.Contract is not null)?.Contract ?? contract;
        ContractTerms terms = promised.Terms with { Meanings = null };
        int first = NextNumber(history);
        return
        [
            .. history.WithRegistered(registered).NeverShipped.Select((version, index) => new PublishedVersion(
                first + index, version.Schema, ContractFile.Of(contract.EventType, version.Schema, terms))),
        ];
    }

    /// <summary>The number of the next shipped version.</summary>
    public static int NextNumber(ContractHistory history) => (history.LatestReleased?.Number ?? 0) + 1;

    /// <summary>Writes its files; gives those that it wrote.</summary>
    public IReadOnlyList<string> Ship(ContractFolder folder) => folder.Ship(Number, Schema, Contract);
}
