using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>One edit that breaks a contract; equal for all events that it breaks in the same way.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Record">The record's name in the schema: where the edit was made.</param>
/// <param name="Field">The field that stands for a member of the record now, or null where there is none.</param>
/// <param name="Name">The field's name, also where it has gone.</param>
/// <param name="Old">What the contract has.</param>
/// <param name="New">What the record has.</param>
/// <param name="Hint">What else could be done about it; empty, or a sentence with a space before it.</param>
/// <param name="Backward">Whether new readers fail on older data.</param>
/// <param name="Forward">Whether older readers fail on new data.</param>
sealed record Break(AvroRule Rule, string? Record, string? Field, string Name, string? Old, string? New, string Hint, bool Backward, bool Forward)
{
    /// <summary>The edits that a level forbids, in the order of the record.</summary>
    public static IReadOnlyList<Break> Find(AvroSchema accepted, AvroSchema schema, CompatibilityLevel level) =>
    [
        .. AvroRules.Check(schema, [accepted], level)
            .Where(finding => finding.Direction is not null)
            .GroupBy(finding => (finding.Rule, finding.Difference), finding => finding.Direction)
            .Select(group => Of(group.Key.Rule, group.Key.Difference, [.. group])),
    ];

    /// <summary>Who breaks, in words.</summary>
    public string Who(CompatibilityLevel level)
    {
        const string older = "this service can't decode what was written with the contract's schema";
        const string readers = "services that read with the contract's schema can't decode what this one writes";
        return (Backward && Forward ? $"{older}, and {readers}" : Backward ? older : readers) + $" ({level.ToRegistryName()})";
    }

    private static Break Of(AvroRule rule, AvroDifference difference, AvroReadDirection?[] directions)
    {
        bool hasGone = rule.Id == RuleIds.MemberRemoved;
        string name = difference.Path.Substring(difference.Path.LastIndexOf('.') + 1);
        bool isGuess = difference.Kind == AvroDifferenceKind.FieldLooksRenamed;
        return new Break(
            rule,
            difference.Record?.Substring(difference.Record.LastIndexOf('.') + 1),
            hasGone ? null : difference.Field,
            hasGone && isGuess ? difference.Old! : name,
            difference.Old,
            difference.New,
            isGuess ? $" Was '{difference.Old}' renamed? Then keep the old name on the wire with [AvroName(\"{difference.Old}\")]." : "",
            directions.Contains(AvroReadDirection.Backward),
            directions.Contains(AvroReadDirection.Forward));
    }
}
