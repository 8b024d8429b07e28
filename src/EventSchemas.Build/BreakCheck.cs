using EventSchemas.Avro;

namespace EventSchemas.Build;

/// <summary>Holds an event against its versions, as the analyzers do: for builds in which they are off.</summary>
/// <param name="defaultCompatibility">The level of events that don't name one.</param>
/// <param name="today">The day that justifications are held against.</param>
sealed class BreakCheck(string defaultCompatibility, DateTime today)
{
    private const string Root = "CloudEvent";

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

        CompatibilityLevel level = LevelOf(declared);
        IEnumerable<(string Subject, string Rule, string Message)> changes = AvroRules.Check(AvroSchema.Parse(declared.Schema), [version.Schema], level)
            .Where(finding => finding.Direction is null)
            .Select(finding => (BreakSubject.Of(finding), finding.Rule.Id, $"{finding.Difference.Message}. {finding.Rule.Purpose}"))
            .Concat(version.Terms is { } before && level != CompatibilityLevel.None ? ChangesOfTerms(declared, version.Schema, before.Terms) : []);
        foreach ((string subject, string rule, string message) in changes.Where(change => !IsJustified(declared, change.Subject)))
        {
            yield return (rule, message);
        }
    }

    private static IEnumerable<(string Subject, string Rule, string Message)> ChangesOfTerms(DeclaredContract declared, AvroSchema old, ContractTerms before)
    {
        (string Rule, string Name, string? Old, string? New)[] terms =
        [
            (RuleIds.TopicChanged, "topic", before.Topic, declared.Topic),
            (RuleIds.KeyChanged, "key", before.Key, declared.Key),
        ];
        foreach ((string rule, string name, string? was, string? now) in terms.Where(term => term.Old != term.New))
        {
            yield return (BreakSubject.Of(rule, Root, null), rule, $"the {name} was {was ?? "none"} and is {now ?? "none"} now.");
        }

        // A member that the version lacks can't have been published without the mark.
        HashSet<string> members = new(SchemaRecords.Within(old).SelectMany(record => record.Fields.Select(field => $"{record.Name}.{field.Name}")), StringComparer.Ordinal);
        foreach (string marked in declared.PersonalData.Except(before.PersonalData).Where(members.Contains))
        {
            yield return ($"{RuleIds.PersonalDataMarked} {marked}", RuleIds.PersonalDataMarked, $"{marked} is personal data now, and was published without the mark.");
        }
    }

    private CompatibilityLevel LevelOf(DeclaredContract declared) => declared.IsMirror ? CompatibilityLevel.BackwardTransitive
        : CompatibilityLevels.TryParseRegistryName(declared.Compatibility ?? defaultCompatibility, out CompatibilityLevel known) ? known
        : CompatibilityLevel.FullTransitive;

    private bool IsJustified(DeclaredContract declared, string subject) => !declared.IsMirror
        && declared.JustifiedBreaks.Any(justification => justification.Subject == subject && (justification.Expires is null || (Dates.IsDate(justification.Expires) && !Dates.IsPast(justification.Expires, today))));
}
