using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>
/// All rules about how a schema may change, as one table that diagnostics, documentation and tools read. Safe for concurrent use.
/// </summary>
public static class AvroRules
{
    /// <summary>
    /// The rules by id: first those about changes that stop readers, then those about changes of meaning that don't stop readers.
    /// </summary>
    public static IReadOnlyList<AvroRule> All { get; } =
    [
        Reading("EVS3001", "FIELD_REMOVED", "Removed member breaks readers",
            "A service that reads with an older version has nothing to put in the place of a member without a default.",
            isBackward: false, isForward: true, AvroDifferenceKind.FieldRemoved, AvroDifferenceKind.FieldLooksRenamed),
        Reading("EVS3002", "FIELD_ADDED_WITHOUT_DEFAULT", "Added member without default breaks older data",
            "Events that were written with an older version lack the member, and so do those on the topic.",
            isBackward: true, isForward: false, AvroDifferenceKind.FieldAdded, AvroDifferenceKind.FieldLooksRenamed),
        Reading("EVS3003", "TYPE_CHANGED", "Retyped member breaks other services",
            "Neither version can read what is written with the other.",
            isBackward: true, isForward: true, AvroDifferenceKind.TypeChanged),
        Reading("EVS3004", "TYPE_RENAMED", "Renamed record breaks other services",
            "Avro compares the names of records, enums and fixed, and an alias helps only the side that has it.",
            isBackward: true, isForward: true, AvroDifferenceKind.TypeRenamed),
        Reading("EVS3005", "FIELD_RENAMED", "Renamed member breaks readers",
            "An alias helps the version that has it; the other one looks for the member under the name that it knows.",
            isBackward: true, isForward: true, AvroDifferenceKind.FieldRenamed),
        Reading("EVS3006", "TYPE_WIDENED", "Widened member breaks readers",
            "A service that reads with an older version can't take values of the larger type.",
            isBackward: false, isForward: true, AvroDifferenceKind.TypeWidened),
        Reading("EVS3007", "TYPE_NARROWED", "Narrowed member breaks older data",
            "Events that were written with an older version hold values that the smaller type has no place for.",
            isBackward: true, isForward: false, AvroDifferenceKind.TypeNarrowed),
        Reading("EVS3008", "MADE_OPTIONAL", "Member made optional breaks readers",
            "A service that reads with an older version can't take the null.",
            isBackward: false, isForward: true, AvroDifferenceKind.MadeOptional),
        Reading("EVS3009", "MADE_REQUIRED", "Member made required breaks older data",
            "Events that were written with an older version may hold a null.",
            isBackward: true, isForward: false, AvroDifferenceKind.MadeRequired),
        Reading("EVS3010", "BRANCH_ADDED", "Added union branch breaks readers",
            "A service that reads with an older version doesn't know the branch.",
            isBackward: false, isForward: true, AvroDifferenceKind.BranchAdded),
        Reading("EVS3011", "BRANCH_REMOVED", "Removed union branch breaks older data",
            "Events that were written with an older version may hold the branch.",
            isBackward: true, isForward: false, AvroDifferenceKind.BranchRemoved),
        Reading("EVS3012", "SYMBOL_ADDED", "Added enum symbol breaks readers",
            "A service that reads with an older version doesn't know the symbol, and that version has no default symbol to take instead.",
            isBackward: false, isForward: true, AvroDifferenceKind.SymbolAdded),
        Reading("EVS3013", "SYMBOL_REMOVED", "Removed enum symbol breaks older data",
            "Events that were written with an older version may hold the symbol, and the enum has no default symbol to take instead.",
            isBackward: true, isForward: false, AvroDifferenceKind.SymbolRemoved),
        Reading("EVS3014", "FIXED_RESIZED", "Resized fixed breaks other services",
            "A fixed is read as so many bytes, and neither version can read another number of them.",
            isBackward: true, isForward: true, AvroDifferenceKind.FixedResized),
        Reading("EVS3015", "FIELD_AMBIGUOUS", "Ambiguous aliases break readers",
            "Where a name and its aliases lead to several members of the other version, readers refuse to choose.",
            isBackward: true, isForward: true, AvroDifferenceKind.FieldAmbiguous),

        Meaning("EVS3101", "FIELD_LOOKS_RENAMED", "Member looks renamed",
            "To readers a renamed member is one that has gone and one that has come: the value is lost, and the default stands in.",
            AvroDifferenceKind.FieldLooksRenamed),
        MeaningForAll("EVS3102", "LOGICAL_TYPE_CHANGED", "Logical type changed",
            "The same number or bytes mean something else to those who read them.",
            AvroDifferenceKind.LogicalTypeChanged),
        MeaningForAll("EVS3103", "DECIMAL_CHANGED", "Precision or scale of a decimal changed",
            "A decimal travels without its scale: 123.45 that is read with a scale of 4 is 1.2345.",
            AvroDifferenceKind.DecimalChanged),
        Meaning("EVS3104", "DEFAULT_CHANGED", "Default changed",
            "Events without the member mean something else when they are read again.",
            AvroDifferenceKind.DefaultChanged),
        Meaning("EVS3105", "DEFAULT_REMOVED", "Default removed",
            "Nothing fails today, but the member can't be removed any more, and events of versions before it can't be read.",
            AvroDifferenceKind.DefaultRemoved),
        Meaning("EVS3106", "ENUM_DEFAULT_CHANGED", "Default symbol of an enum changed",
            "Symbols that a reader doesn't know turn into another one than before, or into an error.",
            AvroDifferenceKind.EnumDefaultChanged, AvroDifferenceKind.EnumDefaultRemoved),
        new("EVS3107", "SYMBOL_TURNS_INTO_DEFAULT", "Removed symbol turns into the default symbol",
            "Events that hold the symbol are read with the default symbol in its place, without any error.",
            AvroRuleCategory.Meaning, AvroReading.Resolved, isBackward: false, isForward: false,
            difference => difference is { Kind: AvroDifferenceKind.SymbolRemoved, New: not null }),
        new("EVS3108", "PROMOTION_IS_LOSSY", "Promotion loses information",
            "The value is read, but large integers lose digits as floating-point numbers, "
                + "and bytes that aren't UTF-8 can't be read as text.",
            AvroRuleCategory.Meaning, AvroReading.Resolved | AvroReading.Unresolved, isBackward: false, isForward: false,
            difference => difference.IsLossy),
        Meaning("EVS3109", "NAMESPACE_CHANGED", "Namespace changed",
            "Avro ignores namespaces, but registries that name subjects after records begin a new and empty history.",
            AvroDifferenceKind.NamespaceChanged),
        new("EVS3110", "ROOT_RENAMED", "Root record renamed",
            "Registries that name subjects after records begin a new and empty history, and consumers that route by the record's "
                + "name lose the event.",
            AvroRuleCategory.Meaning, AvroReading.Resolved, isBackward: false, isForward: false,
            difference => difference is { Kind: AvroDifferenceKind.TypeRenamed, Path.Length: 0 }),

        Unresolved("EVS3301", "REDIS_FIELD_ADDED", "Added member breaks readers on Redis",
            "An entry on Redis names no schema: a reader with another one takes the bytes of the member for those of the next.",
            difference => difference is { Kind: AvroDifferenceKind.FieldAdded, BreaksForward: true }),
        new("EVS3302", "REDIS_FIELD_APPENDED", "Appended member needs its publishers first on Redis",
            "Readers with an older version ignore bytes at the end, but those with this one can't read an entry that lacks them.",
            AvroRuleCategory.Meaning, AvroReading.Unresolved, isBackward: false, isForward: false,
            difference => difference is { Kind: AvroDifferenceKind.FieldAdded, BreaksForward: false }),
        Unresolved("EVS3303", "REDIS_FIELD_REMOVED", "Removed member breaks readers on Redis",
            "An entry on Redis names no schema: a reader with another one looks for the member all the same, and takes other bytes for it.",
            difference => difference.Kind == AvroDifferenceKind.FieldRemoved),
        Unresolved("EVS3304", "REDIS_ORDER_CHANGED", "Other order breaks readers on Redis",
            "An entry on Redis has values without names: in another order, one is taken for the other.",
            difference => difference.Kind is AvroDifferenceKind.FieldsReordered or AvroDifferenceKind.BranchesReordered
                or AvroDifferenceKind.SymbolsReordered),
        Unresolved("EVS3305", "REDIS_TYPE_CHANGED", "Retyped member breaks readers on Redis",
            "An entry on Redis names no schema: a reader with another one takes the bytes of one type for those of the other.",
            difference => difference.Kind is not (AvroDifferenceKind.FieldAdded or AvroDifferenceKind.FieldRemoved
                or AvroDifferenceKind.FieldsReordered or AvroDifferenceKind.BranchesReordered or AvroDifferenceKind.SymbolsReordered)),
    ];

