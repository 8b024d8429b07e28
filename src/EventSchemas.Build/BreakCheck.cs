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
        string name = declared.Compatibility ?? defaultCompatibility;
        CompatibilityLevel level = declared.IsMirror ? CompatibilityLevel.BackwardTransitive
            : CompatibilityLevels.TryParseRegistryName(name, out CompatibilityLevel known) ? known
            : CompatibilityLevel.FullTransitive;
        return
        [
            .. AvroRules.Check(schema, [.. versions.Select(version => version.Schema)], level)
                .Where(finding => finding.Direction is not null && !IsJustified(declared, BreakSubject.Of(finding)))
                .Select(finding => (finding.Rule.Id, $"{declared.EventType} breaks {versions[finding.VersionIndex].Name} ({level.ToRegistryName()}): {finding.Difference.Message}. {finding.Rule.Purpose}"))
                .Distinct(),
        ];
    }

    private bool IsJustified(DeclaredContract declared, string subject) => !declared.IsMirror
        && declared.JustifiedBreaks.Any(justification => justification.Subject == subject && !Dates.IsPast(justification.Expires, today));
}
