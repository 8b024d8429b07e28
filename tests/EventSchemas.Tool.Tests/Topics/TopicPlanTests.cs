using EventSchemas.Kafka;

namespace EventSchemas.Tool.Tests;

/// <summary>What is done with topics, and what isn't.</summary>
public sealed class TopicPlanTests
{
    private static readonly AllowedRisks NoRisk = new(MorePartitions: false, DataLoss: false);
    private static readonly AllowedRisks AllRisks = new(MorePartitions: true, DataLoss: true);
    private static readonly TopicEvent Placed = new("org.acme.order.placed.v1", "number");
    private static readonly TopicEvent Paid = new("org.acme.order.paid.v1", "number");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_topic_is_created_with_what_is_declared()
    {
        var admin = new TopicAdmin();
        DeclaredTopic topic = Declared(
            new TopicOptions { Partitions = 6, ReplicationFactor = 3, Retention = TimeSpan.FromDays(7), MinInsyncReplicas = 2 });

        TopicPlan plan = await admin.ApplyAsync([topic], NoRisk);

        Assert.Equal(TopicAction.Create, Assert.Single(plan.Steps).Action);
        TopicState created = admin.Topics["orders"];
        Assert.Equal((6, 3), (created.Partitions, created.ReplicationFactor));
        Assert.Equal("604800000", created.Settings["retention.ms"]);
        Assert.Equal("2", created.Settings["min.insync.replicas"]);
        Assert.Empty((await admin.ApplyAsync([topic], NoRisk)).Steps);
    }

    [Fact]
    public void What_is_not_declared_is_not_compared() =>
        Assert.Empty(Plan(new TopicOptions(), Existing(partitions: 12, ("cleanup.policy", "compact"))).Steps);

