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

        // Where an edit of a member breaks readers, it doesn't matter that its meaning changes too.
        ILookup<(string?, string?), VerdictFinding> breaking =
            found.Where(finding => finding.IsBreaking).ToLookup(finding => (finding.Record, finding.Field));
        return
        [
            .. found.Where(finding => finding.IsBreaking
                || !breaking[(finding.Record, finding.Field)].Any(one => IsOfSameEdit(one, finding))),
        ];
    }

    // A break that the version has which the meaning is compared with came with an earlier edit.
    private bool IsOfSameEdit(VerdictFinding breaking, VerdictFinding meaning) =>
        breaking.Versions.Contains(meaning.Version)
        || !Find(
                candidate with { Schema = meaning.Version.Schema, ReadingSchema = null },
                new ContractHistory(null, breaking.Versions),
                level)
            .Any(earlier => earlier.Subject == breaking.Subject);

    // A change of meaning that was accepted has been agreed to, so released versions don't count beside the accepted one.
    private static bool IsBreaking(AvroRuleFinding finding) => finding.Rule.Category == AvroRuleCategory.Reading;

    // A mirror only has to read, with every version at hand; the meaning is the owner's responsibility.
    private IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> Check(IReadOnlyList<ContractVersion> versions) =>
        candidate.Terms.IsMirror
            ? Check(versions, AvroReading.Resolved).Where(found => found.Finding.Direction is not null)
            : TransportTexts.Readings
                .Where(one => (candidate.Terms.Transports & one.Transport) != 0)
                .SelectMany(one => Check([.. versions.Where(version => TravelledBy(version, one.Transport))], one.Reading));

    private IEnumerable<(ContractVersion Version, AvroRuleFinding Finding)> Check(
        IReadOnlyList<ContractVersion> versions, AvroReading reading) =>
        AvroRules.Check(_schema, [.. versions.Select(version => version.Schema)], level, reading)
            .Select(finding => (versions[finding.VersionIndex], finding));

    // Nobody reads a version where it never was. What a registry has was on Kafka.
    private static bool TravelledBy(ContractVersion version, Transports transport) =>
        ((version.Contract?.Terms.Transports ?? Transports.Kafka) & transport) != 0;

    /// <summary>What a finding about a schema is about.</summary>
    public static FindingSubject SubjectOf(AvroRuleFinding finding)
    {
        AvroDifference difference = finding.Difference;
        bool isRenamed = difference.Kind == AvroDifferenceKind.FieldLooksRenamed && IsBreaking(finding);
        return new FindingSubject(
            finding.Rule.Id,
            RecordOf(difference) ?? "",
            !VersionRules.IsRemoval(finding.Rule.Id) ? difference.Field : isRenamed ? difference.Old : NameOf(difference));
    }

    // Findings of several versions are one edit where rule and place are the same; so are several symbols or branches of one member.
    private VerdictFinding Merge((ContractVersion Version, AvroRuleFinding Finding)[] findings)
    {
        AvroRule rule = findings[0].Finding.Rule;
        ContractVersion[] versions = [.. findings.Select(item => item.Version).Distinct()];

        bool isBreaking = IsBreaking(findings[0].Finding);
        ContractVersion version = isBreaking ? versions[versions.Length - 1] : versions[0];
        AvroDifference[] differences = [.. findings.Where(item => item.Version == version).Select(item => item.Finding.Difference)];
        AvroDifference difference = differences[0];
        FindingSubject subject = SubjectOf(findings.First(item => item.Version == version).Finding);
        bool isRemoved = VersionRules.IsRemoval(rule.Id);
        bool isUnresolved = rule.Reading == AvroReading.Unresolved;
        bool looksRenamed = difference.Kind == AvroDifferenceKind.FieldLooksRenamed;
        bool isGuess = looksRenamed && isBreaking;
        string? record = RecordOf(difference);
        RenamedType? renamed = rule.Id == RuleIds.RecordRenamed ? RenamedType.Read(difference, _schema) : null;
        return new VerdictFinding
        {
            Subject = subject,
            EventType = candidate.EventType,
            IsMirror = candidate.Terms.IsMirror,
            Record = record,
            IsOnEventRecord = record == (_schema as AvroRecordSchema)?.Name,
            Field = isRemoved ? null : difference.Field,
            Name = isRemoved ? subject.Member! : NameOf(difference),
            Old = Named(Joined(differences.Select(item => item.Old)), difference),
            New = Named(Joined(differences.Select(item => item.New)), difference),
            OldName = renamed is not null ? renamed.PinnedName
                : rule.Id == RuleIds.MemberRenamed || (looksRenamed && !isRemoved) ? difference.Old
                : null,
            FixedSize = renamed?.FixedSize,
            Version = version,
            Versions = versions.ToEquatableArray(),
            OldPointer = difference.OldLocation,
            Impact = isBreaking ? ImpactOf(findings, isUnresolved) : rule.Id == RuleIds.DecimalChanged ? DecimalImpact(difference) : "",
            Advice = isGuess ? $" Was '{difference.Old}' renamed? Then keep the old name on the wire with [AvroName(\"{difference.Old}\")]."
                : rule.Id == RuleIds.MemberAddedWithoutDefault && candidate.Terms.IsMirror
                    ? " Or write [WhenMissing] on it, which leaves the owner's schema as it is."
                : rule.Id == RuleIds.SymbolAdded ? BreakImpact.WayToAddSymbol(level)
                : isUnresolved && isBreaking && !isRemoved && version.IsReleased
                    ? $" Or start the next event type, {NextEventType.After(candidate.EventType).EventType}."
                : isRemoved && version.IsReleased
                    ? $" To remove it for good, start the next event type, {NextEventType.After(candidate.EventType).EventType}."
                : renamed?.Advice ?? "",
            SafeIf = BreakImpact.SafeOrder(findings.Select(item => item.Finding.Direction)),
        };
    }

    private string ImpactOf((ContractVersion Version, AvroRuleFinding Finding)[] findings, bool isUnresolved)
    {
        ContractVersion[] In(AvroReadDirection direction) =>
            [.. findings.Where(item => item.Finding.Direction == direction).Select(item => item.Version).Distinct()];
        string levelName = candidate.Terms.IsMirror ? "" : level.ToRegistryName();
        return isUnresolved
            ? BreakImpact.WhoMisreads(In(AvroReadDirection.Backward), In(AvroReadDirection.Forward), history.Released, levelName)
            : BreakImpact.WhoBreaks(In(AvroReadDirection.Backward), In(AvroReadDirection.Forward), history.Released, levelName);
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
