using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Confluent.Kafka;

namespace EventSchemas.Tool.Tests;

/// <summary>What the doctor finds on a bus.</summary>
public sealed class DoctorTests(EmbeddedBus bus) : IClassFixture<EmbeddedBus>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_bus_without_errors_is_no_finding()
    {
        CreateTopics("healthy-orders", "healthy-mail.dead-letter", "healthy-mail.retry");
        using var folder = new SettingsFolder(
        [
            .. bus.Settings,
            ("EventBus:TopicPrefix", "healthy"),
            ("EventBus:Groups:mail:Topics:0", "orders"),
            ("FeatureManagement:OrderPlacedEvent", "true"),
        ]);

        (ToolRun run, JsonArray results) = await DiagnoseAsync("", folder);

        Assert.Equal(0, run.ExitCode);
        Assert.DoesNotContain(results, result => (string?)result!["state"] == "error");
        Assert.Equal("ok", State(results, "topic", "healthy-orders"));
        Assert.Equal("ok", State(results, "dead-letter-topic", "healthy-mail.dead-letter"));
        Assert.Equal("ok", State(results, "retry-topic", "healthy-mail.retry"));
        Assert.Equal("ok", State(results, "registry"));
        Assert.Equal("ok", State(results, "flags"));
        Assert.Equal("ok", State(results, "client", "Kafka"));
        Assert.Equal("skipped", State(results, "redis"));
    }

    [Fact]
    public async Task What_is_missing_is_named_with_what_to_do()
    {
        CreateTopics("lacking-other");
        using var folder = new SettingsFolder([.. bus.Settings, ("EventBus:TopicPrefix", "lacking")]);

        (ToolRun run, JsonArray results) = await DiagnoseAsync("--topic orders --group mail", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("error", State(results, "topic", "lacking-orders"));
        Assert.Equal("warning", State(results, "dead-letter-topic", "lacking-mail.dead-letter"));
        Assert.Equal("warning", State(results, "retry-topic", "lacking-mail.retry"));
        Assert.Equal("warning", State(results, "flags"));
        Assert.All(
            results.Where(result => (string?)result!["state"] is "error" or "warning"), result => Assert.NotNull(result!["advice"]));
    }

    [Fact]
    public async Task Servers_that_are_away_leave_the_rest_checked()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Kafka:BootstrapServers", "localhost:1"),
            ("EventBus:Kafka:Security:Protocol", "SaslPlaintext"),
            ("EventBus:Kafka:Security:Mechanism", "Plain"),
            ("EventBus:Kafka:Security:Username", "shop"),
            ("EventBus:Kafka:Security:Password", "s3cret"),
            ("EventBus:SchemaRegistry:Url", bus.Registry.Url.ToString()),
            ("EventBus:Groups:mail:Topics:0", "orders"));

        (ToolRun run, JsonArray results) = await DiagnoseAsync("--timeout 1", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("error", State(results, "broker"));
        Assert.Equal("skipped", State(results, "topic"));
        Assert.Equal("ok", State(results, "registry"));
        Assert.Contains("EventBus:Kafka:Security:Password set", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Output + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_leave_the_rest_checked()
    {
        using var folder = new SettingsFolder(
            ("EventBus:Kafka:BootstrapServers", bus.Kafka.BootstrapServers), ("EventBus:Groups:mail:Topics:0", "wrong"));

        (ToolRun run, JsonArray results) = await DiagnoseAsync("", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("error", State(results, "configuration", "Kafka"));
        Assert.Contains("EventBus:SchemaRegistry:Url is missing", run.Output, StringComparison.Ordinal);
        Assert.Equal("skipped", State(results, "registry"));
        Assert.Equal("error", State(results, "topic", "wrong"));
    }

    [Fact]
    public async Task A_service_without_a_bus_is_an_error()
    {
        using var folder = new SettingsFolder();

        (ToolRun run, JsonArray results) = await DiagnoseAsync("", folder);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("error", State(results, "configuration"));
    }

    [Fact]
    public async Task A_subject_of_another_naming_strategy_is_a_warning()
    {
        CreateTopics("naming-orders");
        await RegisterAsync("naming-orders-value");
        await RegisterAsync("naming-orders-org.acme.order.placed.v1.CloudEvent");
        using var folder = new SettingsFolder(bus.Settings);

        (_, JsonArray results) = await DiagnoseAsync("--topic naming-orders", folder);

        Assert.Equal("warning", State(results, "subjects", "naming-orders"));
    }

    [Fact]
    public async Task Messages_that_a_group_missed_or_has_not_read_are_found()
    {
        CreateTopics("missed", "behind");
        await ProduceAsync("missed", count: 3);
        await ProduceAsync("behind", count: 3);
        using (IConsumer<byte[], byte[]> group = new ConsumerBuilder<byte[], byte[]>(new ConsumerConfig
        {
            BootstrapServers = bus.Kafka.BootstrapServers,
            GroupId = "retention-mail",
            EnableAutoCommit = false,
        }).Build())
        {
            group.Commit([new TopicPartitionOffset("missed", 0, 1), new TopicPartitionOffset("behind", 0, 1)]);
        }

        bus.Kafka.DeleteRecords(new TopicPartition("missed", 0), before: 3);
        using var folder = new SettingsFolder(
        [
            .. bus.Settings,
            ("EventBus:Groups:retention-mail:Topics:0", "missed"),
            ("EventBus:Groups:retention-mail:Topics:1", "behind"),
        ]);

        (ToolRun run, JsonArray results) = await DiagnoseAsync("", folder);

        Assert.Equal("error", State(results, "retention", "missed"));
        Assert.Contains("Deleted before retention-mail read them: 2 messages.", run.Output, StringComparison.Ordinal);
        Assert.Contains("Waiting for retention-mail: 2 messages, the oldest since", run.Output, StringComparison.Ordinal);
        Assert.Equal("ok", State(results, "clock"));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public void People_get_a_list_whose_names_stay_whole(int width)
    {
        const string group = "EventBus:Groups:enrollment-notifications-of-the-learning-platform:Topics";
        using var output = new StringWriter { NewLine = "\n" };

        DoctorCommand.Show(
            ToolRun.Environment(output, TextWriter.Null, width: width),
            [
                new CheckResult("configuration", CheckState.Ok, "Kafka at kafka:9092 (EventBus:Kafka:BootstrapServers).")
                {
                    Subject = "Kafka",
                },
                new CheckResult("flags", CheckState.Warning, "The configuration has [OrderPlacedEvent], and no event has it.")
                {
                    Advice = "Remove it from the settings, or give an event of this service the flag.",
                },
                new CheckResult("build", CheckState.Error, "Nothing says which topics the group reads.")
                {
                    Subject = group,
                    Advice = $"Set {group}.",
                },
                new CheckResult("redis", CheckState.Skipped, "The bus isn't on Redis."),
            ]);

        OutputSnapshot.Verify($"doctor-{width}.txt", output.ToString());
    }

    [Fact]
    public async Task A_check_that_fails_or_never_ends_stops_no_other()
    {
        using var folder = new SettingsFolder();
        var environment = ToolRun.Environment(TextWriter.Null, TextWriter.Null, folder.Path);
        var settings = new ConnectionSettings { Section = "EventBus", Timeout = TimeSpan.FromMilliseconds(100) };
        await using var context = new DoctorContext(
            environment,
            settings,
            BusConfiguration.Load(environment, settings),
            new DoctorRequest([], [], ReplayAge: null, KnownBuild.Nothing));
        DoctorCheck[] checks =
        [
            new("fails", (_, _) => throw new InvalidOperationException("It is broken.")),
            new("hangs", async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                return [];
            }),
            new("works", (_, _) => Task.FromResult<IReadOnlyList<CheckResult>>([new CheckResult("works", CheckState.Ok, "Fine.")])),
        ];

        IReadOnlyList<CheckResult> results = await DoctorCheck.RunAsync(checks, context, Cancellation);

        Assert.Equal(
            [("fails", CheckState.Error), ("hangs", CheckState.Error), ("works", CheckState.Ok)],
            results.Select(result => (result.Name, result.State)));
        Assert.Equal("It is broken.", results[0].Detail);
    }

    private static async Task<(ToolRun Run, JsonArray Results)> DiagnoseAsync(string options, SettingsFolder folder)
    {
        ToolRun run = await ToolRun.OfAsync($"doctor --json {options}", folder.Path);
        return (run, JsonNode.Parse(run.Output)!.AsArray());
    }

    private static string? State(JsonArray results, string name, string? subject = null) => (string?)results
        .First(result => (string?)result!["name"] == name && (subject is null || (string?)result["subject"] == subject))!["state"];

    private void CreateTopics(params string[] topics)
    {
        foreach (string topic in topics)
        {
            bus.Kafka.CreateTopic(topic);
        }
    }

    private async Task RegisterAsync(string subject)
    {
        using var http = new HttpClient();
        HttpResponseMessage answer = await http.PostAsJsonAsync(
            new Uri(bus.Registry.Url, $"subjects/{subject}/versions"), new { schema = "\"string\"" }, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private async Task ProduceAsync(string topic, int count)
    {
        using IProducer<Null, string> producer = new ProducerBuilder<Null, string>(new ProducerConfig
        {
            BootstrapServers = bus.Kafka.BootstrapServers,
        }).Build();
        for (int i = 0; i < count; i++)
        {
            await producer.ProduceAsync(topic, new Message<Null, string> { Value = "a message" }, Cancellation);
        }
    }
}
