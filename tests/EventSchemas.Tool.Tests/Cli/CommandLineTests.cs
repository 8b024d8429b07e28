namespace EventSchemas.Tool.Tests;

/// <summary>What is the same for all commands.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task An_unknown_command_is_an_error_of_usage()
    {
        ToolRun run = await ToolRun.OfAsync("nonsense");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nonsense", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        ToolRun run = await ToolRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
    }
}
