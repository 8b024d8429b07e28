using System.Text.Json;
using Confluent.Kafka;

namespace EventSchemas.Tool.Tests;

public sealed class TailCommandTests(EmbeddedBus servers) : IClassFixture<EmbeddedBus>
{
    private const string Paid = "org.acme.order.paid.v1";
    private const string Placed = "org.acme.order.placed.v1";

    [Fact]
    public async Task Machines_get_a_line_of_JSON_for_each_event()
    {
        await using var shop = Shop.On(servers, "json");
        await shop.PublishAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 3));

        ToolRun run = await ToolRun.OfAsync($"tail json-orders --no-follow --json {shop.Options}");

        Assert.Equal(0, run.ExitCode);
        JsonElement[] lines = LinesOf(run);
        Assert.Equal(2, lines.Length);
        JsonElement first = lines[0];
        Assert.Equal("json-orders", first.GetProperty("topic").GetString());
        Assert.Equal(0, first.GetProperty("offset").GetInt64());
        Assert.Equal(Placed, first.GetProperty("eventType").GetString());
        Assert.Equal("A-1", first.GetProperty("key").GetString());
        Assert.Equal("openedx/shop/web", first.GetProperty("source").GetString());
        Assert.Equal($"json-orders-{Placed}.CloudEvent", first.GetProperty("subject").GetString());
        Assert.Equal(1, first.GetProperty("schemaVersion").GetInt32());
        Assert.True(first.GetProperty("schemaId").GetInt32() > 0);
        Assert.Equal(first.GetProperty("id").GetString(), first.GetProperty("headers").GetProperty("ce_id").GetString());
        Assert.Equal("""{"number":"A-1","items":2}""", first.GetProperty("event").GetRawText());
    }

    [Fact]
    public async Task People_get_a_block_that_fits_into_a_narrow_terminal()
    {
        await using var shop = Shop.On(servers, "block");
        await shop.PublishAsync(new OrderPlaced("A-1", 2));

        ToolRun run = await ToolRun.OfAsync($"tail block-orders --no-follow {shop.Options}", width: 60);

        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 60));
        Assert.EndsWith("Z org.acme.order.placed.v1", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("  key A-1  block-orders [0] @0  schema ", lines[1], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.Contains("from openedx/shop/web", StringComparison.Ordinal));
        Assert.Equal("""  {"number":"A-1","items":2}""", lines[^1]);
    }

    [Fact]
    public async Task Personal_data_of_a_contract_is_masked_unless_it_is_asked_for()
    {
        await using var shop = Shop.On(servers, "masked");
        await shop.PublishAsync(new OrderPaid("A-1", "ada@example.org"));
        using var contracts = ContractFiles.Of<OrderPaid>();

        ToolRun masked = await ToolRun.OfAsync($"tail masked-orders --no-follow --contracts {contracts.Path} {shop.Options}");
        ToolRun shown = await ToolRun.OfAsync(
            $"tail masked-orders --no-follow --show-personal-data --contracts {contracts.Path} {shop.Options}");

        Assert.Contains("""{"number":"A-1","payer":"***"}""", masked.Output, StringComparison.Ordinal);
        Assert.Empty(masked.Error);
        Assert.Contains("ada@example.org", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Personal_data_that_only_the_manifest_of_a_build_names_is_masked_too()
    {
        await using var shop = Shop.On(servers, "built");
        await shop.PublishAsync(new OrderPaid("A-1", "ada@example.org"));
        using var folder = new SettingsFolder();
        new ServiceManifest().With<OrderPaid>().WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));

        ToolRun masked = await ToolRun.OfAsync($"tail {Paid} --no-follow {shop.Options}", folder.Path);
        ToolRun shown = await ToolRun.OfAsync($"tail {Paid} --no-follow --show-personal-data {shop.Options}", folder.Path);

        Assert.Contains("""{"number":"A-1","payer":"***"}""", masked.Output, StringComparison.Ordinal);
        Assert.Empty(masked.Error);
        Assert.Contains("ada@example.org", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_file_beside_a_schema_it_is_said_that_personal_data_is_shown()
    {
        await using var shop = Shop.On(servers, "halved");
        await shop.PublishAsync(new OrderPaid("A-1", "ada@example.org"));
        using var contracts = ContractFiles.Of<OrderPaid>();
        File.Delete(Path.Combine(contracts.Path, $"{Paid}.contract.json"));

        ToolRun run = await ToolRun.OfAsync($"tail halved-orders --no-follow --contracts {contracts.Path} {shop.Options}", width: 400);

        Assert.Contains(
            $"{Paid}.avsc has no .contract.json beside it, so that personal data in it is shown", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_said_once_where_no_contract_is_known()
    {
        await using var shop = Shop.On(servers, "unknown");
        await shop.PublishAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 2));

        ToolRun run = await ToolRun.OfAsync($"tail unknown-orders --no-follow --json {shop.Options}");

        Assert.Equal(1, run.Error.Split("No contract is known of").Length - 1);
    }

    [Fact]
    public async Task An_event_type_is_read_from_the_topic_of_its_contract()
    {
        await using var shop = Shop.On(servers, "typed");
        await shop.PublishAsync(new OrderPlaced("A-1", 2));
        await shop.PublishAsync(new OrderPaid("A-2"));
        using var contracts = ContractFiles.Of<OrderPaid>();

        ToolRun run = await ToolRun.OfAsync($"tail {Paid} --no-follow --json --contracts {contracts.Path} {shop.Options}");

        Assert.Equal("A-2", Assert.Single(LinesOf(run)).GetProperty("event").GetProperty("number").GetString());
    }

    [Fact]
    public async Task Filters_and_ranges_choose_messages()
    {
        await using var shop = Shop.On(servers, "filter");
        await shop.PublishAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 2), new OrderPlaced("A-3", 2));
        await shop.PublishAsync(new OrderPaid("A-4"));

        Assert.Equal(["A-4"], await NumbersAsync($"--type {Paid}"));
        Assert.Equal(["A-2"], await NumbersAsync("--key A-2"));
        Assert.Equal(["A-1", "A-2", "A-3"], await NumbersAsync($"--header ce_type={Placed}"));
        Assert.Equal(["A-2"], await NumbersAsync("--from 0@1 --to 0@2"));
        Assert.Equal(["A-1", "A-2"], await NumbersAsync("--max 2"));
        Assert.Equal(["A-1", "A-2", "A-3", "A-4"], await NumbersAsync("--from -15m"));
        Assert.Empty(await NumbersAsync("--from latest"));

        async Task<IEnumerable<string?>> NumbersAsync(string filter) => LinesOf(
                await ToolRun.OfAsync($"tail filter-orders --no-follow --json {filter} {shop.Options}"))
            .Select(line => line.GetProperty("event").GetProperty("number").GetString());
    }

    [Fact]
    public async Task What_can_not_be_read_is_shown_with_the_reason()
    {
        await using var shop = Shop.On(servers, "raw");
        using (IProducer<Null, byte[]> producer = new ProducerBuilder<Null, byte[]>(
            new ProducerConfig { BootstrapServers = servers.Kafka.BootstrapServers }).Build())
        {
            var framed = new Message<Null, byte[]> { Value = [0, 0, 0, 0, 99, 1, 2] };
            await producer.ProduceAsync("raw-orders", framed, TestContext.Current.CancellationToken);
        }

        ToolRun masked = await ToolRun.OfAsync($"tail raw-orders --no-follow --json {shop.Options}");
        ToolRun shown = await ToolRun.OfAsync($"tail raw-orders --no-follow --json --show-personal-data {shop.Options}");
        ToolRun people = await ToolRun.OfAsync($"tail raw-orders --no-follow {shop.Options}");

        JsonElement line = Assert.Single(LinesOf(masked));
        Assert.Contains("has no schema with the id 99", line.GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.Equal(7, line.GetProperty("valueBytes").GetInt32());
        Assert.False(line.TryGetProperty("value", out _));
        Assert.Equal("AAAAAGMBAg==", Assert.Single(LinesOf(shown)).GetProperty("value").GetString());
        Assert.Contains("not readable, 7 bytes", people.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_summary_counts_by_type_schema_and_source()
    {
        await using var shop = Shop.On(servers, "summary");
        await shop.PublishAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 2));
        await shop.PublishAsync(new OrderPaid("A-3"));

        ToolRun run = await ToolRun.OfAsync($"tail summary-orders --summary --json {shop.Options}");
        ToolRun people = await ToolRun.OfAsync($"tail summary-orders --summary {shop.Options}", width: 60);

        using var summary = JsonDocument.Parse(run.Output);
        Assert.Equal(3, summary.RootElement.GetProperty("messages").GetInt64());
        JsonElement placed = summary.RootElement.GetProperty("kinds")[0];
        Assert.Equal(
            (Placed, 2L, "openedx/shop/web"),
            (placed.GetProperty("eventType").GetString(), placed.GetProperty("messages").GetInt64(),
                placed.GetProperty("source").GetString()));
        Assert.Matches("^[0-9a-f]{64}$", placed.GetProperty("schemaSha256").GetString());
        Assert.True(placed.GetProperty("first").GetDateTimeOffset() <= placed.GetProperty("last").GetDateTimeOffset());
        Assert.Contains("3 messages of 2 kinds", people.Output, StringComparison.Ordinal);
        Assert.All(people.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public async Task What_comes_is_followed_until_it_is_interrupted()
    {
        await using var shop = Shop.On(servers, "follow");
        await shop.PublishAsync(new OrderPlaced("A-1", 2));
        await using var tail = new RunningTool($"tail follow-orders --from earliest --json {shop.Options}");
        await tail.UntilAsync("A-1");
        await shop.PublishAsync(new OrderPlaced("A-2", 2));
        await tail.UntilAsync("A-2");

        ToolRun run = await tail.InterruptAsync();

        Assert.Equal(130, run.ExitCode);
        Assert.DoesNotContain("Cancelled", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_named()
    {
        ToolRun run = await ToolRun.OfAsync($"tail no-such-topic --no-follow {servers.Options}");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no-such-topic", run.Error, StringComparison.Ordinal);
    }

    private static JsonElement[] LinesOf(ToolRun run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