    /// <summary>The rule of an id or a name, in either case; or <see langword="null"/>.</summary>
    /// <param name="idOrName">For example <c>EVS3001</c> or <c>FIELD_REMOVED</c>.</param>
    public static AvroRule? Find(string idOrName) => All.FirstOrDefault(rule =>
        string.Equals(rule.Id, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Checks a schema against earlier versions, for readers that resolve it with the writer's.</summary>
    /// <param name="candidate">The new schema.</param>
    /// <param name="history">The versions before it, the oldest first.</param>
    /// <param name="level">
    /// The level. Every version that the level covers is checked for changes that stop readers, and only the latest for changes of
    /// meaning.
    /// </param>
    /// <returns>The findings, those of the oldest version first; none under <see cref="CompatibilityLevel.None"/>.</returns>
    /// <exception cref="AvroSchemaException">The schemas are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroRuleFinding> Check(
        AvroSchema candidate, IReadOnlyList<AvroSchema> history, CompatibilityLevel level) =>
        Check(candidate, history, level, AvroReading.Resolved);

    /// <summary>Checks a schema against earlier versions.</summary>
    /// <param name="candidate">The new schema.</param>
    /// <param name="history">The versions before it, the oldest first.</param>
    /// <param name="level">
    /// The level. Every version that the level covers is checked for changes that stop readers, and only the latest for changes of
    /// meaning.
    /// </param>
    /// <param name="reading">How those who read the event decode it.</param>
    /// <returns>The findings, those of the oldest version first; none under <see cref="CompatibilityLevel.None"/>.</returns>
    /// <exception cref="AvroSchemaException">The schemas are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroRuleFinding> Check(
        AvroSchema candidate, IReadOnlyList<AvroSchema> history, CompatibilityLevel level, AvroReading reading)
    {
        if (candidate is null)
        {
            throw new ArgumentNullException(nameof(candidate));
        }

        if (history is null)
        {
            throw new ArgumentNullException(nameof(history));
        }

        var findings = new List<AvroRuleFinding>();
        for (int i = level.IsTransitive() ? 0 : Math.Max(0, history.Count - 1); level != CompatibilityLevel.None && i < history.Count; i++)
        {
            var version = new CheckedVersion(i, level, IsLatest: i == history.Count - 1);
            foreach (AvroDifference difference in AvroDifferences.Between(history[i], candidate))
            {
                AddAll(findings, version, difference, rule => OfResolution(rule) && (rule.Reading & reading) != 0);
            }

            if ((reading & AvroReading.Unresolved) == 0)
            {
                continue;
            }

            foreach (AvroDifference difference in AvroDifferences.OfUnresolvedReading(history[i], candidate))
            {
                AddAll(findings, version, difference, rule => !OfResolution(rule));
            }
        }

        return findings;
    }

