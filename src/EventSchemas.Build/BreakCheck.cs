using EventSchemas.Analyzers;
using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Holds an event against its versions, as the analyzers do: for builds in which they are off.</summary>
/// <param name="defaultCompatibility">The level of events that don't name one.</param>
/// <param name="today">The day that justifications are held against.</param>
sealed class BreakCheck(string defaultCompatibility, DateTime today)
{
    /// <summary>The breaks that nothing justifies, each with its rule.</summary>
    /// <exception cref="AvroSchemaException">The schema is not one.</exception>
    public IReadOnlyList<(string Rule, string Message)> Find(DeclaredContract declared, IReadOnlyList<ReleasedVersion> versions)
    {
        AvroSchema schema = AvroSchema.Parse(declared.ReadingSchema ?? declared.Schema);
        CompatibilityLevel level = LevelOf(declared);
        return
        [
            .. AvroRules.Check(schema, [.. versions.Select(version => version.Schema)], level)
                .Where(finding => finding.Direction is not null && !IsJustified(declared, BreakSubject.Of(finding)))
                .Select(finding => (finding.Rule.Id, $"{declared.EventType} breaks {versions[finding.VersionIndex].Name} ({level.ToRegistryName()}): {finding.Difference.Message}. {finding.Rule.Purpose}"))
                .Distinct(),
        ];
    }

    /// <summary>What everybody would read and take for something else, each with its rule.</summary>
    /// <exception cref="AvroSchemaException">The schema is not one.</exception>
    public IEnumerable<(string Rule, string Message)> FindChangesOfMeaning(DeclaredContract declared, ReleasedVersion version)
    {
        if (declared.IsMirror)
        {
            yield break;
        }

        foreach (AvroRuleFinding finding in AvroRules.Check(AvroSchema.Parse(declared.Schema), [version.Schema], LevelOf(declared)).Where(finding => finding.Direction is null && !IsJustified(declared, BreakSubject.Of(finding))))
        {
            yield return (finding.Rule.Id, $"{finding.Difference.Message}. {finding.Rule.Purpose}");
        }

        if (version.Terms is { } before && LevelOf(declared) != CompatibilityLevel.None)
        {
            (string Rule, string Name, bool IsChanged)[] terms =
            [
                (RuleIds.TopicChanged, "topic", before.Terms.Topic != declared.Topic),
                (RuleIds.KeyChanged, "key", before.Terms.Key != declared.Key),
                (RuleIds.PersonalDataMarked, "personal data", declared.PersonalData.Except(before.Terms.PersonalData).Any(member => version.Schema.ToJson().Contains($"\"{member.Split('.').Last()}\""))),
            ];
            foreach ((string rule, string name, _) in terms.Where(term => term.IsChanged && !declared.JustifiedBreaks.Any(justification => justification.Subject.StartsWith(term.Rule, StringComparison.Ordinal))))
            {
                yield return (rule, $"the {name} of {declared.EventType} has changed");
            }
        }
    }

    private CompatibilityLevel LevelOf(DeclaredContract declared) => declared.IsMirror ? CompatibilityLevel.BackwardTransitive
        : CompatibilityLevels.TryParseRegistryName(declared.Compatibility ?? defaultCompatibility, out CompatibilityLevel known) ? known
        : CompatibilityLevel.FullTransitive;

    private bool IsJustified(DeclaredContract declared, string subject) => !declared.IsMirror
        && declared.JustifiedBreaks.Any(justification => justification.Subject == subject && (justification.Expires is null || (Dates.IsDate(justification.Expires) && !Dates.IsPast(justification.Expires, today))));
}
