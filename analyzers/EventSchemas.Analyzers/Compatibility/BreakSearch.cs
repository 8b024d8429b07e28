using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>Finds the edits that a level forbids, or that change the meaning, between an event and its versions.</summary>
/// <param name="accepted">The contract; null where there is none.</param>
/// <param name="shipped">The shipped versions, the oldest first.</param>
/// <param name="isMirror">Whether another team owns the event: then it must read every version, and that is all.</param>
/// <param name="level">The level.</param>
/// <param name="locate">Where a version has what a location leads to.</param>
sealed class BreakSearch(ContractVersion? accepted, IReadOnlyList<ContractVersion> shipped, bool isMirror, CompatibilityLevel level, Func<ContractVersion, string, Location> locate)
{
    private readonly CompatibilityLevel _level = isMirror ? CompatibilityLevel.BackwardTransitive : level;

    /// <summary>The breaks, in the order of the record.</summary>
    /// <param name="schema">What the record reads and writes.</param>
    public IReadOnlyList<FoundBreak> Find(AvroSchema schema)
    {
        IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> findings = Check(accepted is null ? [] : [accepted], schema).Concat(Check(shipped, schema));
        FoundBreak[] found =
        [
            .. findings
                .Where(item => !isMirror || item.Finding.Direction is not null)
                .GroupBy(item => (item.Finding.Rule, PlaceOf(item.Finding.Difference)))
                .Select(group => Of([.. group])),
        ];

        // What stops readers at a member is said alone.
        return [.. found.Where(one => !one.Break.IsOfMeaning || !found.Any(other => !other.Break.IsOfMeaning && (other.Break.Record, other.Break.Field) == (one.Break.Record, one.Break.Field)))];
    }

    private IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> Check(IReadOnlyList<ContractVersion> history, AvroSchema schema) =>
        AvroRules.Check(schema, [.. history.Select(version => version.Schema)], _level).Select(finding => (history[finding.VersionIndex], finding));

    // What makes findings of several versions one edit.
    private static (string? Record, string? Field, string Name) PlaceOf(AvroDifference difference) =>
        (difference.Record, difference.Field, BreakSubject.NameOf(difference));

    private FoundBreak Of((ContractVersion Version, AvroRuleFinding Finding)[] findings)
    {
        ContractVersion[] versions = [.. findings.Select(item => item.Version).Distinct().OrderBy(version => version.Number ?? 0)];
        bool isOfMeaning = findings[0].Finding.Rule.Category == AvroRuleCategory.Meaning;

        // A change of meaning can be accepted into the contract, and is settled by shipping it.
        ContractVersion newest = isOfMeaning ? versions[0] : versions[versions.Length - 1];
        AvroRuleFinding[] ofNewest = [.. findings.Where(item => item.Version == newest).Select(item => item.Finding)];
        AvroRuleFinding finding = ofNewest[0];

        // Several symbols or branches of one member are one edit.
        Break @break = BreakOf(finding, isOfMeaning) with { Old = Joined(ofNewest, difference => difference.Old), New = Joined(ofNewest, difference => difference.New) };
        return new FoundBreak(
            @break,
            newest.Name,
            newest.Number is not null,
            isOfMeaning ? "" : BreakWords.Who(VersionsIn(findings, AvroReadDirection.Backward), VersionsIn(findings, AvroReadDirection.Forward), shipped, isMirror, _level),
            @break.Hint.Length > 0 ? "" : BreakWords.Order(findings.Select(item => item.Finding.Direction)),
            locate(newest, finding.Difference.OldLocation));
    }

    private static string? Joined(AvroRuleFinding[] findings, Func<AvroDifference, string?> part)
    {
        string[] parts = [.. findings.Select(finding => part(finding.Difference)).OfType<string>().Distinct()];
        return parts.Length == 0 ? null : string.Join(", ", parts);
    }

    private static ContractVersion[] VersionsIn((ContractVersion Version, AvroRuleFinding Finding)[] findings, AvroReadDirection direction) =>
        [.. findings.Where(item => item.Finding.Direction == direction).Select(item => item.Version).Distinct()];

    private static Break BreakOf(AvroRuleFinding finding, bool isOfMeaning)
    {
        AvroDifference difference = finding.Difference;
        string rule = finding.Rule.Id;
        bool hasGone = rule == RuleIds.MemberRemoved;
        bool looksRenamed = difference.Kind == AvroDifferenceKind.FieldLooksRenamed;
        bool isGuess = looksRenamed && !isOfMeaning;
        return new Break(
            BreakSubject.Of(finding),
            rule,
            isOfMeaning,
            BreakSubject.RecordOf(difference),
            hasGone ? null : difference.Field,
            hasGone && isGuess ? difference.Old! : BreakSubject.NameOf(difference),
            difference.Old,
            difference.New,
            rule is RuleIds.MemberRenamed or RuleIds.RecordRenamed || (looksRenamed && !hasGone) ? difference.Old : null,
            isGuess ? $" Was '{difference.Old}' renamed? Then keep the old name on the wire with [AvroName(\"{difference.Old}\")]." : "");
    }
}
