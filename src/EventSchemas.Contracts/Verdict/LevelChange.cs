using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds that an event promises less than its newest released version did.</summary>
static class LevelChange
{
    /// <summary>
    /// The level that the newest released version promised; null where nothing was released, or no released version says its level.
    /// </summary>
    public static CompatibilityLevel? PromisedBy(ContractHistory history) =>
        Promising(history) is { Contract: { Terms.IsMirror: false } contract } ? contract.Terms.Level : null;

    /// <summary>The finding; null where the event promises at least what was promised.</summary>
    public static VerdictFinding? Find(ContractCandidate candidate, ContractHistory history) =>
        !candidate.Terms.IsMirror && PromisedBy(history) is { } promised && !Includes(candidate.Level, promised)
            ? new VerdictFinding
            {
                Subject = new FindingSubject(RuleIds.CompatibilityLowered, candidate.RootRecord, null),
                EventType = candidate.EventType,
                IsMirror = false,
                Record = candidate.RootRecord,
                IsOnEventRecord = true,
                Name = candidate.RootRecord,
                Old = promised.ToRegistryName(),
                New = candidate.Level.ToRegistryName(),
                Version = Promising(history)!,
                Versions = new[] { Promising(history)! }.ToEquatableArray(),
            }
            : null;

    // Versions that only a registry has say no level.
    private static ContractVersion? Promising(ContractHistory history) =>
        history.Released.LastOrDefault(version => version.Contract is not null);

    private static bool Includes(CompatibilityLevel level, CompatibilityLevel promised) =>
        (level.IsBackward() || !promised.IsBackward())
        && (level.IsForward() || !promised.IsForward())
        && (level.IsTransitive() || !promised.IsTransitive());
}
