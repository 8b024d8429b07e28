using System.Text.Json;
using System.Text.Json.Nodes;
using EventSchemas.Testing;

namespace EventSchemas.Tool.Tests;

public sealed class ProduceCommandTests(EmbeddedBus servers) : IClassFixture<EmbeddedBus>
{
    private const string Placed = "org.acme.order.placed.v1";

    [Fact]
    public async Task A_service_handles_what_is_produced()
    {
        await using var shop = Shop.On(servers, "produce");
        var recorder = new Recorder();
        await shop.StartGroupAsync(recorder);
        using var contracts = ContractFiles.Of<OrderPlaced>();
        await File.WriteAllTextAsync(
            Path.Combine(contracts.Path, "orders.json"),
            """
            {"number": "A-1", "items": 1}

            {
              "items": 2,
              "number": "A-2"
            }
            """,
            TestContext.Current.CancellationToken);

        ToolRun run = await ToolRun.OfAsync(
            $"produce {Placed} orders.json --contracts . --register --yes --json {shop.Options}", contracts.Path);

        Assert.Equal(0, run.ExitCode);
        using var result = JsonDocument.Parse(run.Output);
        Assert.Equal(
            (2, 2), (result.RootElement.GetProperty("events").GetInt32(), result.RootElement.GetProperty("delivered").GetInt32()));
        await Wait.UntilAsync(() => recorder.Handled.Count == 4, "the handlers have both");
        EventMetadata metadata = recorder.Handled[0].Context.Metadata;
        Assert.Equal((Placed, 1), (metadata.EventType, metadata.Id.Version));
        ToolRun tail = await ToolRun.OfAsync($"tail produce-orders --no-follow --key A-2 {shop.Options}");
        Assert.Contains("key A-2", tail.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_a_number_is_shown_and_found_in_events_that_the_tool_does_not_have()
    {
        await using var shop = Shop.On(servers, "numbered");
        using var contracts = ContractFiles.Of<OrderPlaced>();
        string file = Path.Combine(contracts.Path, $"{Placed}.contract.json");
        JsonNode contract = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        contract["key"] = "items";
        await File.WriteAllTextAsync(file, contract.ToJsonString(), TestContext.Current.CancellationToken);
        ToolRun produced = await ToolRun.OfAsync(
            $"produce {Placed} --contracts . --register --yes {shop.Options}",
            contracts.Path,
            answers: """
                {"number": "A-1", "items": 7}
                {"number": "A-2", "items": -3}
                """);

        ToolRun tail = await ToolRun.OfAsync($"tail numbered-orders --no-follow --key=-3 --json {shop.Options}");

        Assert.True(produced.ExitCode == 0, produced.Error);
        JsonNode message = JsonNode.Parse(tail.Output)!;
        Assert.Equal(("-3", "A-2"), ((string?)message["key"], (string?)message["event"]!["number"]));
    }

    [Fact]
    public async Task Nothing_is_sent_where_one_event_does_not_fit()
    {
        await using var shop = Shop.On(servers, "invalid");
        using var contracts = ContractFiles.Of<OrderPlaced>();
        await File.WriteAllTextAsync(
            Path.Combine(contracts.Path, "orders.json"),
            """
            {"number": "A-1", "items": 1}
            {"number": "A-2"}
            nonsense
            """,
            TestContext.Current.CancellationToken);

        ToolRun run = await ToolRun.OfAsync($"produce {Placed} orders.json --contracts . --yes {shop.Options}", contracts.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("line 2: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("line 3: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 of 3 events don't fit the schema, and nothing was sent", run.Error, StringComparison.Ordinal);
        ToolRun tail = await ToolRun.OfAsync($"tail invalid-orders --no-follow --json {shop.Options}");
        Assert.Empty(tail.Output);
    }

    [Fact]
    public async Task A_schema_that_the_registry_does_not_have_is_not_registered_by_the_way()
    {
        await using var shop = Shop.On(servers, "unregistered");
        using var contracts = ContractFiles.Of<OrderPlaced>();

        ToolRun run = await ToolRun.OfAsync(
            $"produce {Placed} --contracts . {shop.Options}", contracts.Path, answers: """{"number": "A-1", "items": 1}""");
        ToolRun sent = await ToolRun.OfAsync(
            $"produce {Placed} --contracts . --yes {shop.Options}", contracts.Path, answers: """{"number": "A-1", "items": 1}""");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(3, sent.ExitCode);
        Assert.Contains("line 1: ", sent.Error, StringComparison.Ordinal);
        Assert.Contains("does not know", sent.Error.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_interrupted_run_has_sent_is_said()
    {
        await using var shop = Shop.On(servers, "interrupted");
        using var contracts = ContractFiles.Of<OrderPlaced>();
        await File.WriteAllLinesAsync(
            Path.Combine(contracts.Path, "orders.json"),
            Enumerable.Range(0, 2_000).Select(number => $$"""{"number": "A-{{number}}", "items": 1}"""),
            TestContext.Current.CancellationToken);
        servers.Kafka.Faults.DelayNext(broker: 1, KafkaRequest.Produce, TimeSpan.FromMilliseconds(100), times: 20);
        await using var running = new RunningTool(
            $"produce {Placed} orders.json --contracts . --register --yes {shop.Options}", contracts.Path);
        await running.UntilAsync("Written with");

        ToolRun run = await running.InterruptAsync();

        ToolRun tail = await ToolRun.OfAsync($"tail interrupted-orders --no-follow --summary --json {shop.Options}");
        int sent = (int)JsonNode.Parse(tail.Output)!["messages"]!;
        Assert.Equal(130, run.ExitCode);
        Assert.InRange(sent, 0, 1_999);
        Assert.Contains($"From line {sent + 1} on nothing was sent.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_known_is_asked_for()
    {
        ToolRun schema = await ToolRun.OfAsync($"produce {Placed} --yes {servers.Options}");
        ToolRun file = await ToolRun.OfAsync($"produce {Placed} missing.json --schema missing.avsc --yes {servers.Options}");

        Assert.Equal(2, schema.ExitCode);
        Assert.Contains("give --schema", schema.Error, StringComparison.Ordinal);
        Assert.Equal(3, file.ExitCode);
    }
}
