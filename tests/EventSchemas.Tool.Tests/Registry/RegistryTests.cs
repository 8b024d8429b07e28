using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EventSchemas.Tool.Tests;

/// <summary>A registry beside contract files.</summary>
public sealed class RegistryTests(EmbeddedBus bus) : IClassFixture<EmbeddedBus>
{
    private static readonly HttpClient Http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_push_registers_what_is_missing_in_order_and_then_nothing_differs()
    {
        using ServiceFolder files = new ServiceFolder(bus, "push").Ship(1, "a").Ship(2, "a", "b?").Accept("a", "b?", "c?");
        await SetLevelAsync(files.Subject, "FULL_TRANSITIVE");

        ToolRun plan = await RunAsync("push --dry-run", files);
        ToolRun push = await RunAsync("push --yes", files);
        ToolRun again = await RunAsync("push", files);
        ToolRun diff = await RunAsync("diff", files);
        JsonNode status = JsonNode.Parse((await RunAsync("status --json", files)).Output)![0]!;

        Assert.Equal(0, plan.ExitCode);
        Assert.DoesNotContain("Registered", plan.Output, StringComparison.Ordinal);
        Assert.Equal(0, push.ExitCode);
        Assert.Contains("Registered accepted as id", push.Output, StringComparison.Ordinal);
        Assert.Contains("nothing to register", again.Output, StringComparison.Ordinal);
        Assert.Equal(0, diff.ExitCode);
        Assert.Equal(
            ["shipped 1", "shipped 2", "accepted"], status["versions"]!.AsArray().Select(version => (string?)version!["is"]));
        Assert.Equal(files.Subject, (string?)status["subject"]);
    }

    [Fact]
    public async Task The_manifest_of_a_build_is_enough_for_all_but_a_pull()
    {
        using var folder = new SettingsFolder(bus.Settings);
        new ServiceManifest().With<OrderPaid>().WriteTo(Path.Combine(folder.Path, "publish", "Shop.eventschemas.json"));
        const string subject = "orders-org.acme.order.paid.v1.CloudEvent";

        ToolRun push = await ToolRun.OfAsync("registry push --yes --manifest publish", folder.Path);
        ToolRun levels = await ToolRun.OfAsync("registry levels --yes --json --manifest publish", folder.Path);
        ToolRun diff = await ToolRun.OfAsync("registry diff --manifest publish", folder.Path);
        ToolRun pull = await ToolRun.OfAsync("registry pull --manifest publish", folder.Path, width: 200);
        ToolRun nothing = await ToolRun.OfAsync("registry status", folder.Path, width: 400);

        Assert.Equal(0, push.ExitCode);
        Assert.Equal("1", await VersionsAsync(subject));
        Assert.Equal("ForwardTransitive", (string?)JsonNode.Parse(levels.Output)!["steps"]![0]!["to"], ignoreCase: true);
        Assert.Equal(0, diff.ExitCode);
        Assert.Equal(2, pull.ExitCode);
        Assert.Contains("give it by --contracts", pull.Error, StringComparison.Ordinal);
        Assert.Equal(3, nothing.ExitCode);
        Assert.Contains("give --contracts or --manifest", nothing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_of_a_key_is_registered_as_a_producer_does_it()
    {
        using var folder = new SettingsFolder([.. bus.Settings, ("EventBus:TopicPrefix", "keys")]);
        new ServiceManifest().With<OrderPlaced>().WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));
        const string subject = "keys-orders-string";

        ToolRun push = await ToolRun.OfAsync("registry push --yes", folder.Path);
        await ToolRun.OfAsync("registry levels --yes", folder.Path);
        await Http.PostAsJsonAsync(
            new Uri(bus.Registry.Url, $"subjects/{subject}/versions"),
            new { schema = """{"name": "another", "type": "string"}""" },
            Cancellation);
        ToolRun same = await ToolRun.OfAsync("registry diff", folder.Path);
        await Http.PutAsJsonAsync(
            new Uri(bus.Registry.Url, $"config/{subject}"), new { compatibility = "NONE" }, Cancellation);
        await Http.PostAsJsonAsync(
            new Uri(bus.Registry.Url, $"subjects/{subject}/versions"), new { schema = "\"long\"" }, Cancellation);
        ToolRun diff = await ToolRun.OfAsync("registry diff --json", folder.Path);

        Assert.Equal(0, push.ExitCode);
        JsonNode registered = (await Http.GetFromJsonAsync<JsonNode>(
            new Uri(bus.Registry.Url, $"subjects/{subject}/versions/1"), Cancellation))!;
        Assert.Equal("""{"name": "number", "type": "string"}""", (string?)registered["schema"]);
        Assert.Equal(0, same.ExitCode);
        Assert.Equal(1, diff.ExitCode);
        Assert.Equal(subject, (string?)Assert.Single(JsonNode.Parse(diff.Output)!.AsArray())!["subject"]);
    }

