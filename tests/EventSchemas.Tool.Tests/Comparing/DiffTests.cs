using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary><c>diff</c>.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Number = """{"name": "number", "type": "int"}""";
    private const string Wide = """{"name": "number", "type": "long"}, {"name": "note", "type": ["null", "string"], "default": null}""";

    private readonly EventProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Two_versions_differ_in_words_and_it_says_who_breaks_at_which_level(int width)
    {
        await _project.ShippedAsync(Number);
        _project.With(Wide, ", Compatibility = \"BACKWARD_TRANSITIVE\", Topic = \"orders\"");
        await _project.RunOnAssemblyAsync("accept");
        CompiledEvents.Compile(_project.Folder, EventProject.Event(EventProject.EventType, Wide), "Newer.dll");

        ToolRun run = await ToolRun.OfAsync([
            "diff", $"{EventProject.EventType}@1", "Newer.dll", "--exit-code"], _project.Folder, width);

        OutputSnapshot.Verify($"diff-{width}.txt", run.Output);
        Assert.Equal(1, run.ExitCode);
    }

    [Fact]
    public async Task Where_readers_get_a_default_without_an_error_it_says_so_although_nobody_breaks()
    {
        await _project.ShippedAsync($"{Number}, {{\"name\": \"pieces\", \"type\": \"int\", \"default\": 3}}");
        CompiledEvents.Compile(_project.Folder, EventProject.Event(EventProject.EventType, Number), "Newer.dll");

        ToolRun run = await ToolRun.OfAsync(["diff", $"{EventProject.EventType}@1", "Newer.dll"], _project.Folder, width: 200);

        Assert.Contains(
            "Changes the meaning: readers get a default, without an error\n  pieces: removed (int, default 3): a service on version 1 "
            + "reads the default 3 instead of what is written with Newer.dll.\n",
            run.Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_contract_does_not_differ()
    {
        await _project.ShippedAsync(Number);

        ToolRun run = await _project.RunAsync("diff", EventProject.EventType, $"{EventProject.EventType}@1", "--exit-code");

        Assert.Equal((0, "Nothing differs.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Two_assemblies_are_compared_event_by_event()
    {
        _project.WithAll(EventProject.Event("a.v1", Number), EventProject.Event("b.v1", Number));
        CompiledEvents.Compile(
            _project.Folder, EventProject.Event("b.v1", Wide) + EventProject.Event("c.v1", Number), "Newer.dll");

        JsonElement changes = JsonDocument.Parse((await _project.RunAsync("diff", "Events.dll", "Newer.dll", "--json")).Output).RootElement;

        Assert.Equal("a.v1", changes.GetProperty("onlyFirst")[0].GetString());
        Assert.Equal("c.v1", changes.GetProperty("onlySecond")[0].GetString());
        Assert.Equal("b.v1", changes.GetProperty("changed")[0].GetProperty("eventType").GetString());
    }

    [Fact]
    public async Task What_is_neither_a_file_nor_an_event_and_a_version_that_is_not_there_are_errors()
    {
        await _project.ShippedAsync(Number);

        ToolRun unknown = await _project.RunAsync("diff", "org.acme.order.place.v1", EventProject.EventType);
        ToolRun version = await _project.RunAsync("diff", $"{EventProject.EventType}@7", EventProject.EventType);

        Assert.Equal((2, 2), (unknown.ExitCode, version.ExitCode));
        Assert.Contains($"Did you mean {EventProject.EventType}?", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("has no version '7': write 1, or accepted.", version.Error, StringComparison.Ordinal);
    }
}
