namespace EventSchemas.Analyzers.Tests;

public sealed class RulePageTests
{
    private static readonly string[] Parts = ["## Cause", "## Example", "## How to fix", "## When to justify or suppress"];

    [Fact]
    public void The_pages_about_flags_and_usage_have_all_parts_in_order() =>
        Assert.All(
            TestedRules.ById.Keys.Where(id => string.CompareOrdinal(id, "EVS4") > 0),
            id => Assert.Equal(Parts, File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "rules", id + ".md")).Where(line => line.StartsWith("## ", StringComparison.Ordinal))));

    [Fact]
    public void The_index_lists_the_rules_with_their_titles()
    {
        string index = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "rules", "README.md"));
        Assert.All(TestedRules.ById.Values, rule => Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | ", index, StringComparison.Ordinal));
    }
}
