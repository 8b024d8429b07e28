using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds the breaks that were shipped before. A justification covers the change that it was given for, and no later one.</summary>
/// <param name="candidate">The event.</param>
/// <param name="history">Its versions.</param>
/// <param name="level">The level that it is held to.</param>
sealed class EarlierBreaks(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level)
{
    /// <summary>What is said beside a finding whose justifications are about earlier changes.</summary>
    public const string Advice = " The [JustifiedBreak] that is there is about an earlier change: if nobody breaks by this one either, "
        + "write another one beside it.";

    /// <summary>
    /// How many shipped changes a justification of a finding can be about, where the newest version breaks again; none where it doesn't.
    /// A level that looks at the newest version alone needs no justification of earlier changes.
    /// </summary>
    public int CountOf(VerdictFinding finding) =>
        finding.IsBreaking && level.IsTransitive() && history.LatestReleased is { } newest && finding.Versions.Contains(newest)
            ? history.Released.Zip(history.Released.Skip(1), (from, to) => (From: from, To: to))
                .Count(step => Breaks(step.From, step.To, finding.Subject))
            : 0;

    private bool Breaks(ContractVersion from, ContractVersion to, FindingSubject subject) => SchemaChanges
        .Find(candidate with { Schema = to.Schema, ReadingSchema = null }, new ContractHistory(null, [from]), level)
        .Any(finding => finding.Subject == subject);
}
