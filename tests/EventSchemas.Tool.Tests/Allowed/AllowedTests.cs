using System.Text.Json;

namespace EventSchemas.Tool.Tests;

/// <summary><c>allowed</c>.</summary>
public sealed class AllowedTests : IDisposable
{
    private const string Fields =
        """{"name": "number", "type": "int"}, {"name": "note", "type": ["null", "string"], "default": null}""";

    private readonly EventProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData(80)]
    [InlineData(200)]
    public async Task Each_edit_is_judged_against_the_shipped_versions(int width)
    {
        await _project.ShippedAsync(Fields);

        ToolRun run = await ToolRun.OfAsync(
            ["allowed", EventProject.EventType, "-p", "Events.dll", "--contracts", "schemas"], _project.Folder, width);

        OutputSnapshot.Verify($"allowed-{width}.txt", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task What_the_transport_s_readers_cannot_take_is_not_allowed_either()
    {
        await _project.ShippedAsync(Fields);
        JsonElement removed = await EditAsync("remove it", "note");
        Assert.Equal("yes", removed.GetProperty("verdict").GetString());
        Assert.Equal(
            "a service on an earlier version reads the default null instead of what is written with the edited one",
            removed.GetProperty("why").GetString());

        using var redis = new EventProject();
        await redis.ShippedAsync(Fields, ", Transports = \"redis\"");
        ToolRun run = await redis.RunAsync(
            "allowed", EventProject.EventType, "-p", "Events.dll", "--contracts", "schemas", "--json");
        JsonElement edits = JsonDocument.Parse(run.Output).RootElement.GetProperty("edits");
        Assert.Contains(
            edits.EnumerateArray(),
            edit => edit.GetProperty("path").GetString() == "note" && edit.GetProperty("verdict").GetString() == "no");
    }

    [Fact]
    public async Task What_was_never_shipped_can_be_accepted_on_request()
    {
        _project.With(Fields);
        await _project.RunOnAssemblyAsync("accept");

        Assert.Equal("onRequest", (await EditAsync("remove it", "number")).GetProperty("verdict").GetString());
    }

    private async Task<JsonElement> EditAsync(string edit, string path)
    {
        ToolRun run = await _project.RunAsync(
            "allowed", EventProject.EventType, "-p", "Events.dll", "--contracts", "schemas", "--json");
        JsonElement edits = JsonDocument.Parse(run.Output).RootElement.GetProperty("edits");
        return edits.EnumerateArray().Single(one =>
            one.GetProperty("path").GetString() == path && one.GetProperty("edit").GetString() == edit);
    }
}