    [Fact]
    public async Task Where_nobody_can_answer_a_push_needs_yes()
    {
        using ServiceFolder files = new ServiceFolder(bus, "consent").Ship(1, "a");

        ToolRun run = await RunAsync("push", files);
        ToolRun declined = await ToolRun.OfAsync("registry push", files.Path, answers: "n");

        Assert.Equal((4, 4), (run.ExitCode, declined.ExitCode));
        Assert.Empty(await VersionsAsync(files.Subject));
    }

    [Fact]
    public async Task A_break_of_a_version_that_the_registry_does_not_look_at_is_refused_before_anything_is_written()
    {
        // Each version reads the one before it, and the last doesn't read the first: the registry compares with the newest only.
        using ServiceFolder files = new ServiceFolder(bus, "history", "BACKWARD_TRANSITIVE").Ship(1, "a").Accept("b");
        await SetLevelAsync(files.Subject, "BACKWARD");
        await RegisterAsync(files.Subject, "a");
        await RegisterAsync(files.Subject, "a", "b?");

        ToolRun run = await RunAsync("push --yes --json", files);

        JsonNode report = JsonNode.Parse(run.Output)!;
        Assert.Equal(1, run.ExitCode);
        Assert.False((bool)report["isApplied"]!);
        Assert.Equal("refused", (string?)report["steps"]![0]!["action"]);
        Assert.NotEmpty(report["steps"]![0]!["reasons"]!.AsArray());
        Assert.Contains("never shipped from here", run.Output, StringComparison.Ordinal);
        Assert.Equal("1, 2", await VersionsAsync(files.Subject));
    }

    [Fact]
    public async Task A_version_older_than_what_is_registered_is_left_out()
    {
        using ServiceFolder files = new ServiceFolder(bus, "late").Ship(1, "a").Ship(2, "a", "b?");
        await RegisterAsync(files.Subject, "a", "b?");

        JsonNode report = JsonNode.Parse((await RunAsync("push --yes --json", files)).Output)!;

        Assert.Equal("late", (string?)Assert.Single(report["steps"]!.AsArray())!["action"]);
        Assert.Equal("1", await VersionsAsync(files.Subject));
    }

