using EventSchemas.Avro;
using EventSchemas.Contracts;

namespace EventSchemas.Tool;

/// <summary>What may still be changed about an event: the verdict on each edit that people make to a schema.</summary>
/// <param name="EventType">The event.</param>
/// <param name="Level">The level that it is held to.</param>
/// <param name="Transports">The transports that it travels by.</param>
/// <param name="Versions">The numbers of the released versions.</param>
/// <param name="Edits">The edits, in the order of the schema.</param>
sealed record AllowedEdits(
    string EventType, string Level, string Transports, IReadOnlyList<int> Versions, IReadOnlyList<JudgedEdit> Edits)
{
    /// <summary>Judges the edits of an event.</summary>
    /// <param name="candidate">The event as it is.</param>
    /// <param name="history">Its versions.</param>
    /// <param name="today">The day on which justifications must hold.</param>
    public static AllowedEdits Of(ContractCandidate candidate, ContractHistory history, DateTime today)
    {
        CompatibilityLevel level = LevelChange.Find(candidate, history) is null
            ? candidate.Level
            : LevelChange.PromisedBy(history) ?? candidate.Level;
        // What is wrong or justified already is no consequence of an edit, and a justification is about no edit to come. The level is.
        candidate = candidate with
        {
            Justifications = [.. candidate.Justifications.Where(one => one.Subject.Rule == RuleIds.CompatibilityLowered)],
        };
        HashSet<VerdictFinding> before = [.. EventVerdict.Of(candidate, history, today).Findings];
        return new AllowedEdits(
            candidate.EventType,
            level.ToRegistryName(),
            candidate.Terms.Transports.ToText(),
            [.. history.Released.Select(version => version.Number ?? 0)],
            [
                .. AvroEdits.Try(candidate.Schema, [], level).Where(edit => IsPossible(candidate, edit)).Select(edit => JudgedEdit.Of(
                    edit,
                    level.ToRegistryName(),
                    [
                        .. EventVerdict.Of(Edited(candidate, edit), history, today).Findings
                            .Where(finding => !before.Contains(finding)),
                    ],
                    SilentReads(candidate, edit))),
            ]);
    }

    // A key that is gone, or has another name, is another key.
    private static ContractCandidate Edited(ContractCandidate candidate, AvroEdit edit) => candidate with
    {
        Schema = edit.Result,
        ReadingSchema = null,
        Terms = edit.Kind is AvroEditKind.RemoveField or AvroEditKind.RenameField
            && $"{candidate.Terms.Key}.".StartsWith($"{edit.Path}.", StringComparison.Ordinal)
                ? candidate.Terms with { Key = null }
                : candidate.Terms,
    };

    // Nobody writes by a mirror.
    private static IEnumerable<SilentRead> SilentReads(ContractCandidate candidate, AvroEdit edit) => candidate.Terms.IsMirror
        ? []
        : SilentRead.Between(
            candidate.Schema, edit.Result, AvroDifferences.Between(candidate.Schema, edit.Result), candidate.Terms.Transports);

    // The root's name is the same for all events of most attributes.
    private static bool IsPossible(ContractCandidate candidate, AvroEdit edit) =>
        candidate.HasOwnRootName || edit.Kind != AvroEditKind.RenameType || edit.Path.Length > 0;
}

/// <summary>An edit with its verdict.</summary>
/// <param name="Path">The field or type that is edited; empty for the event itself.</param>
/// <param name="Kind">The kind of the edit.</param>
/// <param name="Edit">The edit, in words.</param>
/// <param name="Verdict">Whether it is allowed.</param>
/// <param name="Rules">The rules that have something against it.</param>
/// <param name="Why">
/// Who breaks, what changes, or who gets a default without an error, in words; empty where nothing is to be said.
/// </param>
sealed record JudgedEdit(
    string Path, AvroEditKind Kind, string Edit, EditVerdict Verdict, IReadOnlyList<string> Rules, string Why)
{
    /// <summary>The verdict of the findings that an edit leads to.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="level">The level, which each of the findings names.</param>
    /// <param name="findings">The findings.</param>
    /// <param name="silent">Who gets a default without an error, which counts where there are no findings.</param>
    public static JudgedEdit Of(
        AvroEdit edit, string level, IReadOnlyList<VerdictFinding> findings, IEnumerable<SilentRead> silent) => new(
        edit.Path,
        edit.Kind,
        edit.Description,
        findings.Count == 0 ? EditVerdict.Yes
            : findings.Any(finding => finding.Severity == RuleSeverity.Error) ? EditVerdict.No
            : findings.Any(finding => finding.IsBreaking) ? EditVerdict.OnRequest
            : EditVerdict.ChangesMeaning,
        [.. findings.Select(finding => finding.Subject.Rule).Distinct()],
        string.Join("; ", findings.Count == 0 ? silent.Select(read => read.In("an earlier version", "the edited one")) : findings
            .Select(finding => finding.Impact.Length > 0
                ? finding.Impact.Replace($" ({level})", "", StringComparison.Ordinal)
                : finding.Rule.Title)
            .Distinct()));
}

/// <summary>Whether an edit is allowed.</summary>
enum EditVerdict
{
    /// <summary>Nobody breaks.</summary>
    Yes,

    /// <summary>Everybody can read, and something else is meant: it needs an agreement.</summary>
    ChangesMeaning,

    /// <summary>It breaks what was never shipped, so that it can be accepted on request.</summary>
    OnRequest,

    /// <summary>It breaks what was shipped.</summary>
    No,
}
