using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace EventSchemas.Tool.Tests;

/// <summary>The files that <c>catalog</c> writes.</summary>
public sealed partial class CatalogOutputTests : IDisposable
{
    private const string Hostile = "org.acme.<script>alert(1)</script>.../../etc.v1";
    private static readonly string Number = ServiceBuilds.Field("number", "\"string\"");

    private readonly ServiceBuilds _builds = FiveServices.Create();

    public void Dispose() => _builds.Dispose();

    [Fact]
    public async Task A_folder_has_the_site_the_JSON_AsyncAPI_and_the_text_for_language_models()
    {
        ToolRun run = await _builds.RunAsync(FiveServices.Python);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["asyncapi.json", "catalog.json", "index.html", "llms.txt"], Names());
        Assert.StartsWith("6 events of 5 services: ", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 event that nobody reads: org.acme.shipping.lost.v1", run.Output, StringComparison.Ordinal);
        JsonElement written = JsonDocument.Parse(await ReadAsync("catalog.json")).RootElement;
        Assert.True(JsonElement.DeepEquals(written, InPage(await ReadAsync("index.html"))));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task A_terminal_gets_what_was_made_and_what_somebody_should_look_at(int width)
    {
        _builds.With("second", "second", new { events = new[] { ServiceBuilds.Event(FiveServices.Paid, Number) } });

        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", ".", .. FiveServices.Python, "--output", "site"], width);

        OutputSnapshot.Verify(
            FormattableString.Invariant($"catalog-{width}.txt"),
            run.Output.Replace(_builds.Output, "/srv/services/site", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_text_for_language_models_has_what_an_answer_needs()
    {
        await _builds.RunAsync(FiveServices.Python);

        string text = await ReadAsync("llms.txt");

        Assert.StartsWith("# Events\n\n> 6 events of 5 services on 2027-01-31", text, StringComparison.Ordinal);
        Assert.Contains("### org.acme.order.placed.v1\n\nAn order was placed. Sent when it is saved.\n", text, StringComparison.Ordinal);
        Assert.Contains("- Read by: billing (group billing) with version 1, shipping (group ship)\n", text, StringComparison.Ordinal);
        Assert.Contains("  - customer.email (string), personal data: Where mail goes.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AsyncAPI_is_valid_and_has_channels_messages_and_operations()
    {
        _builds.With("hostile", "../<b>", new
        {
            events = new[] { ServiceBuilds.Event(Hostile, Number, new { topic = "a/b~c {x}", key = "number" }) },
            producers = new[] { new { eventType = Hostile } },
        }, assembly: "hostile");
        await _builds.RunAsync(FiveServices.Python);

        JsonElement document = JsonDocument.Parse(await ReadAsync("asyncapi.json")).RootElement;

        await AssertIsAsyncApiAsync(document);
        Assert.Equal("orders", document.GetProperty("channels").GetProperty("orders").GetProperty("address").GetString());
        Assert.Equal("a/b~c {x}", document.GetProperty("channels").GetProperty("a_b_c__x_").GetProperty("address").GetString());
        JsonElement send = document.GetProperty("operations").GetProperty("orders.send.orders");
        Assert.Equal(
            ("send", "#/channels/orders/messages/org.acme.order.placed.v1"),
            (send.GetProperty("action").GetString(), send.GetProperty("messages")[0].GetProperty("$ref").GetString()));
        Assert.Equal(
            "record",
            document.GetProperty("components").GetProperty("messages").GetProperty(FiveServices.Placed)
                .GetProperty("payload").GetProperty("schema").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Markup_and_paths_in_names_do_nothing()
    {
        _builds.With("hostile", "../../<img src=x onerror=alert(1)>", new
        {
            events = new[]
            {
                ServiceBuilds.Event(Hostile, Number, new
                {
                    owner = "</script><script>alert(2)</script>",
                    summary = "__CATALOG_DATA__ <!-- \u2028 & \"quoted\"\n## A heading",
                    topic = "../../../topic",
                }),
            },
            handlers = new[] { new { group = "../<group>", name = "</title>", kind = "event", eventType = Hostile } },
        }, assembly: "hostile");

        ToolRun run = await _builds.RunAsync("--title", "</title><script>alert(3)</script>__CATALOG_DATA__");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["asyncapi.json", "catalog.json", "index.html", "llms.txt"], Names());
        string page = await ReadAsync("index.html");
        Assert.DoesNotContain("<script>alert", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u2028', page);
        JsonElement hostile = CatalogTests.Event(InPage(page), Hostile);
        Assert.Equal("</script><script>alert(2)</script>", CatalogTests.Text(hostile, "owner"));
        Assert.DoesNotContain("\n## A heading", await ReadAsync("llms.txt"), StringComparison.Ordinal);
        await AssertIsAsyncApiAsync(JsonDocument.Parse(await ReadAsync("asyncapi.json")).RootElement);
    }

    [Fact]
    public async Task A_catalogue_is_replaced_and_a_folder_with_something_else_is_left()
    {
        await _builds.RunAsync();
        Assert.Equal(0, (await _builds.RunAsync("--title", "Again")).ExitCode);
        Assert.Contains("\"title\":\"Again\"", await ReadAsync("catalog.json"), StringComparison.Ordinal);
        _builds.Write("site/mine.txt", "mine");

        ToolRun refused = await _builds.RunAsync("--title", "Never");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("mine.txt, which isn't part of a catalogue", refused.Error, StringComparison.Ordinal);
        Assert.Contains("\"title\":\"Again\"", await ReadAsync("catalog.json"), StringComparison.Ordinal);
        Assert.Equal(["billing", "crm", "mail", "orders", "shipping", "site"], FoldersBeside());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    [InlineData(0.999)]
    public async Task A_manifest_that_is_half_written_is_named_and_nothing_is_written(double share)
    {
        string path = Path.Combine(_builds.Folder, "billing/billing.eventschemas.json");
        string text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        _builds.Write("billing/billing.eventschemas.json", text[..(int)(text.Length * share)]);

        await AssertIsRefusedAsync(path);
    }

    [Theory]
    [InlineData("{}", "it isn't a manifest")]
    [InlineData("[]", "it isn't a manifest")]
    [InlineData("""{"format": 99}""", "it has the format 99, and this version of EventSchemas reads 1 at most: update it")]
    [InlineData("""{"format": 1, "packageVersion": "1"}""", "\"assembly\" is missing")]
    public async Task A_manifest_that_is_broken_or_newer_is_named_and_nothing_is_written(string text, string problem)
    {
        _builds.Write("billing/billing.eventschemas.json", text);

        ToolRun run = await AssertIsRefusedAsync(Path.Combine(_builds.Folder, "billing/billing.eventschemas.json"));

        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", 2, "'nowhere' is no folder, no assembly and no manifest")]
    [InlineData("crm", 2, "'crm' has no manifest")]
    [InlineData("gone.dll", 3, "gone.eventschemas.json: a build of a project that references EventSchemas leaves it")]
    public async Task An_input_without_a_manifest_is_refused_with_the_way_out(string input, int exitCode, string problem)
    {
        ToolRun run = await _builds.RunAsync("2027-01-31", ["catalog", input, "-o", "site"]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_builds_give_the_same_files_for_the_day_of_SOURCE_DATE_EPOCH()
    {
        await _builds.RunAsync();
        string first = await ReadAsync("catalog.json");
        Directory.Delete(_builds.Output, recursive: true);
        await _builds.RunAsync();

        Assert.Equal(first, await ReadAsync("catalog.json"));
        Assert.Contains("\"day\":\"2027-01-31\"", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_thousand_events_with_three_versions_stays_below_two_megabytes()
    {
        string[] fields = [.. Enumerable.Range(0, 10).Select(i => ServiceBuilds.Field(
            FormattableString.Invariant($"field_{i}"), i % 3 == 0 ? "\"int\"" : "\"string\""))];
        string second = string.Join(", ", [.. fields, ServiceBuilds.Field("note", """["null", "string"]""", ", \"default\": null")]);
        string third = string.Join(", ", [second, ServiceBuilds.Field("mood", "\"string\"", ", \"default\": \"calm\"")]);
        using var builds = new ServiceBuilds();
        builds.With("many", "many", new
        {
            events = Enumerable.Range(0, 1_000).Select(i => ServiceBuilds.Event(
                FormattableString.Invariant($"org.acme.area{i % 20}.subject{i}.created.v1"),
                third,
                new { summary = "Something was created.", owner = "team", key = "field_1" },
                string.Join(", ", fields),
                second,
                third)),
            producers = Enumerable.Range(0, 1_000).Select(i => new
            {
                eventType = FormattableString.Invariant($"org.acme.area{i % 20}.subject{i}.created.v1"),
                file = "Program.cs",
                line = i,
            }),
        });

        ToolRun run = await builds.RunAsync();

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(1_000, InPage(await File.ReadAllTextAsync(
            Path.Combine(builds.Output, "index.html"), TestContext.Current.CancellationToken)).GetProperty("events").GetArrayLength());
        Assert.InRange(new FileInfo(Path.Combine(builds.Output, "index.html")).Length, 100_000, 2 * 1024 * 1024);
    }

    internal static async Task AssertIsAsyncApiAsync(JsonElement document)
    {
        using Stream stream = typeof(CatalogOutputTests).Assembly.GetManifestResourceStream("asyncapi-3.0.0.json")!;
        JsonNode text = WithoutBooleans(JsonNode.Parse(stream)!);
        JsonSchema schema = await JsonSchema.FromJsonAsync(text.ToJsonString(), TestContext.Current.CancellationToken);

        Assert.NotEmpty(schema.Validate("""{"asyncapi": "3.0.0", "channels": {}}"""));
        Assert.Empty(schema.Validate(document.GetRawText()).Select(error => error.ToString()));
    }

    // The validator doesn't know that true is a schema, which everything fits.
    private static JsonNode WithoutBooleans(JsonNode schema)
    {
        foreach ((string name, JsonNode? value) in schema is JsonObject members ? members.ToArray() : [])
        {
            bool isSchema = schema.Parent?.GetValueKind() == JsonValueKind.Object
                && schema.GetPropertyName() is "properties" or "definitions" or "patternProperties";
            if (value?.GetValueKind() == JsonValueKind.True && (isSchema || name is "items" or "contains"))
            {
                schema[name] = new JsonObject();
            }
            else if (value is JsonObject)
            {
                WithoutBooleans(value);
            }
        }

        return schema;
    }

    private async Task<ToolRun> AssertIsRefusedAsync(string path)
    {
        ToolRun run = await _builds.RunAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains(path, run.Error.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_builds.Output));
        return run;
    }

    private string[] Names() => [.. Directory.GetFileSystemEntries(_builds.Output).Select(path => Path.GetFileName(path)!).Order()];

    private string[] FoldersBeside() => [.. Directory.GetDirectories(_builds.Folder).Select(path => Path.GetFileName(path)!).Order()];

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(_builds.Output, name), TestContext.Current.CancellationToken);

    private static JsonElement InPage(string page)
    {
        using var compressed = new MemoryStream(Convert.FromBase64String(Data().Match(page).Groups["data"].Value));
        using var json = new GZipStream(compressed, CompressionMode.Decompress);
        return JsonDocument.Parse(json).RootElement;
    }

    [GeneratedRegex("""<script type="text/plain" id="catalog">(?<data>.*?)</script>""", RegexOptions.Singleline)]
    private static partial Regex Data();
}
