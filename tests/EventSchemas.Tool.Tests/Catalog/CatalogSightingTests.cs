using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventSchemas.Tool.Tests;

/// <summary>What was seen on the bus and no build and no settings explain.</summary>
public sealed class CatalogSightingTests : IDisposable
{
    private const string Old = "org.acme.order.old.v1";
    private static readonly string First = ServiceBuilds.HashOf($"{FiveServices.Number}, {FiveServices.Pieces}");
    private static readonly string Foreign = ServiceBuilds.HashOf(FiveServices.Note);

    private readonly ServiceBuilds _builds = FiveServices.Create();
    private readonly JsonArray _kinds = [];

    public void Dispose() => _builds.Dispose();

    [Theory]
    [InlineData("/acme/order-batch", FiveServices.Placed, "first", "/acme/order-batch 1 older: unknownService")]
    [InlineData("/acme/mail", FiveServices.Placed, "first", "mail 1 older: notRegistered")]
    [InlineData("/orders", FiveServices.Placed, "first", "orders 1 older: otherVersion")]
    [InlineData("/orders", FiveServices.Placed, "foreign", "orders : unknownSchema")]
    [InlineData("openedx/crm/web", FiveServices.Named, "none", "crm : switchedOff")]
    [InlineData(null, FiveServices.Lost, "none", "unknown source : unknownService")]
    [InlineData("/stock", "org.acme.stock.taken.v1", "first", "/stock : unknownService")]
    [InlineData("/orders", Old, "none", "orders : notRegistered retired")]
    public async Task A_publisher_that_only_the_bus_knows_is_listed_with_what_is_not_explained(
        string? source, string eventType, string schema, string expected)
    {
        See(source, eventType, schema, "2027-01-31");

        JsonElement one = CatalogTests.Event(await CatalogAsync(), eventType);

        JsonElement seen = Assert.Single(one.GetProperty("publishers").EnumerateArray(), IsSeen);
        Assert.Equal(expected, Shown(seen));
        Assert.Equal(7, seen.GetProperty("seen").GetProperty("messages").GetInt32());
        Assert.StartsWith("2027-01-31", CatalogTests.Text(seen.GetProperty("seen"), "last"), StringComparison.Ordinal);
        Assert.Equal(
            CatalogTests.Texts(seen.GetProperty("seen").GetProperty("why")),
            CatalogTests.Texts(one.GetProperty("observed")[0].GetProperty("why")));
    }

    [Theory]
    [InlineData("/orders", FiveServices.Placed, "none", "2027-01-31")]
    [InlineData("/billing", FiveServices.Paid, "none", "2027-01-31")]
    [InlineData("openedx/crm/web", FiveServices.Moved, "none", "2027-01-31")]
    [InlineData("/orders", Old, "none", "2026-12-24")]
    public async Task What_builds_and_settings_explain_is_no_surprise(string source, string eventType, string schema, string day)
    {
        See(source, eventType, schema, day);

        JsonElement catalog = await CatalogAsync();

        JsonElement one = CatalogTests.Event(catalog, eventType);
        Assert.DoesNotContain(one.TryGetProperty("publishers", out JsonElement all) ? all.EnumerateArray() : default, IsSeen);
        Assert.Equal(0, catalog.GetProperty("totals").GetProperty("seenOnly").GetInt32());
    }

    [Fact]
    public async Task What_was_seen_is_sent_and_belongs_to_no_service()
    {
        See("/elsewhere", FiveServices.Named, "none", "2027-01-31");
        See("/elsewhere", "org.acme.stock.taken.v1", "none", "2027-01-31");

        JsonElement catalog = await CatalogAsync();

        Assert.False(CatalogTests.Event(catalog, FiveServices.Named).TryGetProperty("orphan", out _));
        JsonElement taken = CatalogTests.Event(catalog, "org.acme.stock.taken.v1");
        Assert.Equal(("undeclared", "orders"), (CatalogTests.Text(taken, "state"), CatalogTests.Text(taken, "topic")));
        Assert.False(taken.TryGetProperty("owningService", out _));
        Assert.False(taken.TryGetProperty("orphan", out _));
        Assert.Equal(2, catalog.GetProperty("totals").GetProperty("seenOnly").GetInt32());
        Assert.Equal(5, catalog.GetProperty("totals").GetProperty("services").GetInt32());
    }

