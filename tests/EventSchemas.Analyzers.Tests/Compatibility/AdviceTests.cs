using EventSchemas.Avro;
using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Whoever does what a message about a version says has no finding left, at every level that reports it.</summary>
public sealed class AdviceTests
{
    private static readonly CompatibilityLevel[] Levels = Scale.Factor > 1
        ? Enum.GetValues<CompatibilityLevel>()
        :
        [
            CompatibilityLevel.FullTransitive, CompatibilityLevel.Full, CompatibilityLevel.Backward, CompatibilityLevel.ForwardTransitive,
        ];

    public static TheoryData<AdviceRow> Rows { get; } = new(AdviceRows.All);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Following_the_advice_ends_without_a_finding(AdviceRow row)
    {
        int reported = 0;
        foreach (CompatibilityLevel level in Levels.Where(row.AppliesTo))
        {
            using EventProject project = new EventProject(row.After)
                .With("EventSchemasCompatibility", level.ToRegistryName())
                .WithContractOf(row.Before)
                .WithShipped(1, row.Before);
            if ((await project.DiagnosticsAsync()).Any(found => found.Id == row.Rule))
            {
                reported++;
                await FollowAsync(project, row);
            }
        }

        Assert.NotEqual(0, reported);
    }

    [Fact]
    public void Every_rule_about_versions_has_advice_that_was_followed() => Assert.Equal(
        TestedRules.ById.Keys
            .Where(id => id.StartsWith("EVS30", StringComparison.Ordinal)
                || id.StartsWith("EVS31", StringComparison.Ordinal)
                || id.StartsWith("EVS33", StringComparison.Ordinal))
            .Except(["EVS3109", "EVS3110"])
            .Order(StringComparer.Ordinal),
        AdviceRows.All.Select(row => row.Rule).Distinct().Order(StringComparer.Ordinal));

    private static async Task FollowAsync(EventProject project, AdviceRow row)
    {
        if (row.Steps.Count == 0)
        {
            await project.FixAsync(new AcceptMeaningFix(), row.Rule);
        }

        string current = row.After;
        for (int i = 0; i < row.Steps.Count; i++)
        {
            if (i > 0)
            {
                project.WithShipped(i + 1, current);
            }

            await project.EditAsync("File0.cs", current, row.Steps[i]);
            current = row.Steps[i];
            if ((await project.DiagnosticsAsync()).Any(found => found.Id == "EVS2002"))
            {
                await project.FixAllAsync(new AcceptChangeFix(), "EVS2002");
            }

            if (row.ThenAccepts is { } rule)
            {
                await project.FixAsync(new AcceptMeaningFix(), rule);
            }

            await AssertNothingIsLeftAsync(project, row, $"after step {i + 1}");
        }

        await AssertNothingIsLeftAsync(project, row, "at the end");
    }

    private static async Task AssertNothingIsLeftAsync(EventProject project, AdviceRow row, string when)
    {
        Diagnostic[] left = [.. (await project.DiagnosticsAsync()).Where(found => found.Severity >= DiagnosticSeverity.Warning)];
        Assert.True(left.Length == 0, $"{row.Rule}, {row.Advice}, {when}: {string.Join("\n", left.Select(found => found.ToString()))}");
    }
}
