using System.Text.Json;

namespace EventSchemas.Tool.Tests;

public sealed class ReplayCommandTests(EmbeddedBus servers) : IClassFixture<EmbeddedBus>
{
    private const string Placed = "org.acme.order.placed.v1";

    [Fact]
    public async Task Past_events_go_to_the_named_handler_of_the_running_service()
    {
        await using var shop = Shop.On(servers, "replay");
        var recorder = new Recorder();
        await shop.StartGroupAsync(recorder);
        await shop.PublishAsync(new OrderPlaced("A-1", 1), new OrderPlaced("A-2", 2), new OrderPlaced("A-3", 3));
        await Wait.UntilAsync(() => recorder.Handled.Count == 6, "the events are handled");
        string range = $"--event {Placed} --topic replay-orders --from 0@1";
        string replay = $"replay --group {shop.Group} --handler first {range} --name again {shop.Options}";

        ToolRun dry = await ToolRun.OfAsync($"{replay} --dry-run", width: 60);
        ToolRun machine = await ToolRun.OfAsync($"{replay} --dry-run --json");
        ToolRun done = await ToolRun.OfAsync($"{replay} --rate 1000 --yes");

        Assert.Contains("To be sent by replay-replay-group.retry: 2 messages,", dry.Output, StringComparison.Ordinal);
        Assert.All(dry.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        using var plan = JsonDocument.Parse(machine.Output);
        Assert.Equal(2, plan.RootElement.GetProperty("wouldSend").GetInt64());
        Assert.Equal(0, done.ExitCode);
        await Wait.UntilAsync(() => recorder.Handled.Count == 8, "the events are handled again");
        Assert.Equal(
            [("first", "A-2"), ("first", "A-3")],
            recorder.Handled.Where(one => one.Context.Delivery == DeliveryKind.Replay).Select(one => (one.Handler, one.Number)));
        ToolRun again = await ToolRun.OfAsync($"{replay} --yes --json");
        using var rest = JsonDocument.Parse(again.Output);
        Assert.Equal(
            (true, 0L), (rest.RootElement.GetProperty("isContinued").GetBoolean(), rest.RootElement.GetProperty("sent").GetInt64()));
    }

    [Fact]
    public async Task The_topic_can_come_from_the_contract_of_the_event()
    {
        await using var shop = Shop.On(servers, "contract");
        await shop.PublishAsync(new OrderPlaced("A-1", 1));
        using var contracts = ContractFiles.Of<OrderPlaced>();
        string replay = $"replay --group {shop.Group} --handler first --event {Placed} --from earliest --contracts {contracts.Path}";

        ToolRun run = await ToolRun.OfAsync($"{replay} --dry-run {shop.Options}");
        ToolRun alone = await ToolRun.OfAsync($"{replay} {shop.Options}");
        ToolRun sent = await ToolRun.OfAsync($"tail contract-contract-group.retry --no-follow --json {shop.Options}");

        Assert.Contains("contract-orders [0] @0 to @1", run.Output, StringComparison.Ordinal);
        Assert.Equal((4, ""), (alone.ExitCode, sent.Output));
    }

    [Fact]
    public async Task Events_and_topics_of_a_handler_come_from_the_manifest_of_the_build()
    {
        await using var shop = Shop.On(servers, "built");
        await shop.PublishAsync(new OrderPlaced("A-1", 1));
        using var folder = new SettingsFolder();
        new ServiceManifest()
            .With<OrderPlaced>()
            .Handling(shop.Group, "first", Placed)
            .Handling(shop.Group, "any", eventType: null)
            .WriteTo(Path.Combine(folder.Path, "Shop.eventschemas.json"));
        string range = $"--from earliest --dry-run {shop.Options}";

        ToolRun run = await ToolRun.OfAsync($"replay --group {shop.Group} --handler first {range}", folder.Path);
        ToolRun group = await ToolRun.OfAsync($"replay --group built-grop --handler first {range}", folder.Path);
        ToolRun handler = await ToolRun.OfAsync($"replay --group {shop.Group} --handler frist {range}", folder.Path);
        ToolRun events = await ToolRun.OfAsync($"replay --group {shop.Group} --handler any {range}", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("built-orders [0] @0 to @1", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 message, of 1 in the range.", run.Output, StringComparison.Ordinal);
        Assert.Equal((2, 2, 2), (group.ExitCode, handler.ExitCode, events.ExitCode));
        Assert.Contains("Did you mean built-group?", group.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean first?", handler.Error, StringComparison.Ordinal);
        Assert.Contains("give --event", events.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_offset_that_is_not_there_is_an_error_of_usage()
    {
        await using var shop = Shop.On(servers, "offset");

        ToolRun run = await ToolRun.OfAsync(
            $"replay --group {shop.Group} --handler first --event {Placed} --topic offset-orders --from 0@9 --yes {shop.Options}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("has the offsets from 0 to 0, and not 9", run.Error, StringComparison.Ordinal);
    }
}