    [Fact]
    public async Task Messages_that_name_no_event_are_listed_too()
    {
        See("/elsewhere", null, "none", "2027-01-31");

        JsonElement catalog = await CatalogAsync();

        JsonElement seen = Assert.Single(catalog.GetProperty("withoutEvent").EnumerateArray());
        Assert.Equal(
            ("/elsewhere", "orders", "noEventType"),
            (CatalogTests.Text(seen, "source"), CatalogTests.Text(seen, "topic"), CatalogTests.Texts(seen.GetProperty("why"))[0]));
        Assert.Equal(1, catalog.GetProperty("totals").GetProperty("seenOnly").GetInt32());
        Assert.Contains(
            "## Messages that name no event\n\n- /elsewhere on orders: 7 messages\n",
            await ReadAsync("llms.txt"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_was_seen_after_its_end_is_a_conflict()
    {
        See("/orders", Old, "none", "2027-01-31");

        JsonElement conflict = Assert.Single((await CatalogAsync()).GetProperty("conflicts").EnumerateArray());

        Assert.Equal(("retired", Old), (CatalogTests.Text(conflict, "kind"), CatalogTests.Text(conflict, "event")));
        Assert.Equal("was seen sending it", CatalogTests.Text(conflict.GetProperty("claims")[0], "value"));
    }

    [Fact]
    public async Task It_is_told_in_the_output_in_the_text_for_language_models_in_AsyncAPI_and_in_a_comparison()
    {
        Assert.Equal(0, (await _builds.RunAsync("2027-01-31", ["catalog", ".", .. FiveServices.Python, "-o", "before"])).ExitCode);
        See("/acme/order-batch", FiveServices.Placed, "first", "2027-01-31");

        ToolRun run = await _builds.RunAsync([.. FiveServices.Python, "--observed", "seen.json"]);

        Assert.Contains(
            "1 publisher that was seen on the bus and that nothing explains: /acme/order-batch", run.Output, StringComparison.Ordinal);
        Assert.Contains(
            "- Seen on the bus, not explained by builds and settings: /acme/order-batch (no build is known): 7 messages with version 1, "
            + "last on 2027-01-31\n",
            await ReadAsync("llms.txt"),
            StringComparison.Ordinal);
        JsonElement document = JsonDocument.Parse(await ReadAsync("asyncapi.json")).RootElement;
        await CatalogOutputTests.AssertIsAsyncApiAsync(document);
        JsonElement operation = document.GetProperty("operations").GetProperty("_acme_order-batch.send.orders");
        Assert.True(operation.GetProperty("x-seen-only").GetBoolean());
        ToolRun diff = await _builds.RunAsync("2027-01-31", ["catalog", "diff", "before", "site"]);
        Assert.Contains(
            "## Seen on the bus\n\n- `org.acme.order.placed.v1` is written by /acme/order-batch with version 1, which no build and no "
            + "settings explain: no build is known\n",
            diff.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kinds": [null]}""")]
    [InlineData("""{"kinds": [{"topic": "t", "isReadable": true, "messages": -1}]}""")]
    [InlineData("""{"kinds": [{"topic": "t", "isReadable": true, "messages": 9223372036854775807}]}""")]
    public async Task What_nobody_can_have_counted_is_an_error(string text)
    {
        _builds.Write("odd.json", text);

        ToolRun run = await _builds.RunAsync(["--observed", "odd.json"]);

        Assert.Equal(ExitCode.Unavailable, run.ExitCode);
        Assert.Contains(
            "odd.json can't be read: A kind is null, or has a number of messages",
            run.Error.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    private static bool IsSeen(JsonElement publisher) => publisher.TryGetProperty("seen", out _);

    private static string Shown(JsonElement publisher) => string.Concat(
        $"{CatalogTests.Text(publisher, "service")} {CatalogTests.Text(publisher, "version")}",
        publisher.TryGetProperty("isOlder", out _) ? " older" : "",
        $": {string.Join(' ', CatalogTests.Texts(publisher.GetProperty("seen").GetProperty("why")))}");

    private void See(string? source, string? eventType, string schema, string lastDay)
    {
        _kinds.Add(new JsonObject
        {
            ["topic"] = "orders",
            ["eventType"] = eventType,
            ["schemaSha256"] = schema switch
            {
                "first" => First,
                "foreign" => Foreign,
                _ => null,
            },
            ["source"] = source,
            ["isReadable"] = true,
            ["messages"] = 7,
            ["first"] = "2026-12-01T10:00:00+00:00",
            ["last"] = $"{lastDay}T09:00:00+00:00",
        });
        _builds.Write("seen.json", new JsonObject { ["kinds"] = _kinds.DeepClone() }.ToJsonString());
    }

    private Task<JsonElement> CatalogAsync() => _builds.CatalogAsync([.. FiveServices.Python, "--observed", "seen.json"]);

    private Task<string> ReadAsync(string name) =>
        File.ReadAllTextAsync(Path.Combine(_builds.Output, name), TestContext.Current.CancellationToken);
}
