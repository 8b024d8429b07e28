using System.Globalization;
using System.Text.RegularExpressions;
using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>Finds the edits of an event's schema that a level forbids, or that change what events mean.</summary>
/// <param name="candidate">The event.</param>
/// <param name="history">Its versions.</param>
/// <param name="level">The level that it is held to.</param>
sealed class SchemaChanges(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level)
{
    private readonly AvroSchema _schema = candidate.Terms.IsMirror ? candidate.ReadingSchema ?? candidate.Schema : candidate.Schema;

    /// <summary>The findings, in the order of the record.</summary>
    public static IReadOnlyList<VerdictFinding> Find(ContractCandidate candidate, ContractHistory history, CompatibilityLevel level) =>
        new SchemaChanges(candidate, history, level).Find();

    private VerdictFinding[] Find()
    {
        VerdictFinding[] found =
        [
            .. Check(history.Accepted is null ? [] : [history.Accepted])
                .Concat(Check(history.Released).Where(item => history.Accepted is null || IsBreaking(item.Finding)))
                .GroupBy(item => (item.Finding.Rule, PlaceOf(item.Finding.Difference)))
                .Select(group => Merge([.. group])),
        ];

        // Where a member breaks readers, it doesn't matter that its meaning has changed too.
        ILookup<(string?, string?), VerdictFinding> breaking =
            found.Where(finding => finding.IsBreaking).ToLookup(finding => (finding.Record, finding.Field));
        return [.. found.Where(finding => finding.IsBreaking || !breaking.Contains((finding.Record, finding.Field)))];
    }

    // A change of meaning that was accepted has been agreed to, so released versions don't count beside the accepted one.
    private static bool IsBreaking(AvroRuleFinding finding) => finding.Rule.Category == AvroRuleCategory.Reading;

    // A mirror only has to read; the meaning is the owner's responsibility.
    private IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> Check(IReadOnlyList<ContractVersion> versions) =>
        AvroRules.Check(_schema, [.. versions.Select(version => version.Schema)], level)
            .Where(finding => !candidate.Terms.IsMirror || finding.Direction is not null)
            .Select(finding => (versions[finding.VersionIndex], finding));

    // Findings of several versions are one edit where rule and place are the same; so are several symbols or branches of one member.
    private VerdictFinding Merge((ContractVersion Version, AvroRuleFinding Finding)[] findings)
    {
        AvroRule rule = findings[0].Finding.Rule;
        ContractVersion[] versions = [.. findings.Select(item => item.Version).Distinct()];

        bool isBreaking = IsBreaking(findings[0].Finding);
        ContractVersion version = isBreaking ? versions[versions.Length - 1] : versions[0];
        AvroDifference[] differences = [.. findings.Where(item => item.Version == version).Select(item => item.Finding.Difference)];
        AvroDifference difference = differences[0];
        bool isRemoved = rule.Id == RuleIds.MemberRemoved;
        bool looksRenamed = difference.Kind == AvroDifferenceKind.FieldLooksRenamed;
        bool isGuess = looksRenamed && isBreaking;
        string name = isRemoved && isGuess ? difference.Old! : NameOf(difference);
        string? record = RecordOf(difference);
        RenamedType? renamed = rule.Id == RuleIds.RecordRenamed ? RenamedType.Read(difference, _schema) : null;
        return new VerdictFinding
        {
            Subject = new FindingSubject(rule.Id, record ?? "", isRemoved ? name : difference.Field),
            EventType = candidate.EventType,
            IsMirror = candidate.Terms.IsMirror,
            Record = record,
            IsOnEventRecord = record == (_schema as AvroRecordSchema)?.Name,
            Field = isRemoved ? null : difference.Field,
            Name = name,
            Old = Named(Joined(differences.Select(item => item.Old)), difference),
            New = Named(Joined(differences.Select(item => item.New)), difference),
            OldName = renamed is not null ? renamed.PinnedName
                : rule.Id == RuleIds.MemberRenamed || (looksRenamed && !isRemoved) ? difference.Old
                : null,
            FixedSize = renamed?.FixedSize,
            Version = version,
            OldPointer = difference.OldLocation,
            Impact = isBreaking ? ImpactOf(findings) : rule.Id == RuleIds.DecimalChanged ? DecimalImpact(difference) : "",
            Advice = isGuess ? $" Was '{difference.Old}' renamed? Then keep the old name on the wire with [AvroName(\"{difference.Old}\")]."
                : rule.Id == RuleIds.MemberAddedWithoutDefault && candidate.Terms.IsMirror
                    ? " Or write [WhenMissing] on it, which leaves the owner's schema as it is."
                : rule.Id == RuleIds.SymbolAdded ? BreakImpact.WayToAddSymbol(level)
                : isRemoved && version.IsReleased
                    ? $" To remove it for good, start the next event type, {NextEventType.After(candidate.EventType).EventType}."
                : renamed?.Advice ?? "",
            SafeIf = BreakImpact.SafeOrder(findings.Select(item => item.Finding.Direction)),
        };
    }

    private string ImpactOf((ContractVersion Version, AvroRuleFinding Finding)[] findings)
    {
        ContractVersion[] In(AvroReadDirection direction) =>
            [.. findings.Where(item => item.Finding.Direction == direction).Select(item => item.Version).Distinct()];
        string levelName = candidate.Terms.IsMirror ? "" : level.ToRegistryName();
        return BreakImpact.WhoBreaks(In(AvroReadDirection.Backward), In(AvroReadDirection.Forward), history.Released, levelName);
    }

    // Where the root's name in the schema is the same for all events, it says nothing to a reader.
    private string? Named(string? phrase, AvroDifference difference) =>
        phrase is null
        || candidate.HasOwnRootName
        || _schema is not AvroRecordSchema root
        || difference.Kind == AvroDifferenceKind.TypeRenamed
            ? phrase
            : Regex.Replace(phrase, $@"\b{root.Name}\b", candidate.EventType.Replace("$", "$$"));

    // Both texts end with the scale: "decimal(9, 2)".
    private static string DecimalImpact(AvroDifference difference)
    {
        static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);
        static (int Precision, int Scale)? Parts(string? text) =>
            Regex.Match(text ?? "", @"\((\d+), (\d+)\)") is { Success: true } match
                ? (Number(match.Groups[1]), Number(match.Groups[2]))
                : null;
        return (Parts(difference.Old), Parts(difference.New)) is not ({ } old, { } now) || old.Scale != now.Scale
            ? "a decimal travels without its scale, so other services may read another number"
            : now.Precision > old.Precision
                ? "a service that checks the number of digits may refuse what you will publish"
                : "older events may hold more digits than are allowed now";
    }

    private static (string? Record, string? Field, string Name) PlaceOf(AvroDifference difference) =>
        (difference.Record, difference.Field, NameOf(difference));

    private static string? Joined(IEnumerable<string?> parts)
    {
        string[] known = [.. parts.OfType<string>().Distinct()];
        return known.Length == 0 ? null : string.Join(", ", known);
    }

    // Without the namespace, which is the event type and never part of a justification.
    private static string? RecordOf(AvroDifference difference) => difference.Record?.Substring(difference.Record.LastIndexOf('.') + 1);

    private static string NameOf(AvroDifference difference) => difference.Path.Substring(difference.Path.LastIndexOf('.') + 1);
}
