namespace EventSchemas.Tool.Tests;

/// <summary>What people may write as a position is said where it is wrong.</summary>
public sealed class PositionTextTests
{
    [Theory]
    [InlineData("yesterday")]
    [InlineData("0@x")]
    [InlineData("0@1,0@2")]
    [InlineData("-15")]
    public async Task What_is_no_position_is_named_with_the_forms_that_are(string text)
    {
        ToolRun run = await ToolRun.OfAsync(["tail", "orders", "--from", text, "--bootstrap-servers", "localhost:1"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"--from is '{text}': give earliest, latest, a time", run.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
