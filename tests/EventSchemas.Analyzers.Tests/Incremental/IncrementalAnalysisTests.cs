using Microsoft.CodeAnalysis;

namespace EventSchemas.Analyzers.Tests;

/// <summary>The cost of an edit, as counts; and that an editor shows its diagnostics immediately.</summary>
public sealed class IncrementalAnalysisTests
{
    private const int Events = 20;

    // The accepted contract and a shipped version of each, with the files beside them.
    private const int Files = 4 * Events;

    [Fact]
    public async Task Every_event_is_read_and_checked_once_and_every_file_parsed_once()
    {
        using EventProject project = await ProjectAsync();

        Assert.Empty((await project.AnalyzeAsync()).GetAllDiagnostics());
        Assert.Equal(new AnalysisCounters(Events, Events, Files), project.Counters);

        await project.AnalyzeAsync();
        Assert.Equal(new AnalysisCounters(Events, Events, Files), project.Counters);
    }

    [Fact]
    public async Task An_edit_of_a_nested_record_costs_the_events_that_reach_it()
    {
        using EventProject project = await ProjectAsync();
        await project.AnalyzeAsync();

        await project.EditAsync("Shared.cs", "string Name", "string Name, string? Note = null");
        await project.AnalyzeAsync();
        Assert.Equal(new AnalysisCounters(Events + 2, Events + 2, Files), project.Counters);

        await project.EditAsync("Shared.cs", "string? Note = null", "string? Note = null, string? More = null");
        await project.ShownInAsync("Shared.cs");
        Assert.Equal(new AnalysisCounters(Events + 4, Events + 4, Files), project.Counters);
    }

    [Fact]
    public async Task An_unrelated_edit_costs_nothing()
    {
        using EventProject project = await ProjectAsync();
        await project.AnalyzeAsync();

        await project.EditAsync("Other.cs", "return 1", "return 2");
        await project.AnalyzeAsync();
        await project.EditAsync("Other.cs", "return 2", "return 3");
        await project.ShownInAsync("Other.cs");

        Assert.Equal(new AnalysisCounters(Events, Events, Files), project.Counters);
    }

    [Fact]
    public async Task A_changed_contract_file_costs_its_event()
    {
        using EventProject project = await ProjectAsync();
        await project.AnalyzeAsync();

        string path = "/p/schemas/org.acme.event3.v1.avsc";
        project.WithContract(path, (await project.ContractTextAsync(path)).Replace("CloudEvent", "Renamed", StringComparison.Ordinal));
        await project.AnalyzeAsync();

        Assert.Equal(new AnalysisCounters(Events, Events + 1, Files + 1), project.Counters);
    }

    [Theory]
    [InlineData("public static class Added;")]
    [InlineData("static class Limits { public const int Most = 10; }")]
    [InlineData("global using System.Text;")]
    public async Task What_names_can_mean_costs_a_reading_of_every_event_and_the_check_of_none(string added)
    {
        using EventProject project = await ProjectAsync();
        await project.AnalyzeAsync();

        project.Add("Added.cs", added);
        await project.AnalyzeAsync();

        Assert.Equal(2 * Events, project.Counters.EventsRead);
        Assert.Equal(Files, project.Counters.FilesParsed);
        Assert.Equal(Events, project.Counters.EventsChecked);
    }

    [Fact]
    public async Task An_editor_shows_a_break_in_the_file_of_the_nested_record_and_nothing_waits_for_the_end()
    {
        using EventProject project = await ProjectAsync();
        await project.AnalyzeAsync();

        await project.EditAsync("Shared.cs", "string Name", "long Name");

        Diagnostic shown = Assert.Single(await project.ShownInAsync("Shared.cs"));
        Assert.Equal("EVS3003 Shared.cs", $"{shown.Id} {shown.Location.GetLineSpan().Path}");
        Assert.Empty(await project.ShownInAsync("Event0.cs"));
        Assert.Empty((await project.AnalyzeAsync()).CompilationDiagnostics);
    }

    [Fact]
    public async Task An_editor_shows_what_is_wrong_with_a_contract_file_in_it()
    {
        using EventProject project = await ProjectAsync();
        const string orphan = "/p/schemas/org.acme.gone.v1.avsc";
        const string broken = "/p/schemas/org.acme.event0.v1.avsc";
        project.WithContract(orphan, """{"type": "record", "name": "CloudEvent", "namespace": "org.acme.gone.v1", "fields": []}""");
        project.WithContract(broken, "{");

        string[] shown = [.. await ShownIn(orphan), .. await ShownIn(broken)];
        Assert.Equal([$"EVS2004 {orphan}", $"EVS2003 {broken}"], shown);
        Assert.Empty((await project.AnalyzeAsync()).CompilationDiagnostics);

        async Task<string[]> ShownIn(string path) =>
            Shown(await project.ShownInContractAsync(path));
    }

    // Twenty events; the first two reach an additional record.
    private static async Task<EventProject> ProjectAsync()
    {
        var project = new EventProject(
        [
            .. Enumerable.Range(0, Events).SelectMany(i => new[]
            {
                ($"Event{i}.cs", $"[OpenEdxEvent(\"org.acme.event{i}.v1\", FeatureFlag = \"F{i}\")] public sealed partial record "
                    + $"Event{i}(Data{i} Data);"),
                ($"Data{i}.cs", $"public sealed record Data{i}(string Name, int Count{(i < 2 ? ", Shared Shared" : "")});"),
            }),
            ("Shared.cs", "public sealed record Shared(string Name);"),
            ("Other.cs", "static class Other { public static int One() { return 1; } }"),
        ]);
        await project.AcceptAsync();
        return project;
    }

    private static string[] Shown(IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Select(found => $"{found.Id} {found.Location.GetLineSpan().Path}").Order(StringComparer.Ordinal)];
}
