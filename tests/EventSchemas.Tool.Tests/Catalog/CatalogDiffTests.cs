namespace EventSchemas.Tool.Tests;

/// <summary><c>catalog diff</c>.</summary>
public sealed class CatalogDiffTests : IDisposable
{
    private readonly ServiceBuilds _builds = FiveServices.Create();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task Without_a_change_nothing_is_said()
    {
        await MakeAsync("before");

        ToolRun run = await DiffAsync("before", "before");

        Assert.Equal(("# Events\n\nNothing changed.\n", 0), (run.Output, run.ExitCode));
    }

    [Fact]
    public async Task New_removed_and_changed_events_are_described_with_who_is_affected()
    {
        await MakeAsync("before");
        _builds.With("billing", "billing", new
        {
            events = new[]
            {
                ServiceBuilds.Event(
                    FiveServices.Paid,
                    $"{FiveServices.Number}, {FiveServices.Note}",
                    new { owner = "team-money", topic = "payments" },
                    FiveServices.Number,
                    $"{FiveServices.Number}, {FiveServices.Note}"),
                ServiceBuilds.Event(
                    "org.acme.billing.new_one.v1", FiveServices.Number, new { owner = "a_team", summary = "Something @new." }),
            },
            producers = new[] { new { eventType = FiveServices.Paid, record = "Acme.BillingPaid", file = "Program.cs", line = 3 } },
        });
        await MakeAsync("after");

        ToolRun run = await DiffAsync("before", "after/catalog.json");

        OutputSnapshot.Verify("catalog-diff.md", run.Output);
        foreach (int width in (int[])[60, 80])
        {
            ToolRun narrow = await _builds.RunAsync("2027-01-31", ["catalog", "diff", "before", "after"], width);
            OutputSnapshot.Verify(FormattableString.Invariant($"catalog-diff-{width}.md"), narrow.Output);
        }

        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_change_that_the_level_forbids_breaks_and_names_its_readers()
    {
        await MakeAsync("before");
        _builds.With("billing", "billing", new
        {
            events = new[]
            {
                ServiceBuilds.Event(FiveServices.Paid, FiveServices.Wide, new { owner = "team-billing", topic = "payments" }),
            },
            producers = new[] { new { eventType = FiveServices.Paid } },
        });
        await MakeAsync("after");

        ToolRun run = await DiffAsync("before", "after");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("**Somebody breaks.**", run.Output, StringComparison.Ordinal);
        Assert.Contains($"`{FiveServices.Paid}` **breaks**", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "EVS3001: a service on version 1 can't read what is written with the version that isn't released yet",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("Read by mail, group mail; orders, group orders", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_gone_and_still_read_breaks()
    {
        await MakeAsync("before");
        _builds.With("billing", "billing", new { events = Array.Empty<object>() });
        await MakeAsync("after");

        ToolRun run = await DiffAsync("before", "after");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("**Still in use:** mail, group mail; orders, group orders.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_conflict_breaks()
    {
        await MakeAsync("before");
        _builds.With("second", "second", new { events = new[] { ServiceBuilds.Event(FiveServices.Paid, FiveServices.Number) } });
        await MakeAsync("after");

        ToolRun run = await DiffAsync("before", "after");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("2 builds say that the event is theirs", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "can't be read")]
    [InlineData("{}", "can't be read")]
    [InlineData("""{"format":9,"title":"t","day":"d","packageVersion":"p"}""", "It has the format 9, and this version reads 1 at most")]
    public async Task A_file_that_is_no_catalogue_is_refused(string text, string problem)
    {
        _builds.Write("a.json", text);

        ToolRun run = await DiffAsync("a.json", "a.json");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    private async Task MakeAsync(string folder) =>
        Assert.Equal(0, (await _builds.RunAsync(
            "2027-01-31", ["catalog", "orders", "billing", "shipping", "mail", .. Second(), "-o", folder])).ExitCode);

    private string[] Second() => Directory.Exists(Path.Combine(_builds.Folder, "second")) ? ["second"] : [];

    private Task<ToolRun> DiffAsync(string old, string @new) => _builds.RunAsync("2027-01-31", ["catalog", "diff", old, @new]);
}