    // Whether a rule is about the differences that resolution knows.
    private static bool OfResolution(AvroRule rule) => (rule.Reading & AvroReading.Resolved) != 0;

    private static void AddAll(
        List<AvroRuleFinding> findings, CheckedVersion version, AvroDifference difference, Func<AvroRule, bool> isAsked)
    {
        bool isBackward = difference.BreaksBackward && version.Level.IsBackward();
        bool isForward = difference.BreaksForward && version.Level.IsForward();
        if (!isBackward && !isForward && !version.IsLatest)
        {
            return;
        }

        AvroRule[] rules = [.. All.Where(rule => isAsked(rule) && rule.Covers(difference))];
        int before = findings.Count;
        if (isBackward && rules.FirstOrDefault(rule => rule.IsBackward) is { } backward)
        {
            findings.Add(new AvroRuleFinding(backward, version.Index, AvroReadDirection.Backward, difference));
        }

        if (isForward && rules.FirstOrDefault(rule => rule.IsForward) is { } forward)
        {
            findings.Add(new AvroRuleFinding(forward, version.Index, AvroReadDirection.Forward, difference));
        }

        if (version.IsLatest && findings.Count == before)
        {
            findings.AddRange(rules
                .Where(rule => rule.Category == AvroRuleCategory.Meaning)
                .Select(rule => new AvroRuleFinding(rule, version.Index, null, difference)));
        }
    }

    private static AvroRule Reading(
        string id, string name, string title, string purpose, bool isBackward, bool isForward, params AvroDifferenceKind[] kinds) =>
        new(
            id,
            name,
            title,
            purpose,
            AvroRuleCategory.Reading,
            AvroReading.Resolved,
            isBackward,
            isForward,
            difference => kinds.Contains(difference.Kind));

    private static AvroRule Unresolved(string id, string name, string title, string purpose, Func<AvroDifference, bool> covers) =>
        new(id, name, title, purpose, AvroRuleCategory.Reading, AvroReading.Unresolved, isBackward: true, isForward: true, covers);

    private static AvroRule Meaning(string id, string name, string title, string purpose, params AvroDifferenceKind[] kinds) =>
        Meaning(id, name, title, purpose, AvroReading.Resolved, kinds);

    private static AvroRule MeaningForAll(string id, string name, string title, string purpose, params AvroDifferenceKind[] kinds) =>
        Meaning(id, name, title, purpose, AvroReading.Resolved | AvroReading.Unresolved, kinds);

    private static AvroRule Meaning(
        string id, string name, string title, string purpose, AvroReading reading, AvroDifferenceKind[] kinds) => new(
        id,
        name,
        title,
        purpose,
        AvroRuleCategory.Meaning,
        reading,
        isBackward: false,
        isForward: false,
        difference => kinds.Contains(difference.Kind));

    /// <summary>A version that is checked.</summary>
    private readonly record struct CheckedVersion(int Index, CompatibilityLevel Level, bool IsLatest);
}
