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
        Meaning("EVS3102", "LOGICAL_TYPE_CHANGED", "Logical type changed",
            "The same number or bytes mean something else to those who read them.",
            AvroDifferenceKind.LogicalTypeChanged),
        Meaning("EVS3103", "DECIMAL_CHANGED", "Precision or scale of a decimal changed",
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
            AvroRuleCategory.Meaning, isBackward: false, isForward: false,
            difference => difference is { Kind: AvroDifferenceKind.SymbolRemoved, New: not null }),
        new("EVS3108", "PROMOTION_IS_LOSSY", "Promotion loses information",
            "The value is read, but large integers lose digits as floating-point numbers, "
                + "and bytes that aren't UTF-8 can't be read as text.",
            AvroRuleCategory.Meaning, isBackward: false, isForward: false, difference => difference.IsLossy),
        Meaning("EVS3109", "NAMESPACE_CHANGED", "Namespace changed",
            "Avro ignores namespaces, but registries that name subjects after records begin a new and empty history.",
            AvroDifferenceKind.NamespaceChanged),
        new("EVS3110", "ROOT_RENAMED", "Root record renamed",
            "Registries that name subjects after records begin a new and empty history, and consumers that route by the record's "
                + "name lose the event.",
            AvroRuleCategory.Meaning, isBackward: false, isForward: false,
            difference => difference is { Kind: AvroDifferenceKind.TypeRenamed, Path.Length: 0 }),
    ];

    /// <summary>The rule of an id or a name, in either case; or <see langword="null"/>.</summary>
    /// <param name="idOrName">For example <c>EVS3001</c> or <c>FIELD_REMOVED</c>.</param>
    public static AvroRule? Find(string idOrName) => All.FirstOrDefault(rule =>
        string.Equals(rule.Id, idOrName, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    /// <summary>Checks a schema against earlier versions.</summary>
    /// <param name="candidate">The new schema.</param>
    /// <param name="history">The versions before it, the oldest first.</param>
    /// <param name="level">
    /// The level. Every version that the level covers is checked for changes that stop readers, and only the latest for changes of
    /// meaning.
    /// </param>
    /// <returns>The findings, those of the oldest version first; none under <see cref="CompatibilityLevel.None"/>.</returns>
    /// <exception cref="AvroSchemaException">The schemas are nested too deeply to be compared.</exception>
    public static IReadOnlyList<AvroRuleFinding> Check(AvroSchema candidate, IReadOnlyList<AvroSchema> history, CompatibilityLevel level)
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
            bool isLatest = i == history.Count - 1;
            foreach (AvroDifference difference in AvroDifferences.Between(history[i], candidate))
            {
                bool isBackward = difference.BreaksBackward && level.IsBackward();
                bool isForward = difference.BreaksForward && level.IsForward();
                Add(findings, i, difference, isBackward ? AvroReadDirection.Backward : null);
                Add(findings, i, difference, isForward ? AvroReadDirection.Forward : null);
                if (isLatest && !isBackward && !isForward)
                {
                    IEnumerable<AvroRule> rules = All.Where(rule => rule.Category == AvroRuleCategory.Meaning && rule.Covers(difference));
                    findings.AddRange(rules.Select(rule => new AvroRuleFinding(rule, i, null, difference)));
                }
            }
        }

        return findings;
    }

    private static void Add(List<AvroRuleFinding> findings, int version, AvroDifference difference, AvroReadDirection? direction)
    {
        if (direction is not null)
        {
            AvroRule rule = All.First(rule =>
                rule.Category == AvroRuleCategory.Reading
                    && rule.Covers(difference)
                    && (direction == AvroReadDirection.Backward ? rule.IsBackward : rule.IsForward));
            findings.Add(new AvroRuleFinding(rule, version, direction, difference));
        }
    }

    private static AvroRule Reading(
        string id, string name, string title, string purpose, bool isBackward, bool isForward, params AvroDifferenceKind[] kinds) =>
        new(id, name, title, purpose, AvroRuleCategory.Reading, isBackward, isForward, difference => kinds.Contains(difference.Kind));

    private static AvroRule Meaning(string id, string name, string title, string purpose, params AvroDifferenceKind[] kinds) =>
        new(
            id,
            name,
            title,
            purpose,
            AvroRuleCategory.Meaning,
            isBackward: false,
            isForward: false,
            difference => kinds.Contains(difference.Kind));
}
