using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Every rule about versions: its span, its message, and its place in the shipped version.</summary>
public sealed class BreakRuleTests
{
    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_rule_about_versions(BreakRow row)
    {
        var test = new RuleTest { TestCode = row.After };
        DiagnosticResult expected = RuleTest.Rule(row.Id)
            .WithSeverity(row.Severity)
            .WithLocation(0)
            .WithSpan($"/p/schemas/{row.Place}", row.Line, row.Column, row.Line, row.Column)
            .WithMessage(row.Message);

        // What is underlined in an enum or a union names the member that holds it as another place.
        bool hasMember = row.After.Contains("{|#1:", StringComparison.Ordinal);
        await test.After(row.Before).Expecting(hasMember ? expected.WithLocation(1) : expected).VerifyAsync();
    }

    [Fact]
    public void Every_rule_about_versions_has_its_row() =>
        Assert.Equal(
            TestedRules.ById.Keys.Where(
                id => id.StartsWith("EVS30", StringComparison.Ordinal)
                    || id.StartsWith("EVS31", StringComparison.Ordinal)
                    || id.StartsWith("EVS33", StringComparison.Ordinal))
                .Except(["EVS3109", "EVS3110"])
                .Order(StringComparer.Ordinal),
            Rows.Select(row => row.Data.Id).Distinct().Order(StringComparer.Ordinal));

    public static TheoryData<BreakRow> Rows { get; } = new(BreakRows.All);
}
