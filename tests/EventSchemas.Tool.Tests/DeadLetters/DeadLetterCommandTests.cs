using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace EventSchemas.Tool.Tests;

public sealed class DeadLetterCommandTests(EmbeddedBus servers) : IClassFixture<EmbeddedBus>
{
    [Fact]
    public async Task Letters_are_listed_shown_and_given_to_the_handler_that_failed()
    {
        await using var shop = Shop.On(servers, "letters");
        await shop.FailAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 2));

        ToolRun list = await ToolRun.OfAsync($"dlq list {shop.Group} --json --handler first {shop.Options}");
        JsonElement[] letters =
            [.. list.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal(["A-1", "A-2"], letters.Select(letter => letter.GetProperty("key").GetString()).Order());
        string key = letters[0].GetProperty("key").GetString()!;
        string id = letters[0].GetProperty("id").GetString()!;
        Assert.Equal($"no stock for {key}", letters[0].GetProperty("text").GetString());

        ToolRun show = await ToolRun.OfAsync($"dlq show {shop.Group} {id} {shop.Options}", width: 60);
        Assert.Contains($"InvalidOperationException: no stock for {key}", show.Output, StringComparison.Ordinal);
        Assert.Contains("ce_type", show.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dead-letter-handler", show.Output, StringComparison.Ordinal);
        Assert.Contains($$"""{"number":"{{key}}","items":2}""", show.Output, StringComparison.Ordinal);

        ToolRun redrive = await ToolRun.OfAsync($"dlq redrive {shop.Group} --id {id} --yes {shop.Options}");
        Assert.Equal(0, redrive.ExitCode);
        Assert.Contains("Sent by letters-letters-group.retry, where", redrive.Output, StringComparison.Ordinal);
        var recorder = new Recorder();
        await shop.StartGroupAsync(recorder);
        await Wait.UntilAsync(() => recorder.Handled is [{ Handler: "first" }], "the running service handles it");
        ToolRun again = await ToolRun.OfAsync($"dlq redrive {shop.Group} --id {id} --yes {shop.Options}");
        Assert.Contains("No dead letter in letters-letters-group.dead-letter matches", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_is_a_histogram_and_nothing_is_sent_unless_somebody_agrees()
    {
        await using var shop = Shop.On(servers, "plan");
        await shop.FailAsync(new OrderPlaced("A-1", 2), new OrderPlaced("A-2", 2));

        ToolRun dry = await ToolRun.OfAsync($"dlq redrive {shop.Group} --dry-run --max 3 {shop.Options}", width: 60);
        ToolRun machine = await ToolRun.OfAsync(
            $"dlq redrive {shop.Group} --dry-run --json --reason InvalidOperationException {shop.Options}");
        ToolRun declined = await ToolRun.OfAsync($"dlq redrive {shop.Group} {shop.Options}", answers: "n\n");
        ToolRun alone = await ToolRun.OfAsync($"dlq redrive {shop.Group} --json {shop.Options}");
        ToolRun purge = await ToolRun.OfAsync($"dlq purge {shop.Group} --all {shop.Options}");
        ToolRun none = await ToolRun.OfAsync($"dlq redrive {shop.Group} --type no.such.v1 --yes {shop.Options}");

        Assert.Contains("To be sent by plan-plan-group.retry: 3 of 4 letters.", dry.Output, StringComparison.Ordinal);
        Assert.Contains("InvalidOperation", dry.Output, StringComparison.Ordinal);
        Assert.All(dry.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 60));
        using var plan = JsonDocument.Parse(machine.Output);
        Assert.Equal(4, plan.RootElement.GetProperty("wouldRedrive").GetInt32());
        Assert.Equal(2, plan.RootElement.GetProperty("kinds").GetArrayLength());
        Assert.Equal((4, 4, 4), (declined.ExitCode, alone.ExitCode, purge.ExitCode));
        using var shown = JsonDocument.Parse(alone.Output);
        Assert.Equal(4, shown.RootElement.GetProperty("wouldRedrive").GetInt32());
        Assert.Equal(0, none.ExitCode);
        ToolRun left = await ToolRun.OfAsync($"dlq list {shop.Group} --summary --json {shop.Options}");
        using var summary = JsonDocument.Parse(left.Output);
        Assert.Equal(4, summary.RootElement.GetProperty("letters").GetInt32());
    }

    [Fact]
    public async Task A_key_that_is_a_number_is_shown_and_found_in_events_that_the_tool_does_not_have()
    {
        await using var shop = Shop.On(servers, "numbers");
        await WriteLetterAsync(shop, $"numbers-{shop.Group}.dead-letter", number: 7);
        string withoutRegistry = $"--bootstrap-servers {servers.Kafka.BootstrapServers} --topic-prefix numbers";

        ToolRun list = await ToolRun.OfAsync($"dlq list {shop.Group} --json {shop.Options}");
        ToolRun show = await ToolRun.OfAsync($"dlq show {shop.Group} 0@0 --json {shop.Options}");
        ToolRun purge = await ToolRun.OfAsync($"dlq purge {shop.Group} --key 7 --dry-run --json {shop.Options}");
        ToolRun unread = await ToolRun.OfAsync($"dlq list {shop.Group} --json {withoutRegistry}");

        Assert.Equal("7", (string?)JsonNode.Parse(list.Output)!["key"]);
        Assert.Equal("7", (string?)JsonNode.Parse(show.Output)!["key"]);
        Assert.Equal(1, (int)JsonNode.Parse(purge.Output)!["wouldPurge"]!);
        Assert.Null(JsonNode.Parse(unread.Output)!["key"]);
    }

    [Fact]
    public async Task A_letter_that_is_not_there_is_named()
    {
        await using var shop = Shop.On(servers, "missing");

        ToolRun run = await ToolRun.OfAsync($"dlq show {shop.Group} 0@7 {shop.Options}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no open dead letter 0@7", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_purge_needs_a_filter()
    {
        ToolRun run = await ToolRun.OfAsync($"dlq purge group --yes {servers.Options}");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("give a filter, or --all", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_without_its_topic_is_an_error()
    {
        ToolRun run = await ToolRun.OfAsync($"dlq list nobody {servers.Options}");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nobody.dead-letter", run.Error, StringComparison.Ordinal);
    }

    private async Task WriteLetterAsync(Shop shop, string topic, byte number)
    {
        using var http = new HttpClient();
        HttpResponseMessage answer = await http.PostAsJsonAsync(
            new Uri(servers.Registry.Url, "subjects/numbers-long/versions"), new { schema = "\"long\"" }, Token);
        int id = (int)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["id"]!;

        // As Avro writes small numbers, behind the framing.
        byte[] key = [0, 0, 0, 0, 0, (byte)(number * 2)];
        BinaryPrimitives.WriteInt32BigEndian(key.AsSpan(1), id);
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(
            new ProducerConfig { BootstrapServers = servers.Kafka.BootstrapServers }).Build();
        var headers = new Headers
        {
            { "dead-letter-group", Encoding.UTF8.GetBytes(shop.Group) },
            { "dead-letter-event-type", Encoding.UTF8.GetBytes("org.acme.elsewhere.v1") },
        };
        await producer.ProduceAsync(topic, new Message<byte[], byte[]> { Key = key, Value = [1], Headers = headers }, Token);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
