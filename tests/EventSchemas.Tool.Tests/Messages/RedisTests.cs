using System.Text.Json;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Tool.Tests;

/// <summary>The same commands on Redis, whose entries name no schema and have ids instead of offsets.</summary>
public sealed class RedisTests : IAsyncLifetime
{
    private const string Placed = "org.acme.order.placed.v1";

    private RedisServer _server = null!;
    private Shop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync();
        _shop = Shop.On(_server);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _shop.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_that_the_server_does_not_have_is_an_error()
    {
        using var folder = new SettingsFolder();

        ToolRun run = await ToolRun.OfAsync($"tail x --no-follow --redis redis://127.0.0.1:{_server.Port}/99999", folder.Path, width: 1000);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("99999", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entries_are_read_by_the_contract_and_found_by_their_key()
    {
        await _shop.PublishAsync(new OrderPlaced("A-1", 1), new OrderPlaced("A-2", 2));
        await _shop.PublishAsync(new OrderPaid("A-3", "ada@example.org"));
        using var contracts = ContractFiles.Of<OrderPlaced>();
        contracts.Add<OrderPaid>();

        ToolRun all = await TailAsync($"dev-orders --contracts {contracts.Path}");
        ToolRun keyed = await TailAsync($"{Placed} --key A-2 --contracts {contracts.Path}");
        ToolRun unknown = await TailAsync("dev-orders --max 1");

        JsonElement[] entries = LinesOf(all);
        Assert.Equal(["A-1", "A-2", "A-3"], entries.Select(entry => entry.GetProperty("event").GetProperty("number").GetString()));
        Assert.Equal("***", entries[2].GetProperty("event").GetProperty("payer").GetString());
        string second = entries[1].GetProperty("entryId").GetString()!;
        Assert.Equal(second, Assert.Single(LinesOf(keyed)).GetProperty("entryId").GetString());
        Assert.Contains("nobody knows its schema", Assert.Single(LinesOf(unknown)).GetProperty("problem").GetString());
        Assert.Equal(second, LinesOf(await TailAsync($"dev-orders --from {second}"))[0].GetProperty("entryId").GetString());
    }

    [Fact]
    public async Task Letters_are_listed_sent_back_and_purged()
    {
        await _shop.FailAsync(new OrderPlaced("A-1", 1));
        using var contracts = ContractFiles.Of<OrderPlaced>();
        ToolRun list = await ToolRun.OfAsync($"dlq list {_shop.Group} --json --handler second {_shop.Options}");
        string id = Assert.Single(LinesOf(list)).GetProperty("id").GetString()!;

        ToolRun show = await ToolRun.OfAsync($"dlq show {_shop.Group} {id} --contracts {contracts.Path} {_shop.Options}");
        ToolRun redrive = await ToolRun.OfAsync($"dlq redrive {_shop.Group} --id {id} --yes {_shop.Options}");
        ToolRun dry = await ToolRun.OfAsync($"dlq purge {_shop.Group} --all --dry-run --json {_shop.Options}");
        ToolRun purge = await ToolRun.OfAsync($"dlq purge {_shop.Group} --all --yes --json {_shop.Options}");

        Assert.Contains("""{"number":"A-1","items":1}""", show.Output, StringComparison.Ordinal);
        Assert.Contains("Sent by dev-dev-group.retry, where", redrive.Output, StringComparison.Ordinal);
        using var plan = JsonDocument.Parse(dry.Output);
        Assert.Equal(1, plan.RootElement.GetProperty("wouldPurge").GetInt32());
        using var purged = JsonDocument.Parse(purge.Output);
        Assert.Equal((0, 1), (purge.ExitCode, purged.RootElement.GetProperty("purged").GetInt32()));
        var recorder = new Recorder();
        await _shop.StartGroupAsync(recorder);
        await Wait.UntilAsync(() => recorder.Handled is [{ Handler: "second" }], "the running service handles it");
    }

    [Fact]
    public async Task The_lag_has_what_is_pending_and_a_replay_goes_to_one_handler()
    {
        var recorder = new Recorder();
        IHost group = await _shop.StartGroupAsync(recorder);
        await _shop.PublishAsync(new OrderPlaced("A-1", 1));
        await Wait.UntilAsync(() => recorder.Handled.Count == 2, "it is handled");
        string range = $"--event {Placed} --topic dev-orders --from earliest";
        ToolRun replay = await ToolRun.OfAsync(
            $"replay --group {_shop.Group} --handler first {range} --yes --json {_shop.Options}");
        await Wait.UntilAsync(() => recorder.Handled.Count == 3, "it is handled again");
        await _shop.StopAsync(group);
        await _shop.PublishAsync(new OrderPlaced("A-2", 2), new OrderPlaced("A-3", 3));

        ToolRun lag = await ToolRun.OfAsync($"lag {_shop.Group} --topic dev-orders {_shop.Options}", width: 60);

        ToolRun nameless = await ToolRun.OfAsync($"lag {_shop.Group} {_shop.Options}");
        Assert.Equal(2, nameless.ExitCode);
        Assert.Contains("give --topic", nameless.Error, StringComparison.Ordinal);
        using var sent = JsonDocument.Parse(replay.Output);
        Assert.Equal(1, sent.RootElement.GetProperty("sent").GetInt64());
        Assert.Contains("dev-group 2 behind", lag.Output, StringComparison.Ordinal);
        Assert.Contains("pending", lag.Output, StringComparison.Ordinal);
        Assert.All(lag.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public async Task Events_are_produced_with_their_contract()
    {
        using var contracts = ContractFiles.Of<OrderPlaced>();

        ToolRun run = await ToolRun.OfAsync(
            $"produce {Placed} --contracts . --yes {_shop.Options}", contracts.Path, answers: """{"number": "A-1", "items": 1}""");

        Assert.Equal(0, run.ExitCode);
        var recorder = new Recorder();
        await _shop.StartGroupAsync(recorder);
        await Wait.UntilAsync(() => recorder.Handled.Count == 2, "a service handles it");
    }

    private Task<ToolRun> TailAsync(string arguments) => ToolRun.OfAsync($"tail {arguments} --no-follow --json {_shop.Options}");

    private static JsonElement[] LinesOf(ToolRun run) =>
        [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
}
