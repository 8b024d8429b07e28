using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary><c>explain</c>.</summary>
public sealed class ExplainTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task A_rule_is_explained_with_its_page(int width)
    {
        ToolRun run = await ToolRun.OfAsync("explain EVS3004", width: width);

        OutputSnapshot.Verify($"explain-{width}.txt", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task Every_rule_in_the_list_has_a_page()
    {
        ToolRun list = await ToolRun.OfAsync("explain --json");
        string[] ids =
            [.. JsonDocument.Parse(list.Output).RootElement.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!)];

        Assert.NotEmpty(ids);
        Assert.All(ids, id => Assert.NotEmpty(RulePage.Of(id).Sections));
    }

    [Fact]
    public async Task A_misspelt_rule_is_an_error_that_names_the_one_that_was_meant()
    {
        ToolRun run = await ToolRun.OfAsync("explain EVS304", width: 200);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("Did you mean EVS3", run.Error, StringComparison.Ordinal);
    }
}