    [Fact]
    public async Task More_partitions_need_consent_and_fewer_are_refused_always()
    {
        var admin = new TopicAdmin(Existing(partitions: 3));
        DeclaredTopic more = Declared(new TopicOptions { Partitions = 6 });

        TopicStep refused = Assert.Single(Plan(more.Options, Existing(partitions: 3)).Steps);
        await admin.ApplyAsync([more], AllRisks);
        TopicStep fewer = Assert.Single(Plan(new TopicOptions { Partitions = 1 }, Existing(partitions: 3), AllRisks).Steps);

        Assert.Equal(TopicAction.Refused, refused.Action);
        Assert.Contains("--add-partitions", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(6, admin.Topics["orders"].Partitions);
        Assert.Equal(TopicAction.Refused, fewer.Action);
    }

    [Fact]
    public void The_replicas_of_a_topic_that_exists_are_not_changed()
    {
        TopicStep step = Assert.Single(Plan(new TopicOptions { ReplicationFactor = 2 }, Existing(partitions: 3), AllRisks).Steps);

        Assert.Equal(TopicAction.Refused, step.Action);
        Assert.Contains("kafka-reassign-partitions", step.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("604800000", 14, TopicAction.Set)]
    [InlineData("604800000", -1, TopicAction.Set)]
    [InlineData("604800000", 1, TopicAction.Refused)]
    [InlineData("-1", 365, TopicAction.Refused)]
    public void A_retention_may_grow_and_shrinks_with_consent_only(string now, int days, object action)
    {
        var options = new TopicOptions { Retention = TimeSpan.FromDays(days) };

        Assert.Equal(action, Assert.Single(Plan(options, Existing(3, ("retention.ms", now))).Steps).Action);
        Assert.Equal(TopicAction.Set, Assert.Single(Plan(options, Existing(3, ("retention.ms", now)), AllRisks).Steps).Action);
    }

    [Theory]
    [InlineData("1", 2, TopicAction.Set)]
    [InlineData("2", 1, TopicAction.Refused)]
    [InlineData("2", 4, TopicAction.Refused)]
    public void Fewer_copies_before_delivery_need_consent_and_more_than_there_are_do_not_work(string now, int wanted, object action) =>
        Assert.Equal(
            action,
            Assert.Single(Plan(new TopicOptions { MinInsyncReplicas = wanted }, Existing(3, ("min.insync.replicas", now))).Steps).Action);

    [Fact]
    public void Compaction_is_refused_where_events_share_the_topic_or_have_no_key()
    {
        var compact = new TopicOptions { CleanupPolicy = TopicCleanup.Compact };
        ClusterState none = Cluster();

        TopicStep[] steps =
        [
            .. TopicPlan.Of(
                [
                    new DeclaredTopic("shared", compact, [Placed, Paid]),
                    new DeclaredTopic("keyless", compact, [Placed with { Key = null }]),
                    new DeclaredTopic("unknown", compact, []),
                ],
                none,
                AllRisks).Steps,
        ];

        Assert.All(steps, step => Assert.Equal(TopicAction.Refused, step.Action));
        Assert.Contains("Several events share it", steps[0].Reason, StringComparison.Ordinal);
        Assert.Contains("has no key", steps[1].Reason, StringComparison.Ordinal);
        Assert.Contains("--contracts", steps[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Compaction_of_one_keyed_event_needs_consent_and_explains_tombstones()
    {
        var options = new TopicOptions { CleanupPolicy = TopicCleanup.Compact, TombstoneRetention = TimeSpan.FromDays(2) };
        TopicState topic = Existing(3, ("cleanup.policy", "delete"), ("delete.retention.ms", "86400000"));

        TopicPlan plan = Plan(options, topic);

        Assert.Equal("cleanup.policy delete to compact", Assert.Single(plan.Steps, step => step.Action == TopicAction.Refused).Change);
        Assert.Contains(plan.Notes, note => note.Text.Contains("tombstone", StringComparison.Ordinal));
        Assert.Equal(TopicAction.Set, Assert.Single(Plan(options, topic, AllRisks).Steps).Action);
    }

    [Fact]
    public void Settings_in_another_order_are_the_same() => Assert.Empty(Plan(
        new TopicOptions { CleanupPolicy = TopicCleanup.CompactAndDelete }, Existing(3, ("cleanup.policy", "delete,compact"))).Steps);

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task People_get_a_list_whose_names_stay_whole(int width)
    {
        using var output = new StringWriter { NewLine = "\n" };
        var plan = TopicPlan.Of(
            [
                new DeclaredTopic("orders", new TopicOptions { Partitions = 2 }, [Placed]),
                new DeclaredTopic(
                    "enrollments-of-the-learning-platform-by-course",
                    new TopicOptions { Partitions = 6, Retention = TimeSpan.FromDays(14) },
                    []),
            ],
            Cluster(Existing(partitions: 3, ("min.insync.replicas", "1"))),
            NoRisk);

        int code = await TopicsCommand.RunAsync(
            ToolRun.Environment(output, TextWriter.Null, width: width), plan, admin: null, yes: false, json: false, Cancellation);

        Assert.Equal(ExitCode.Findings, code);
        OutputSnapshot.Verify($"topics-{width}.txt", output.ToString());
    }

    [Fact]
    public void Settings_that_can_lose_events_are_named()
    {
        TopicState topic = Existing(
            3, ("min.insync.replicas", "1"), ("unclean.leader.election.enable", "true"), ("retention.ms", "3600000"));

        string[] notes = [.. Plan(new TopicOptions(), topic with { ReplicationFactor = 2 }).Notes.Select(note => note.Text)];

        Assert.Equal(3, notes.Length);
        Assert.Contains(notes, note => note.Contains("min.insync.replicas is 1", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("unclean.leader.election.enable is true", StringComparison.Ordinal));
        Assert.Contains(notes, note => note.Contains("only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_consent_nothing_is_carried_out()
    {
        var admin = new TopicAdmin();
        ToolEnvironment environment = ToolRun.Environment(TextWriter.Null, TextWriter.Null, answers: "n");
        var plan = TopicPlan.Of([Declared(new TopicOptions())], Cluster(), NoRisk);

        ToolException e = await Assert.ThrowsAsync<ToolException>(
            () => TopicsCommand.RunAsync(environment, plan, admin, yes: false, json: false, Cancellation));

        Assert.Equal(ExitCode.Declined, e.ExitCode);
        Assert.Empty(admin.Topics);
    }

    private static TopicPlan Plan(TopicOptions options, TopicState existing, AllowedRisks? allowed = null) =>
        TopicPlan.Of([Declared(options)], Cluster(existing), allowed ?? NoRisk);

    private static DeclaredTopic Declared(TopicOptions options) => new("orders", options, [Placed]);

    private static TopicState Existing(int partitions, params (string Name, string Value)[] settings) => new(
        "orders",
        partitions,
        ReplicationFactor: 3,
        settings.Prepend(("compression.type", "producer")).ToDictionary(setting => setting.Item1, setting => setting.Item2));

    private static ClusterState Cluster(params TopicState[] topics) => new(Brokers: 3, topics.ToDictionary(topic => topic.Name));

    /// <summary>A cluster's topics in memory.</summary>
    private sealed class TopicAdmin(params TopicState[] topics) : ITopicAdmin
    {
        public Dictionary<string, TopicState> Topics { get; } = topics.ToDictionary(topic => topic.Name);

        public async Task<TopicPlan> ApplyAsync(IReadOnlyList<DeclaredTopic> declared, AllowedRisks allowed)
        {
            var plan = TopicPlan.Of(declared, await ReadAsync([], Cancellation), allowed);
            int code = await TopicsCommand.RunAsync(
                ToolRun.Environment(TextWriter.Null, TextWriter.Null), plan, this, yes: true, json: false, Cancellation);
            Assert.Equal(plan.Steps.Any(step => step.Action == TopicAction.Refused) ? ExitCode.Findings : ExitCode.Success, code);
            return plan;
        }

        public Task<ClusterState> ReadAsync(IReadOnlyCollection<string> topics, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ClusterState(Brokers: 3, Topics));

        public Task<string?> FindProblemAsync(string topic, CancellationToken cancellationToken = default) =>
            Task.FromResult<string?>(null);

        public Task CreateAsync(NewTopic topic, CancellationToken cancellationToken = default)
        {
            Topics.Add(
                topic.Name, new TopicState(topic.Name, topic.Partitions ?? 1, topic.ReplicationFactor ?? 1, topic.Settings));
            return Task.CompletedTask;
        }

        public Task AddPartitionsAsync(string topic, int partitions, CancellationToken cancellationToken = default)
        {
            Topics[topic] = Topics[topic] with { Partitions = partitions };
            return Task.CompletedTask;
        }

        public Task SetAsync(string topic, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken = default)
        {
            Topics[topic] = Topics[topic] with
            {
                Settings = Topics[topic].Settings.Where(one => !settings.ContainsKey(one.Key)).Concat(settings).ToDictionary(),
            };
            return Task.CompletedTask;
        }
    }
}
