using EventSchemas.CodeFixes;
using Microsoft.CodeAnalysis.CodeFixes;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Every fix that is offered for a rule leaves code that compiles, ends its diagnostic, and shows its edit before.</summary>
public sealed class EveryFixTests
{
    // These fixes need more than a library of events: their own tests apply them in contract files, in a project of the bus, or with
    // generated code.
    private static readonly string[] TriedElsewhere =
        ["EVS2005", "EVS2007", "EVS4002", "EVS5002", "EVS5007", "CS0103", "CS0246", "CS1061"];

    public static TheoryData<FixRow> Rows { get; } = new(FixRows.All);

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task What_is_offered_compiles_and_ends_its_diagnostic(FixRow row)
    {
        using EventProject project = new EventProject(row.After).WithContractOf(row.Before);

        TriedFixes ofAccepted = await project.TryFixesAsync(row.Rule);
        TriedFixes ofShipped = await project.WithShipped(1, row.Before).TryFixesAsync(row.Rule);

        Assert.Equal(row.Fixes, new OfferedFixes(Text(ofAccepted), Text(ofShipped)));
        Assert.Empty(ofAccepted.Problems.Concat(ofShipped.Problems));
    }

    [Fact]
    public void Every_rule_with_a_fix_is_tried() => Assert.Equal(
        TestedRules.FixTypes
            .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
            .Distinct()
            .Except(TriedElsewhere)
            .Order(StringComparer.Ordinal),
        FixRows.All.Where(row => row.Fixes.AreAny).Select(row => row.Rule).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Only_edits_that_a_person_would_take_are_for_a_whole_solution() => Assert.Equal(
        [
            nameof(AcceptChangeFix), nameof(AddFeatureFlagFix), nameof(AwaitPublishFix), nameof(DeclareFlagFix), nameof(EditRecordFix),
            nameof(MakePartialFix), nameof(RestoreEventFix),
        ],
        TestedRules.FixTypes
            .Where(type => ((CodeFixProvider)Activator.CreateInstance(type)!).GetFixAllProvider() is not null)
            .Select(type => type.Name));

    private static string Text(TriedFixes fixes) => fixes.Offered.Count == 0
        ? OfferedFixes.NotReported
        : string.Join(" | ", fixes.Offered.Select(keys => keys.Length == 0 ? OfferedFixes.None : keys));
}
