namespace EventSchemas.Avro.Tests;

public sealed class CompatibilityPageTests
{
    /// <summary>Set to 1, this has the test write the page instead of comparing it.</summary>
    private const string Rewrite = "EVENTSCHEMAS_REWRITE_DOCS";

    [Fact]
    public void The_page_says_what_the_rules_do()
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "compatibility.md");
        if (Environment.GetEnvironmentVariable(Rewrite) == "1")
        {
            File.WriteAllText(path, CompatibilityPage.Render());
        }

        Assert.True(
            CompatibilityPage.Render() == File.ReadAllText(path).ReplaceLineEndings("\n"),
            $"docs/compatibility.md is out of date: run this test with {Rewrite}=1 and commit the page.");
    }
}
