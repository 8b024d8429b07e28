namespace EventSchemas.Analyzers.Tests;

/// <summary>Edits with the fixes that are offered for them.</summary>
static class FixRows
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";

    private const string OnRedis =
        "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", Transports = EventTransports.Redis)]\npublic partial record ";

    private const string OnBoth = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", "
        + "Transports = EventTransports.Kafka | EventTransports.Redis)]\npublic partial record ";

    private const string OfAvro = "[AvroEvent(\"a\", FeatureFlag = \"F\")]\npublic partial record ";

    private const string Backward = "\"F\", Compatibility = EventSchemas.Avro.CompatibilityLevel.Backward";

    private static readonly FixRow[] OfOtherRules =
    [
        new("EVS1002", Event + "A(int Count);", (Event + "A(int Count);").Replace("partial ", "", StringComparison.Ordinal),
            new("MakePartialFix", "MakePartialFix")),
        new(
            "EVS1005",
            Event + "A(int Count);",
            (Event + "A(int Count);").Replace("\"F\"", "\"F\", Key = \"Cuont\"", StringComparison.Ordinal),
            new("ChangeKey", "ChangeKey")),
        new("EVS1009", Event + "A { public int Count { get; init; } }", Event + "A { public int Count { get; init; } = 5; }",
            new("GiveDefault", "GiveDefault")),
        new("EVS1010", Event + "A(B B); public record B(string Name);", Event + "A(B B); public record B([PersonalData] string Name);",
            new("MakePartialFix", "MakePartialFix")),
        new(
            "EVS1018",
            Event + "A(int Count);",
            (Event + "B(int Count);").Replace("acme.a.v1\"", "acme.b.v1\", Topic = \"ordres\"", StringComparison.Ordinal)
                + "\n" + (Event + "A(int Count);").Replace("v1\"", "v1\", Topic = \"orders\"", StringComparison.Ordinal),
            new("ChangeTopic", "ChangeTopic")),
        new("EVS2001", Event + "A(int Count);", (Event + "A(int Count);").Replace("acme.a", "acme.b", StringComparison.Ordinal),
            new("ChangeEventType", "ChangeEventType")),
        new("EVS2002", Event + "A(int Count);", Event + "A(int Count, int? Size = null);",
            new("AcceptChangeFix", "AcceptChangeFix")),
        new("EVS2009", Event + "A(int Count);", "public partial record A(int Count);",
            new(OfferedFixes.NotReported, "RestoreEventFix ContractFileOfEventFix")),
        new("EVS4001", Event + "A(int Count);", (Event + "A(int Count);").Replace(", FeatureFlag = \"F\"", "", StringComparison.Ordinal),
            new("AddFeatureFlagFix", "AddFeatureFlagFix")),
        new("EVS3002", Event + "A(int Count, string Note);", Event + "A(int Number, string Note);",
            new("KeepName MakeOptional GiveDefault AcceptBreakFix Justify", "KeepName MakeOptional GiveDefault Justify StartNextVersion")),
        new("EVS3001", Event + "A(int Count, B B); public record B(int N);", Event + "A(int Count); public record B(int N);",
            new("AcceptBreakFix Justify", "Justify StartNextVersion")),
        new("EVS3118", OnBoth + "A(int Count);", OnRedis + "A(int Count);",
            new("RestoreTerm AcceptMeaningFix Justify", "RestoreTerm AcceptMeaningFix Justify")),
        new("EVS3301", OnRedis + "A(string Name);", OnRedis + "A(string? Nick = null, string Name = \"\");",
            new("AcceptBreakFix Justify", "Justify StartNextVersion")),
        new("EVS3302", OnRedis + "A(string Name);", OnRedis + "A(string Name, string? Nick = null);",
            new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify")),
        new("EVS3303", OnRedis + "A(string Name, int Count);", OnRedis + "A(string Name);",
            new("RestoreMember AcceptBreakFix Justify", "RestoreMember Justify StartNextVersion")),
        new("EVS3303", OnRedis + "A(int Count, string Name);", OnRedis + "A(string Name);",
            new("AcceptBreakFix Justify", "Justify StartNextVersion")),
        new("EVS3304", OnRedis + "A(string Name, string Nick);", OnRedis + "A(string Nick, string Name);",
            new("AcceptBreakFix Justify", "Justify StartNextVersion")),
        new("EVS3305", OnRedis + "A(int Count);", OnRedis + "A(int? Count);",
            new("RestoreType AcceptBreakFix Justify", "RestoreType RestoreTypeBeside Justify StartNextVersion")),
        new("EVS3305", OnRedis + "A(int Count, string Name);", OnRedis + "A(double Count, string Name);",
            new("RestoreType AcceptBreakFix Justify", "RestoreType RestoreTypeBeside Justify StartNextVersion")),
        new("EVS3004", Event + "A(B B); public record B(int N);", Event + "A(C B); public record C(int N);",
            new("KeepName AcceptBreakFix Justify", "KeepName Justify StartNextVersion")),
        new("EVS2004", Event + "A(int Count);", "public partial record A(int Count);",
            new("RestoreEventFix ContractFileOfEventFix", OfferedFixes.NotReported)),
        new("EVS3109", OfAvro + "A(int Count);",
            (OfAvro + "A(int Count);").Replace("\"F\"", "\"F\", Namespace = \"b\"", StringComparison.Ordinal),
            new("AcceptMeaningFix", "AcceptMeaningFix")),
        new("EVS3110", OfAvro.Replace("\"F\"", Backward, StringComparison.Ordinal) + "A(int Count);",
            "[AvroAlias(\"A\")]" + OfAvro.Replace("\"F\"", Backward, StringComparison.Ordinal) + "B(int Count);",
            new("AcceptMeaningFix Justify", "AcceptMeaningFix Justify")),
    ];

    /// <summary>The edits of this file, and those about versions.</summary>
    public static IReadOnlyList<FixRow> All { get; } =
    [
        .. OfOtherRules,
        .. AdviceRows.All
            .Where(row => row.Fixes is not null)
            .Select(row => new FixRow(row.Rule, row.Before, row.After, row.Fixes!)),
    ];
}

/// <summary>An edit, and the fixes that are offered for it.</summary>
/// <param name="Rule">The rule that reports it.</param>
/// <param name="Before">The text in the contract files.</param>
/// <param name="After">The text now.</param>
/// <param name="Fixes">What is offered.</param>
public sealed record FixRow(string Rule, string Before, string After, OfferedFixes Fixes)
{
    public override string ToString() => $"{Rule}: {After}";
}

/// <summary>
/// The keys of the fixes that are offered at each diagnostic of an edit, in the classes of a light bulb: keys that differ from one
/// diagnostic to another are separated by a bar.
/// </summary>
/// <param name="Accepted">Where the text before was accepted and never shipped.</param>
/// <param name="Shipped">Where it was shipped.</param>
public sealed record OfferedFixes(string Accepted, string Shipped)
{
    /// <summary>What stands for a diagnostic without a fix.</summary>
    public const string None = "nothing";

    /// <summary>What stands for no diagnostic of the rule.</summary>
    public const string NotReported = "not reported";

    /// <summary>Whether a fix is offered.</summary>
    public bool AreAny => !(Accepted is None or NotReported && Shipped is None or NotReported);
}
