using EventSchemas.Avro;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers;

/// <summary>One edit that breaks a contract, or changes what it means without breaking a reader; equal for all events that it breaks in the same way.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Record">The record's name in the schema: where the edit was made.</param>
/// <param name="Field">The field that stands for a member of the record now, or null where there is none.</param>
/// <param name="Name">The field's name, also where it has gone.</param>
/// <param name="Old">What that version has.</param>
/// <param name="New">What the record has.</param>
/// <param name="OldName">The name that the member or type had, where keeping it would undo the edit; otherwise null.</param>
/// <param name="Hint">What else could be done about it; empty, or a sentence with a space before it.</param>
/// <param name="Version">The newest version that breaks, by its name before "of"; equal for events that broke in versions of one number.</param>
/// <param name="IsShipped">Whether it has been shipped.</param>
/// <param name="Backward">Whether new readers fail on older data.</param>
/// <param name="Forward">Whether older readers fail on new data.</param>
sealed record Break(
    AvroRule Rule, string? Record, string? Field, string Name, string? Old, string? New, string? OldName, string Hint, string Version, bool IsShipped, bool Backward, bool Forward)
{
    /// <summary>Whether everybody reads, and what is read means something else.</summary>
    public bool IsOfMeaning => Rule.Category == AvroRuleCategory.Meaning;

    /// <summary>The edits that a level forbids, or that change the meaning, against the contract and the shipped versions, in the order of the record.</summary>
    /// <param name="accepted">The contract.</param>
    /// <param name="shipped">The shipped versions, oldest first.</param>
    /// <param name="schema">What the record says.</param>
    /// <param name="level">The level.</param>
    /// <param name="locate">Where a version has what a location leads to.</param>
    public static IReadOnlyList<FoundBreak> Find(
        ContractVersion accepted, IReadOnlyList<ContractVersion> shipped, AvroSchema schema, CompatibilityLevel level, Func<ContractVersion, string, Location> locate)
    {
        var findings = Check([accepted], schema, level).Concat(Check(shipped, schema, level));
        FoundBreak[] found = [.. findings.GroupBy(item => (item.Finding.Rule, Place(item.Finding.Difference))).Select(group => Of([.. group], locate))];

        // What stops readers at a member is said alone.
        return [.. found.Where(one => !one.Break.IsOfMeaning || !found.Any(other => !other.Break.IsOfMeaning && (other.Break.Record, other.Break.Field) == (one.Break.Record, one.Break.Field)))];
    }

    /// <summary>Who breaks, in words.</summary>
    public string Who(CompatibilityLevel level)
    {
        string version = IsShipped ? Version : "the contract's schema";
        string older = $"this service can't decode what was written with {version}";
        string readers = $"services that read with {version} can't decode what this one writes";
        return (Backward && Forward ? $"{older}, and {readers}" : Backward ? older : readers) + $" ({level.ToRegistryName()})";
    }

    private static IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> Check(IReadOnlyList<ContractVersion> history, AvroSchema schema, CompatibilityLevel level) =>
        AvroRules.Check(schema, [.. history.Select(version => version.Schema)], level)
            .Select(finding => (history[finding.VersionIndex], finding));

    // What makes findings of several versions one edit.
    private static (string? Record, string? Field, string Name) Place(AvroDifference difference) =>
        (difference.Record, difference.Field, difference.Path.Substring(difference.Path.LastIndexOf('.') + 1));

    private static FoundBreak Of((ContractVersion Version, AvroRuleFinding Finding)[] findings, Func<ContractVersion, string, Location> locate)
    {
        ContractVersion[] versions = [.. findings.Select(item => item.Version).Distinct().OrderBy(version => version.Number ?? 0)];

        // A change of meaning can be accepted into the contract, and is settled by shipping it.
        ContractVersion newest = findings[0].Finding.Rule.Category == AvroRuleCategory.Meaning ? versions[0] : versions[versions.Length - 1];
        AvroRuleFinding[] ofNewest = [.. findings.Where(item => item.Version == newest).Select(item => item.Finding)];
        AvroDifference difference = ofNewest[0].Difference;
        AvroRule rule = ofNewest[0].Rule;
        bool hasGone = rule.Id == RuleIds.MemberRemoved;
        bool isGuess = difference.Kind == AvroDifferenceKind.FieldLooksRenamed && rule.Category == AvroRuleCategory.Reading;
        string hint = isGuess ? $" Was '{difference.Old}' renamed? Then keep the old name on the wire with [AvroName(\"{difference.Old}\")]." : "";
        string[] others = [.. versions.Where(version => version != newest && version.Number is not null).Select(version => version.Name)];
        var @break = new Break(
            rule,
            difference.Record?.Substring(difference.Record.LastIndexOf('.') + 1),
            hasGone ? null : difference.Field,
            hasGone && isGuess ? difference.Old! : Place(difference).Name,
            difference.Old,
            difference.New,
            rule.Id is RuleIds.MemberRenamed or RuleIds.RecordRenamed || (difference.Kind == AvroDifferenceKind.FieldLooksRenamed && !hasGone) ? difference.Old : null,
            hint + (others.Length == 0 ? "" : $" The same holds for {string.Join(", ", others)}."),
            newest.Name,
            newest.Number is not null,
            ofNewest.Any(finding => finding.Direction == AvroReadDirection.Backward),
            ofNewest.Any(finding => finding.Direction == AvroReadDirection.Forward));
        return new FoundBreak(@break, locate(newest, difference.OldLocation));
    }
}
