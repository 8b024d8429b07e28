using System.Text.Json.Nodes;

namespace EventSchemas.Tool.Tests;

/// <summary>Topics on the cluster of <c>KAFKA_BOOTSTRAP_SERVERS</c>, which can do what the embedded one can't. They stay there.</summary>
public sealed class ClusterTopicsTests
{
    private static readonly string? Servers = Environment.GetEnvironmentVariable("KAFKA_BOOTSTRAP_SERVERS");

    [Fact]
    public async Task Topics_become_as_declared()
    {
        Assert.SkipWhen(string.IsNullOrEmpty(Servers), "KAFKA_BOOTSTRAP_SERVERS names no cluster.");
        string topic = $"eventschemas-test-{Guid.NewGuid():N}";

        JsonNode created = await ApplyAsync(topic, ("Partitions", "2"), ("Retention", "7.00:00:00"));
        await SettleAsync(topic, ("Partitions", "2"), ("Retention", "7.00:00:00"));
        JsonNode changed = await ApplyAsync(topic, ("Partitions", "3"), ("Retention", "14.00:00:00"));
        await SettleAsync(topic, ("Partitions", "3"), ("Retention", "14.00:00:00"));
        JsonNode refused = await ApplyAsync(topic, ("Partitions", "2"), ("Retention", "14.00:00:00"));

        Assert.Equal(["create"], Actions(created));
        Assert.Equal(["addPartitions", "set"], Actions(changed));
        Assert.Equal(["refused"], Actions(refused));
    }

    // What one broker has done, the others learn a little later.
    private static Task SettleAsync(string topic, params (string Name, string Value)[] settings) => Wait.UntilAsync(
        async () => Actions(await RunAsync("topics plan --json", topic, settings)).Length == 0, "every broker has the change");

    private static string[] Actions(JsonNode report) => [.. report["steps"]!.AsArray().Select(step => (string)step!["action"]!)];

    private static Task<JsonNode> ApplyAsync(string topic, params (string Name, string Value)[] settings) =>
        RunAsync("topics apply --yes --json --add-partitions", topic, settings);

    private static async Task<JsonNode> RunAsync(string command, string topic, (string Name, string Value)[] settings)
    {
        using var folder = new SettingsFolder(
        [
            ("EventBus:Kafka:BootstrapServers", Servers!),
            .. settings.Select(setting => ($"EventBus:Kafka:Topics:{topic}:{setting.Name}", setting.Value)),
        ]);
        ToolRun run = await ToolRun.OfAsync(command, folder.Path);
        return JsonNode.Parse(run.Output)!;
    }
}
