namespace EventSchemas.Tool.Tests;

/// <summary>What is the same for all commands.</summary>
public sealed class CommandLineTests
{
    // No line of a message is broken.
    private const int Wide = 1000;

    [Theory]
    [InlineData("nonsense", "'nonsense'")]
    [InlineData("chek", "Did you mean check?")]
    [InlineData("check --formt json", "There is no option '--formt'. Did you mean --format?")]
    [InlineData("check --formt=json", "There is no option '--formt'. Did you mean --format?")]
    [InlineData("new event --dryrun", "There is no option '--dryrun'. Did you mean --dry-run?")]
    [InlineData("lag --bogus", "There is no option '--bogus'.")]
    [InlineData("tail --bogus", "There is no option '--bogus'.")]
    [InlineData("produce --bogus", "There is no option '--bogus'.")]
    [InlineData("import --bogus", "There is no option '--bogus'.")]
    [InlineData("accept --bogus", "There is no option '--bogus'.")]
    [InlineData("ship --bogus", "There is no option '--bogus'.")]
    [InlineData("allowed --bogus", "There is no option '--bogus'.")]
    [InlineData("dlq list --bogus", "There is no option '--bogus'.")]
    [InlineData("dlq", "eventschemas dlq --help says what it takes")]
    public Task What_nobody_knows_is_an_error_with_what_was_meant(string arguments, string text) =>
        IsUsageAsync(arguments.Split(' '), text);

    [Theory]
    [InlineData("doctor --timeout -1", "--timeout is -1: give 1 to 3600 seconds.")]
    [InlineData("doctor --timeout 2147483647", "--timeout is 2147483647: give 1 to 3600 seconds.")]
    [InlineData("doctor --replay-age -1", "--replay-age is -1: give a time above 0.")]
    [InlineData("dlq redrive mail --max -3", "--max is -3: give 1 or more.")]
    [InlineData("dlq list mail --max 0", "--max is 0: give 1 or more.")]
    [InlineData("dlq redrive mail --yes --rate 0", "--rate is 0: give a number above 0.")]
    [InlineData("dlq redrive mail --yes --rate -1", "--rate is -1: give a number above 0.")]
    [InlineData("dlq redrive mail --rate abc", "--rate is 'abc': give a number.")]
    [InlineData("tail x --max 0", "--max is 0: give 1 or more.")]
    [InlineData("tail x --max -1", "--max is -1: give 1 or more.")]
    [InlineData("lag --max-lag -1", "--max-lag is -1: give 0 or more.")]
    [InlineData("outbox purge --provider sqlite --connection x --id abc", "--id is 'abc': give a number.")]
    [InlineData("dlq purge mail --all --id x", "--all means every letter")]
    [InlineData("check --format junit --json", "--json and --format name two formats")]
    [InlineData("dev --topics a:1 a:2", "--topics has a twice")]
    public Task A_value_that_cannot_be_is_an_error(string arguments, string text) => IsUsageAsync(arguments.Split(' '), text);

    [Theory]
    [InlineData("inputs is empty", "check", "")]
    [InlineData("source is empty", "import", "")]
    [InlineData("group is empty", "dlq", "list", " ")]
    [InlineData("--handler is empty", "replay", "--group", "mail", "--from", "earliest", "--handler", "")]
    [InlineData("--topic is empty", "produce", "org.acme.order.placed.v1", "--topic", "")]
    public Task A_text_that_is_empty_is_an_error(string text, params string[] arguments) => IsUsageAsync(arguments, text);

    [Theory]
    [InlineData("explain", "@.")]
    [InlineData("explain", "@/etc/hostname")]
    [InlineData("explain", "--", "--bogus")]
    public async Task A_text_is_taken_as_it_is(params string[] arguments)
    {
        ToolRun run = await ToolRun.OfAsync(arguments, width: Wide);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"There is no rule '{arguments[^1]}'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_is_no_error()
    {
        ToolRun run = await ToolRun.OfAsync("--help");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--json", run.Output, StringComparison.Ordinal);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 160));
    }

    [Fact]
    public async Task The_help_of_a_command_is_no_error_either()
    {
        ToolRun run = await ToolRun.OfAsync("dlq show --help");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("--dead-letter-topic", run.Output, StringComparison.Ordinal);
    }

    private static async Task IsUsageAsync(string[] arguments, string text)
    {
        ToolRun run = await ToolRun.OfAsync([.. arguments, "--json"], width: Wide);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }
}
