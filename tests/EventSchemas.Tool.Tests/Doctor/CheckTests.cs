using EventSchemas.Hosting;
using EventSchemas.Redis;

namespace EventSchemas.Tool.Tests;

/// <summary>How single checks of the doctor judge what they were told.</summary>
public sealed class CheckTests
{
    private static readonly ServiceGroup Mail = new("mail", "EventBus:Groups:mail", new GroupOptions())
    {
        Topics = ["orders"],
        DeadLetterTopic = "mail.dead-letter",
        RetryTopic = "mail.retry",
    };

    [Fact]
    public void A_compacted_dead_letter_topic_is_an_error()
    {
        CheckResult result = Assert.Single(DeadLetterTopicCheck.Judge(Mail, [Mail], Topic(("cleanup.policy", "compact"))));

        Assert.Equal(CheckState.Error, result.State);
        Assert.Contains("Set cleanup.policy to delete", result.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_letter_topic_that_a_group_reads_is_an_error()
    {
        ServiceGroup reader = Mail with { Name = "audit", Topics = ["mail.dead-letter"] };

        IReadOnlyList<CheckResult> results = DeadLetterTopicCheck.Judge(Mail, [Mail, reader], Topic());

        Assert.Equal(CheckState.Error, Assert.Single(results).State);
        Assert.Contains("audit", results[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dead_letter_topic_that_forgets_too_early_is_a_warning()
    {
        var options = new GroupOptions();
        options.DeadLetters.Retention = TimeSpan.FromDays(30);

        IReadOnlyList<CheckResult> results = DeadLetterTopicCheck.Judge(
            Mail with { Options = options }, [Mail], Topic(("cleanup.policy", "delete"), ("retention.ms", "86400000")));

        Assert.Equal(CheckState.Warning, Assert.Single(results).State);
    }

    [Fact]
    public void A_compacted_retry_topic_is_an_error() =>
        Assert.Equal(CheckState.Error, RetryTopicCheck.Judge(Mail, Topic(("cleanup.policy", "compact,delete"))).State);

    [Theory]
    [InlineData(1, 7, CheckState.Ok)]
    [InlineData(4, 7, CheckState.Warning)]
    public void The_oldest_unread_message_is_compared_with_the_retention(int ageInDays, int keptInDays, object state) => Assert.Equal(
        state,
        RetentionCheck.Judge(Mail, "orders", 5, TimeSpan.FromDays(ageInDays), TimeSpan.FromDays(keptInDays)).State);

    [Fact]
    public void What_nobody_says_about_the_retention_is_not_judged() =>
        Assert.Equal(CheckState.Ok, RetentionCheck.Judge(Mail, "orders", 5, TimeSpan.FromDays(300), kept: null).State);

    [Theory]
    [InlineData(-3600, CheckState.Ok)]
    [InlineData(1, CheckState.Ok)]
    [InlineData(60, CheckState.Warning)]
    public void A_message_from_the_future_says_that_a_clock_is_wrong(int secondsAhead, object state)
    {
        var now = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(state, ClockCheck.Judge("orders", now.AddSeconds(secondsAhead), now).State);
    }

    [Theory]
    [InlineData("maxmemory:1000\nmaxmemory_policy:allkeys-lru\naof_enabled:1", "maxmemory-policy", CheckState.Error)]
    [InlineData("maxmemory:0\nmaxmemory_policy:allkeys-lru\naof_enabled:1", "maxmemory-policy", CheckState.Warning)]
    [InlineData("maxmemory:1000\nmaxmemory_policy:volatile-lru\naof_enabled:1", "maxmemory-policy", CheckState.Ok)]
    [InlineData("aof_enabled:0\nrdb_last_bgsave_status:ok", "persistence", CheckState.Warning)]
    [InlineData("aof_enabled:1\nrdb_last_bgsave_status:ok", "persistence", CheckState.Ok)]
    [InlineData("aof_enabled:1\nrdb_last_bgsave_status:err", "persistence", CheckState.Error)]
    [InlineData("redis_version:5.0.7", "version", CheckState.Error)]
    [InlineData("redis_version:7.2.0", "version", CheckState.Ok)]
    public void A_Redis_server_is_judged_by_what_it_says_of_itself(string info, string subject, object state) => Assert.Equal(
        state,
        RedisCheck.Judge(RedisInfo.Parse(info), new Version(6, 2)).Single(result => result.Subject == subject).State);

    [Theory]
    [InlineData(10, 0L, CheckState.Ok)]
    [InlineData(600, 0L, CheckState.Warning)]
    [InlineData(10, 5L, CheckState.Error)]
    public void A_stream_that_loses_what_a_group_has_not_read_is_found(int lag, long missed, object state)
    {
        var partition = new PartitionLag { Topic = "orders", Partition = 0, Beginning = 0, End = 0, Lag = lag, Missed = missed };

        Assert.Equal(state, RedisCheck.Judge(Mail, partition, new RedisOptions { StreamMaxLength = 1000 }).State);
    }

    [Fact]
    public async Task A_Redis_server_is_checked_with_its_streams()
    {
        await using RedisServer server = await RedisServer.StartAsync();
        await server.Database.StreamAddAsync("orders", "type", "org.acme.order.placed.v1");
        await server.Database.StreamCreateConsumerGroupAsync("orders", "mail", "0");
        using var folder = new SettingsFolder(("EventBus:Redis:Url", server.Url), ("EventBus:Groups:mail:Topics:0", "orders"));

        ToolRun run = await ToolRun.OfAsync("doctor --json", folder.Path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("1 entries wait for the group mail; the stream keeps 10000", run.Output, StringComparison.Ordinal);
        Assert.Contains("The clocks of the server and of this machine agree", run.Output, StringComparison.Ordinal);
    }

    private static TopicState Topic(params (string Name, string Value)[] settings) => new(
        "topic", Partitions: 3, ReplicationFactor: 3, settings.ToDictionary(setting => setting.Name, setting => setting.Value));
}
