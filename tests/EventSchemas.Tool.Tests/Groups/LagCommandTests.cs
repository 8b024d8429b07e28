using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Tool.Tests;

public sealed class LagCommandTests(EmbeddedBus servers) : IClassFixture<EmbeddedBus>
{
    [Fact]
    public async Task A_group_that_is_behind_is_found()
    {
        await using var shop = Shop.On(servers, "behind");
        await BehindAsync(shop, handled: 1, waiting: 3);

        ToolRun machine = await ToolRun.OfAsync($"lag {shop.Group} --topic behind-orders --json {shop.Options}");
        ToolRun narrow = await ToolRun.OfAsync($"lag {shop.Group} --topic behind-orders {shop.Options}", width: 60);
        ToolRun over = await ToolRun.OfAsync($"lag {shop.Group} --topic behind-orders --max-lag 2 {shop.Options}");
        ToolRun within = await ToolRun.OfAsync($"lag {shop.Group} --topic behind-orders --max-lag 3 {shop.Options}");

        using var lags = JsonDocument.Parse(machine.Output);
        JsonElement lag = lags.RootElement[0];
        Assert.Equal(3, lag.GetProperty("total").GetInt64());
        JsonElement partition = lag.GetProperty("partitions")[0];
        Assert.Equal(
            ("behind-orders", 1L, 4L, 3L),
            (partition.GetProperty("topic").GetString(), partition.GetProperty("position").GetInt64(),
                partition.GetProperty("end").GetInt64(), partition.GetProperty("lag").GetInt64()));
        Assert.Contains("behind-group 3 behind", narrow.Output, StringComparison.Ordinal);
        Assert.All(narrow.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        Assert.Equal((1, 0), (over.ExitCode, within.ExitCode));
    }

    [Fact]
    public async Task Groups_and_topics_come_from_the_settings_of_the_service()
    {
        await using var shop = Shop.On(servers, "settings");
        await BehindAsync(shop, handled: 1, waiting: 2);
        using var folder = new SettingsFolder(
            [.. servers.Settings, ("EventBus:TopicPrefix", "settings"), ($"EventBus:Groups:{shop.Group}:Topics:0", "orders")]);

        ToolRun run = await ToolRun.OfAsync("lag", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("settings-group 2 behind", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_topic_those_are_asked_in_which_the_group_has_a_position()
    {
        await using var shop = Shop.On(servers, "positions");
        await BehindAsync(shop, handled: 1, waiting: 2);
        servers.Kafka.CreateTopic("positions-others");

        ToolRun run = await ToolRun.OfAsync($"lag {shop.Group} --retry-topic positions-positions-group.retry --json {servers.Options}");

        using var lags = JsonDocument.Parse(run.Output);
        Assert.Contains(
            "positions-orders",
            lags.RootElement[0].GetProperty("partitions").EnumerateArray().Select(one => one.GetProperty("topic").GetString()));
        Assert.DoesNotContain("positions-others", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_watched_until_it_is_interrupted()
    {
        await using var shop = Shop.On(servers, "watch");
        await using var watch = new RunningTool($"lag {shop.Group} --topic watch-orders --watch --interval 0.05 {shop.Options}");
        await watch.UntilAsync("watch-group has no position");

        Assert.Equal(130, (await watch.InterruptAsync()).ExitCode);
    }

    [Fact]
    public async Task A_group_is_moved_when_somebody_agrees()
    {
        await using var shop = Shop.On(servers, "reset");
        await shop.PublishAsync(new OrderPlaced("A-1", 1), new OrderPlaced("A-2", 1), new OrderPlaced("A-3", 1));
        string reset = $"groups reset {shop.Group} --topic reset-orders {shop.Options}";

        ToolRun first = await ToolRun.OfAsync($"{reset} --to 0@1 --yes");
        ToolRun dry = await ToolRun.OfAsync($"{reset} --to latest --dry-run");
        ToolRun declined = await ToolRun.OfAsync($"{reset} --to latest", answers: "no\n");

        Assert.Contains("reset-orders [0] from none to @1", first.Output, StringComparison.Ordinal);
        Assert.Contains("from @1 to @3, 2 skipped", dry.Output, StringComparison.Ordinal);
        Assert.Equal((0, 0, 4), (first.ExitCode, dry.ExitCode, declined.ExitCode));
        ToolRun lag = await ToolRun.OfAsync($"lag {shop.Group} --topic reset-orders {shop.Options}");
        Assert.Contains("reset-group 2 behind", lag.Output, StringComparison.Ordinal);
    }

    private static async Task BehindAsync(Shop shop, int handled, int waiting)
    {
        await shop.PublishAsync([.. Enumerable.Range(0, handled).Select(i => new OrderPlaced($"A-{i}", i))]);
        var recorder = new Recorder();
        IHost group = await shop.StartGroupAsync(recorder);
        await Wait.UntilAsync(() => recorder.Handled.Count == 2 * handled, "the first ones are handled");
        await shop.StopAsync(group);
        await shop.PublishAsync([.. Enumerable.Range(0, waiting).Select(i => new OrderPlaced($"B-{i}", i))]);
    }
}
