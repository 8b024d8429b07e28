using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary><c>accept</c>, <c>ship</c> and <c>retire</c> on compiled assemblies.</summary>
public sealed class ContractEditTests : IDisposable
{
    private const string Number = """{"name": "number", "type": "int"}""";
    private const string Text = """{"name": "number", "type": "string"}""";

    private readonly EventProject _project = new();

    private string Accepted => Path.Combine(_project.Contracts, EventProject.EventType + ".avsc");

    private string Shipped => Path.Combine(_project.Contracts, "shipped", EventProject.EventType);

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_dry_run_writes_nothing_and_lists_the_files()
    {
        _project.With(Number);

        ToolRun run = await _project.RunOnAssemblyAsync("ship", "--dry-run");

        Assert.Equal(
            $"""
            Files to ship:
              create   schemas/{EventProject.EventType}.avsc
              create   schemas/{EventProject.EventType}.contract.json
              create   schemas/shipped/{EventProject.EventType}/1.avsc
              create   schemas/shipped/{EventProject.EventType}/1.contract.json
            Nothing was changed: this was a dry run.

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_project.Contracts));
    }

    [Fact]
    public async Task Shipping_writes_the_next_version_once()
    {
        await _project.ShippedAsync(Number);

        ToolRun again = await _project.RunOnAssemblyAsync("ship");

        Assert.Equal("There is nothing to ship.\n", again.Output);
        Assert.Equal(["1.avsc", "1.contract.json"], Directory.GetFiles(Shipped).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_break_is_accepted_only_by_name_and_after_a_yes()
    {
        _project.With(Number);
        await _project.RunOnAssemblyAsync("accept");
        string before = await File.ReadAllTextAsync(Accepted, TestContext.Current.CancellationToken);
        _project.With(Text);

        ToolRun plain = await _project.RunOnAssemblyAsync("accept");
        ToolRun unanswered = await _project.RunOnAssemblyAsync("accept", "--break", EventProject.EventType);
        Assert.Equal((1, 4), (plain.ExitCode, unanswered.ExitCode));
        Assert.Contains("EVS3003", plain.Output, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Accepted, TestContext.Current.CancellationToken));

        ToolRun agreed = await _project.RunOnAssemblyAsync("accept", "--break", EventProject.EventType, "--yes");
        Assert.Equal(0, agreed.ExitCode);
        Assert.NotEqual(before, await File.ReadAllTextAsync(Accepted, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_misspelt_event_is_an_error_that_names_the_one_that_was_meant()
    {
        _project.With(Number);

        ToolRun run = await _project.RunOnAssemblyAsync("accept", "--break", "org.acme.order.plced.v1");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"Did you mean {EventProject.EventType}?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_is_retired_with_a_reason_once_no_record_declares_it()
    {
        await _project.ShippedAsync(Number);
        string[] retire = ["retire", EventProject.EventType, "--reason", "nobody reads it", "--contracts", "schemas", "-p", "Events.dll"];
        ToolRun declared = await _project.RunAsync([.. retire, "--yes"]);
        _project.WithAll("");

        ToolRun unanswered = await _project.RunAsync(retire);
        Assert.True(File.Exists(Accepted));
        ToolRun agreed = await _project.RunAsync([.. retire, "--yes", "--json"]);

        Assert.Equal((1, 4, 0), (declared.ExitCode, unanswered.ExitCode, agreed.ExitCode));
        Assert.Contains("a record still declares it", declared.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(Accepted));
        Assert.True(File.Exists(Path.Combine(Shipped, "retired.contract.json")));
        Assert.True(JsonDocument.Parse(agreed.Output).RootElement.GetProperty("applied").GetBoolean());
    }
}