    [Fact]
    public async Task A_foreign_version_another_naming_and_a_deleted_subject_are_differences()
    {
        using ServiceFolder files = new ServiceFolder(bus, "drift").Ship(1, "a");
        await RegisterAsync(files.Subject, "a");
        await RegisterAsync(files.Subject, "a", "z?");
        await RegisterAsync("drift-value", "a");
        using ServiceFolder deleted = new ServiceFolder(bus, "gone").Ship(1, "a");
        await RegisterAsync(deleted.Subject, "a");
        await Http.DeleteAsync(new Uri(bus.Registry.Url, $"subjects/{deleted.Subject}"), Cancellation);

        ToolRun drift = await RunAsync("diff", files, width: 200);
        ToolRun gone = await RunAsync("diff", deleted, width: 200);

        Assert.Equal((1, 1), (drift.ExitCode, gone.ExitCode));
        Assert.Contains("was never shipped from here", drift.Output, StringComparison.Ordinal);
        Assert.Contains("drift-value too, of another naming strategy", drift.Output, StringComparison.Ordinal);
        Assert.Contains("It was deleted, and can be restored.", gone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pull_ships_what_was_registered_and_never_shipped()
    {
        using ServiceFolder files = new ServiceFolder(bus, "pull").Ship(1, "a").Accept("a", "c?");
        await RegisterAsync(files.Subject, "a");
        await RegisterAsync(files.Subject, "a", "b?");
        await RegisterAsync(files.Subject, "a", "c?");

        ToolRun plan = await RunAsync("pull --dry-run", files);
        ToolRun alone = await RunAsync("pull", files);
        int?[] before = [.. files.Shipped];
        ToolRun pull = await RunAsync("pull --yes", files);
        ToolRun again = await RunAsync("pull", files);

        Assert.Contains("shipped version 2", plan.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Equal([1], before);
        Assert.Equal((4, 0), (alone.ExitCode, pull.ExitCode));
        Assert.Equal([1, 2], files.Shipped);
        Assert.Contains(
            $"Version 3 of {files.Subject} is the accepted contract, which was never shipped",
            again.Output.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
        Assert.DoesNotContain("Every registered version was shipped", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Levels_become_those_that_events_promise()
    {
        using ServiceFolder files = new ServiceFolder(bus, "levels", "BACKWARD").Ship(1, "a");
        await RegisterAsync(files.Subject, "a");
        await SetLevelAsync(files.Subject, "FULL_TRANSITIVE");

        ToolRun status = await RunAsync("status", files, width: 200);
        ToolRun plan = await RunAsync("levels --dry-run --json", files);
        ToolRun alone = await RunAsync("levels", files);
        ToolRun unchanged = await RunAsync("status", files, width: 200);
        ToolRun apply = await RunAsync("levels --yes", files, width: 200);
        ToolRun again = await RunAsync("levels", files);

        Assert.Contains("another level", status.Output, StringComparison.Ordinal);
        Assert.True((bool)JsonNode.Parse(plan.Output)!["steps"]![0]!["isLowered"]!);
        Assert.Equal((4, 0), (alone.ExitCode, apply.ExitCode));
        Assert.Contains("another level", unchanged.Output, StringComparison.Ordinal);
        Assert.Contains("lower", apply.Output, StringComparison.Ordinal);
        Assert.Contains("Every subject has the level", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schema_by_references_is_the_same_schema()
    {
        using ServiceFolder files = new ServiceFolder(bus, "reference").Ship(1, "a");
        await PostAsync("reference-type", new { schema = ServiceFolder.Schema("a") });
        await PostAsync(files.Subject, new
        {
            schema = "\"Order\"",
            references = new[] { new { name = "Order", subject = "reference-type", version = 1 } },
        });

        JsonNode report = JsonNode.Parse((await RunAsync("push --yes --json", files)).Output)!;

        Assert.Empty(report["steps"]!.AsArray());
        Assert.Contains("by references", (string?)report["notes"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_is_away_is_an_error_within_the_time()
    {
        using ServiceFolder files = new ServiceFolder(bus, "away").Ship(1, "a");

        ToolRun run = await RunAsync("status --registry http://localhost:1 --timeout 1", files, width: 300);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("http://localhost:1 (EventBus:SchemaRegistry:Url) does not answer", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_an_error()
    {
        using var folder = new SettingsFolder(bus.Settings);

        ToolRun run = await ToolRun.OfAsync("registry status", folder.Path, width: 300);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--contracts", run.Error, StringComparison.Ordinal);
    }

    private static Task<ToolRun> RunAsync(string arguments, ServiceFolder files, int width = 80) =>
        ToolRun.OfAsync($"registry {arguments}", files.Path, width);

    private Task RegisterAsync(string subject, params string[] fields) => PostAsync(subject, new { schema = ServiceFolder.Schema(fields) });

    private async Task PostAsync<T>(string subject, T body)
    {
        HttpResponseMessage answer = await Http.PostAsJsonAsync(
            new Uri(bus.Registry.Url, $"subjects/{subject}/versions"), body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task SetLevelAsync(string subject, string level) => (await Http.PutAsJsonAsync(
        new Uri(bus.Registry.Url, $"config/{subject}"), new { compatibility = level }, Cancellation)).EnsureSuccessStatusCode();

    private async Task<string> VersionsAsync(string subject)
    {
        HttpResponseMessage answer = await Http.GetAsync(new Uri(bus.Registry.Url, $"subjects/{subject}/versions"), Cancellation);
        return answer.IsSuccessStatusCode ? string.Join(", ", (await answer.Content.ReadFromJsonAsync<int[]>(Cancellation))!) : "";
    }
}
