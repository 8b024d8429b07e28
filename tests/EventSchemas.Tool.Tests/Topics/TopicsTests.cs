using System.Text.Json.Nodes;

namespace EventSchemas.Tool.Tests;

/// <summary>The plan of topics on a cluster, whose brokers here don't say settings and create nothing.</summary>
public sealed class TopicsTests(EmbeddedBus bus) : IClassFixture<EmbeddedBus>
{
    [Fact]
    public async Task Topics_of_events_settings_and_dead_letters_are_planned()
    {
        bus.Kafka.CreateTopic("plan-orders", partitions: 3);
        using var folder = new SettingsFolder(
        [
            .. bus.Settings,
            ("EventBus:TopicPrefix", "plan"),
            ("EventBus:Kafka:Topics:orders:Partitions", "2"),
            ("EventBus:Kafka:Topics:parcels:Retention", "-1"),
            ("EventBus:Groups:mail:Topics:0", "orders"),
        ]);

        ToolRun run = await ToolRun.OfAsync("topics plan --json", folder.Path);

        JsonNode plan = JsonNode.Parse(run.Output)!;
        Assert.Equal(1, run.ExitCode);
        Assert.False((bool)plan["isApplied"]!);
        Assert.Equal(
            [
                ("plan-mail.dead-letter", "create"), ("plan-mail.retry", "create"), ("plan-orders", "refused"), ("plan-parcels", "create"),
            ],
            plan["steps"]!.AsArray().Select(step => ((string)step!["topic"]!, (string)step["action"]!)));
        Assert.Contains("retention.ms=-1", run.Output, StringComparison.Ordinal);
        Assert.Contains("cleanup.policy=delete", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_embedded_broker_can_not_create_topics_and_the_error_says_at_once_what_to_do()
    {
        using var folder = new SettingsFolder([.. bus.Settings, ("EventBus:Kafka:Topics:absent:Partitions", "2")]);

        ToolRun plan = await ToolRun.OfAsync("topics plan", folder.Path, width: 400);
        ToolRun apply = await ToolRun.OfAsync("topics apply --yes --timeout 600", folder.Path, width: 400);

        Assert.Equal((0, 3), (plan.ExitCode, apply.ExitCode));
        Assert.Contains("eventschemas dev --topics name:partitions", apply.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Done:", apply.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Topics_that_are_as_declared_need_nothing()
    {
        bus.Kafka.CreateTopic("settled-orders", partitions: 3);
        using var folder = new SettingsFolder([.. bus.Settings, ("EventBus:Kafka:Topics:settled-orders:Partitions", "3")]);

        ToolRun run = await ToolRun.OfAsync("topics apply", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Every topic is as declared.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_topic_it_is_an_error_of_usage()
    {
        using var folder = new SettingsFolder(bus.Settings);

        ToolRun run = await ToolRun.OfAsync("topics plan", folder.Path, width: 200);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("No topic is declared", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Partitions", "0", "give 1 or more")]
    [InlineData("Retention", "00:00:00", "a time that can't be")]
    [InlineData("TombstoneRetention", "1.00:00:00", "compacted topic only")]
    [InlineData("CleanupPolicy", "Shrink", "write one of Delete, Compact, CompactAndDelete")]
    public async Task A_declaration_that_cannot_be_is_an_error_that_names_the_setting(string setting, string value, string text)
    {
        using var folder = new SettingsFolder([.. bus.Settings, ($"EventBus:Kafka:Topics:orders:{setting}", value)]);

        ToolRun run = await ToolRun.OfAsync("topics plan", folder.Path, width: 400);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("EventBus:Kafka:Topics:orders", run.Error, StringComparison.Ordinal);
        Assert.Contains(text, run.Error, StringComparison.Ordinal);
    }
}
