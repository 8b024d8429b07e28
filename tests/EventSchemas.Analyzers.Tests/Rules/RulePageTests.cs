using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>Every rule, its page, its help link and the release notes agree.</summary>
public sealed class RulePageTests
{
    private static readonly string[] Parts = ["## Cause", "## Example", "## How to fix", "## When to justify or suppress"];

    [Fact]
    public void The_pages_about_flags_and_usage_have_all_parts_in_order() =>
        Assert.All(
            TestedRules.ById.Keys.Where(id => string.CompareOrdinal(id, "EVS4") > 0),
            id =>
                Assert.Equal(Parts, File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "rules", id + ".md")).Where(
                    line => line.StartsWith("## ", StringComparison.Ordinal))));

    [Fact]
    public void The_index_lists_the_rules_with_their_titles()
    {
        string index = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "rules", "README.md"));
        Assert.All(
            TestedRules.ById.Values,
            rule => Assert.Contains($"| [{rule.Id}]({rule.Id}.md) | {rule.Title} | ", index, StringComparison.Ordinal));
    }

    // The first build writes a missing contract, which it can't where that is an error.
    [Fact]
    public void The_strict_preset_makes_every_change_of_meaning_an_error_and_no_missing_contract()
    {
        string preset = Docs("src", "EventSchemas", "buildTransitive", "presets", "strict.globalconfig");
        Assert.All(
            TestedRules.ById.Keys.Where(id => string.CompareOrdinal(id, "EVS3101") >= 0 && string.CompareOrdinal(id, "EVS3200") < 0),
            id => Assert.True(
                TestedRules.ById[id].DefaultSeverity == DiagnosticSeverity.Error
                    || preset.Contains($"dotnet_diagnostic.{id}.severity = error\n", StringComparison.Ordinal),
                id));
        Assert.DoesNotContain("EVS2001", preset, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_its_page_and_its_help_link()
    {
        Assert.Equal(
            All.Select(rule => rule.Id),
            Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs", "rules"), "EVS*.md").Select(Path.GetFileNameWithoutExtension)
                .Order(StringComparer.Ordinal));
        Assert.All(All, rule => Assert.EndsWith($"/docs/rules/{rule.Id}.md", rule.HelpLinkUri, StringComparison.Ordinal));
        Assert.All(
            All,
            rule => Assert.StartsWith($"# {rule.Id}: {rule.Title}\n", Docs("docs", "rules", rule.Id + ".md"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_release_notes_list_every_rule_as_it_is() =>
        Assert.Equal(
            All.Select(rule => $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"),
            Docs("analyzers", "EventSchemas.Analyzers", "AnalyzerReleases.Unshipped.md").Split('\n').Where(
                line => line.StartsWith("EVS", StringComparison.Ordinal)));

    [Fact]
    public void The_rules_about_versions_are_those_of_the_table() =>
        Assert.Equal(
            Avro.AvroRules.All.Select(rule => (rule.Id, rule.Title, rule.Purpose)),
            All.Where(rule => Avro.AvroRules.Find(rule.Id) is not null).Select(
                rule => (rule.Id, rule.Title.ToString(null), rule.Description.ToString(null))));

    private static IEnumerable<DiagnosticDescriptor> All => TestedRules.ById.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal);

    private static string Docs(params string[] parts) => File.ReadAllText(Path.Combine([RepositoryRoot.Path, .. parts]));
}
