using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Every fix that is offered for a rule leaves code that compiles, and ends its diagnostic.</summary>
public sealed class EveryFixTests
{
    private const string Event = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\")]\npublic partial record ";

    private const string OnRedis =
        "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", Transports = EventTransports.Redis)]\npublic partial record ";

    private const string OnBoth = "[OpenEdxEvent(\"org.acme.a.v1\", FeatureFlag = \"F\", "
        + "Transports = EventTransports.Kafka | EventTransports.Redis)]\npublic partial record ";

    // These fixes need more than a library of events: their own tests apply them in a project of the bus, or with generated code.
    private static readonly string[] TriedElsewhere = ["EVS2004", "EVS2005", "EVS2007", "EVS4002", "EVS5002", "EVS5007", "CS0103",
        "CS0246", "CS1061"];

    private static readonly (string Rule, string Before, string After)[] OtherRows =
    [
        ("EVS1002", Event + "A(int Count);", (Event + "A(int Count);").Replace("partial ", "", StringComparison.Ordinal)),
        (
            "EVS1005",
            Event + "A(int Count);",
            (Event + "A(int Count);").Replace("\"F\"", "\"F\", Key = \"Cuont\"", StringComparison.Ordinal)),
        ("EVS1009", Event + "A { public int Count { get; init; } }", Event + "A { public int Count { get; init; } = 5; }"),
        ("EVS1010", Event + "A(B B); public record B(string Name);", Event + "A(B B); public record B([PersonalData] string Name);"),
        (
            "EVS1018",
            Event + "A(int Count);",
            (Event + "B(int Count);").Replace("acme.a.v1\"", "acme.b.v1\", Topic = \"ordres\"", StringComparison.Ordinal)
                + "\n" + (Event + "A(int Count);").Replace("v1\"", "v1\", Topic = \"orders\"", StringComparison.Ordinal)),
        ("EVS2001", Event + "A(int Count);", (Event + "A(int Count);").Replace("acme.a", "acme.b", StringComparison.Ordinal)),
        ("EVS2002", Event + "A(int Count);", Event + "A(int Count, int? Size = null);"),
        ("EVS2009", Event + "A(int Count);", "public partial record A(int Count);"),
        ("EVS4001", Event + "A(int Count);", (Event + "A(int Count);").Replace(", FeatureFlag = \"F\"", "", StringComparison.Ordinal)),
        ("EVS3002", Event + "A(int Count, string Note);", Event + "A(int Number, string Note);"),
        ("EVS3001", Event + "A(int Count, B B); public record B(int N);", Event + "A(int Count); public record B(int N);"),
        ("EVS3118", OnBoth + "A(int Count);", OnRedis + "A(int Count);"),
        ("EVS3301", OnRedis + "A(string Name);", OnRedis + "A(string? Nick = null, string Name = \"\");"),
        ("EVS3302", OnRedis + "A(string Name);", OnRedis + "A(string Name, string? Nick = null);"),
        ("EVS3303", OnRedis + "A(string Name, int Count);", OnRedis + "A(string Name);"),
        ("EVS3303", OnRedis + "A(int Count, string Name);", OnRedis + "A(string Name);"),
        ("EVS3304", OnRedis + "A(string Name, string Nick);", OnRedis + "A(string Nick, string Name);"),
        ("EVS3305", OnRedis + "A(int Count);", OnRedis + "A(int? Count);"),
        ("EVS3305", OnRedis + "A(int Count, string Name);", OnRedis + "A(double Count, string Name);"),
        ("EVS3004", Event + "A(B B); public record B(int N);", Event + "A(C B); public record C(int N);"),
    ];

    public static TheoryData<string, string, string> Rows { get; } = new(
    [
        .. OtherRows.Select(row => new TheoryDataRow<string, string, string>(row.Rule, row.Before, row.After)),
        .. AdviceRows.All
            .Where(row => row.AppliesTo(EventSchemas.Avro.CompatibilityLevel.FullTransitive))
            .Select(row => (row.Rule, row.Before, row.After))
            .Distinct()
            .Select(row => new TheoryDataRow<string, string, string>(row.Rule, row.Before, row.After)),
    ]);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task It_compiles_and_ends_its_diagnostic(string rule, string before, string after)
    {
        foreach (bool isShipped in new[] { false, true })
        {
            using EventProject project = new EventProject(after).WithContractOf(before);
            if (isShipped)
            {
                project.WithShipped(1, before);
            }

            Assert.Equal("", string.Join('\n', await project.ProblemsOfFixesAsync(rule)));
        }
    }

    [Fact]
    public void Every_rule_with_a_fix_is_tried() => Assert.Equal(
        TestedRules.FixTypes
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Distinct()
            .Except(TriedElsewhere)
            .Except(["EVS3109", "EVS3110"])
            .Order(StringComparer.Ordinal),
        Rows.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Only_edits_that_a_person_would_take_are_for_a_whole_solution() => Assert.Equal(
        [
            nameof(AcceptChangeFix), nameof(AddFeatureFlagFix), nameof(AwaitPublishFix), nameof(DeclareFlagFix), nameof(EditRecordFix),
            nameof(MakePartialFix), nameof(RestoreEventFix),
        ],
        TestedRules.FixTypes
            .Where(type => ((CodeFixProvider)Activator.CreateInstance(type)!).GetFixAllProvider() is not null)
            .Select(type => type.Name));
}
