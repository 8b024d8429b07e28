using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

public sealed class PurgeTests : IAsyncLifetime
{
    private const string EventType = "org.acme.order.placed.v1";
    private const string Topic = "dev-group.dead-letter";

    private static readonly (string, string?)[] Settings =
    [
        Bus.LongSession,
        ("EventBus:Groups:group:Retry:MaxAttempts", "1"),
        ("EventBus:Groups:group:DeadLetters:Retention", "1.00:00:00"),
    ];

    private readonly Later _time = new();
    private readonly Recorder _failing = new() { Before = (_, _, _, _) => throw new InvalidOperationException("no") };
    private Bus _bus = null!;
    private Deletion _deletion = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.Kafka.CreateTopic(Topic);
        _bus.Kafka.CreateTopic("dev-group.retry");
        _deletion = new Deletion(_bus.Kafka);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Nothing_is_left_of_purged_letters_and_the_others_stay_as_they_were()
    {
        IHost service = await FailAsync("A-1", "A-2", "A-3");
        DeadLetter before = Letters(service)[0];

        PurgeResult result = await DeadLetters(service).PurgeAsync(
            "group", letter => letter is { EventType: EventType, KeyText: "A-2" }, Token);

        Assert.Equal(new PurgeResult(1, 1, Problem: null), result);
        Assert.DoesNotContain(_bus.Read(Topic), message => Encoding.UTF8.GetString(message.Message.Value).Contains("A-2"));
        Assert.Equal(["A-3", "A-1"], Letters(service).Select(letter => letter.KeyText));
        DeadLetter after = Letters(service)[1];
        Assert.Equal(
            (before.Handler, before.Topic, before.Offset, before.FirstFailure, before.Written!.Value.ToUnixTimeMilliseconds()),
            (after.Handler, after.Topic, after.Offset, after.FirstFailure, after.Written!.Value.ToUnixTimeMilliseconds()));
        _failing.Before = (_, _, _, _) => Task.CompletedTask;
        Assert.Equal(2, (await DeadLetters(service).RedriveAsync("group", cancellationToken: Token)).Redriven);
        await Bus.Until(() => _failing.Handled.Count == 2, "the others are handled");
        Assert.Empty(Letters(service));
    }

    [Fact]
    public async Task Redriven_letters_are_purged_too_and_those_that_stay_are_not_open_again()
    {
        IHost service = await FailAsync("A-1", "A-2", "A-3");
        _failing.Before = (_, _, _, _) => Task.CompletedTask;
        await DeadLetters(service).RedriveAsync("group", letter => letter.KeyText != "A-3", cancellationToken: Token);
        await Bus.Until(() => _failing.Handled.Count == 2, "two are handled");
        var seen = new List<(string?, bool)>();

        PurgeResult result = await DeadLetters(service).PurgeAsync(
            "group",
            letter =>
            {
                seen.Add((letter.KeyText, letter.IsRedriven));
                return letter.KeyText == "A-2";
            },
            Token);

        Assert.Equal([("A-1", true), ("A-2", true), ("A-3", false)], seen);
        Assert.Equal(new PurgeResult(1, 0, Problem: null), result);
        Assert.Equal(["A-3"], Letters(service).Select(letter => letter.KeyText));
        Assert.DoesNotContain(_bus.Read(Topic), message => Text(message).Contains("A-2"));
    }

    [Fact]
    public async Task Handled_messages_of_the_retry_topic_are_deleted()
    {
        IHost service = await FailAsync("A-1");
        _failing.Before = (_, _, _, _) => Task.CompletedTask;
        await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);
        await Bus.Until(() => Committed(service) == 1, "it is handled and committed");

        await DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-1", Token);

        Assert.Empty(_bus.Read("dev-group.retry"));
        Assert.DoesNotContain(_bus.Read(Topic), message => Text(message).Contains("A-1"));
    }

    [Fact]
    public async Task Messages_of_other_groups_in_the_topic_stay()
    {
        IHost service = await FailAsync("A-1");
        await SendAsync("other", "B-1");
        await FailAsync(service, "A-2");

        PurgeResult result = await DeadLetters(service).PurgeAsync("group", _ => true, Token);

        Assert.Equal(new PurgeResult(2, 1, Problem: null), result);
        ConsumeResult<byte[], byte[]> left = Assert.Single(_bus.Read(Topic));
        Assert.Equal(("other", "B-1"), (DeadLetterHeaders.Find(left.Message.Headers, DeadLetterNames.Group), Text(left)));
    }

    [Fact]
    public async Task Where_brokers_do_not_delete_letters_are_closed_and_the_result_says_so()
    {
        IHost service = await FailAsync("A-1", "A-2");
        _deletion.Failures = int.MaxValue;

        PurgeResult result = await DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-2", Token);

        Assert.Equal((1, 0), (result.Purged, result.Rewritten));
        Assert.Contains("still in dev-group.dead-letter", result.Problem, StringComparison.Ordinal);
        Assert.Contains("not authorized", result.Problem, StringComparison.Ordinal);
        Assert.Equal(["A-1"], Letters(service).Select(letter => letter.KeyText));
        Assert.Equal(3, _bus.Read(Topic).Count);
        _deletion.Failures = 0;
        result = await DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-2", Token);
        Assert.Equal(new PurgeResult(1, 1, Problem: null), result);
        Assert.DoesNotContain(_bus.Read(Topic), message => Text(message).Contains("A-2"));
    }

    [Fact]
    public async Task A_purge_that_ends_before_it_deletes_doubles_no_letter()
    {
        IHost service = await FailAsync("A-1", "A-2");
        _deletion.EndsAt = 2;

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-2", Token));

        Assert.Equal(["A-2", "A-1"], Letters(service).Select(letter => letter.KeyText));
        PurgeResult result = await DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-2", Token);
        Assert.Equal(new PurgeResult(1, 0, Problem: null), result);
        Assert.Equal(["A-1"], Letters(service).Select(letter => letter.KeyText));
    }

    [Fact]
    public async Task The_admin_client_says_within_its_limit_that_a_cluster_can_not_delete()
    {
        IHost service = _bus.Service(Configure);
        var deletion = ActivatorUtilities.CreateInstance<AdminRecordDeletion>(service.Services);

        await Assert.ThrowsAsync<KafkaException>(
            () => deletion.DeleteAsync([new TopicPartitionOffset(Topic, 0, 0)], Token)).WaitAsync(Bus.Deadline, Token);
    }

    [Fact]
    public async Task Expired_letters_are_not_shown_and_not_redriven_and_can_be_purged()
    {
        IHost service = await FailAsync("A-1");
        Assert.Equal(["A-1"], Letters(service).Select(letter => letter.KeyText));

        _time.Offset = TimeSpan.FromDays(2);

        Assert.Empty(Letters(service));
        Assert.Equal(0, (await DeadLetters(service).RedriveAsync("group", cancellationToken: Token)).Redriven);
        Assert.Equal(
            new PurgeResult(1, 0, Problem: null), await DeadLetters(service).PurgeAsync("group", letter => letter.IsExpired, Token));
        Assert.Empty(_bus.Read(Topic));
    }

    [Fact]
    public void The_start_check_compares_retentions_and_refuses_a_compacted_topic()
    {
        IHost service = _bus.Service(Configure, null, ("EventBus:Groups:group:DeadLetters:Retention", "30.00:00:00"));
        EventBusRegistrations registrations = service.Services.GetRequiredService<EventBusRegistrations>();
        var group = new ConsumerGroup(
            registrations.Groups[0], registrations, service.Services.GetRequiredService<IOptions<EventBusOptions>>().Value);

        DeadLetterCheck.Judge(group, new Dictionary<string, string>(), _bus.Log);
        DeadLetterCheck.Judge(group, new Dictionary<string, string> { ["retention.ms"] = "-1" }, _bus.Log);
        Assert.Empty(_bus.Log.At(LogLevel.Warning));
        DeadLetterCheck.Judge(group, new Dictionary<string, string> { ["retention.ms"] = "604800000" }, _bus.Log);
        Assert.Contains("keeps letters for 7.00:00:00 only", Assert.Single(_bus.Log.At(LogLevel.Warning)), StringComparison.Ordinal);
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(
            () => DeadLetterCheck.Judge(group, new Dictionary<string, string> { ["cleanup.policy"] = "compact,delete" }, _bus.Log));
        Assert.Contains("cleanup.policy = compact,delete", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("604800000", null, null)]
    [InlineData("2592000000", null, "keeps messages for 30.00:00:00, and which events its transactional handlers have handled is "
        + "remembered for 7.00:00:00 (EventBus:Outbox:KeepProcessed)")]
    [InlineData("-1", null, "keeps messages without an end")]
    [InlineData("2592000000", 3, null)]
    [InlineData("86400000", 3, "keeps messages for 1.00:00:00 only, and the service may be down for 3.00:00:00")]
    public void The_start_check_compares_retention_with_what_is_remembered_and_the_longest_downtime(
        string milliseconds, int? downtime, string? warning)
    {
        var remembered = new ProcessedRetention(
            TimeSpan.FromDays(7), "EventBus:Outbox:KeepProcessed", downtime is { } days ? TimeSpan.FromDays(days) : null, "downtime");

        ProcessedEventsCheck.Judge(
            "group", "orders", new Dictionary<string, string> { ["retention.ms"] = milliseconds }, remembered, _bus.Log);

        Assert.Equal(warning is null ? 0 : 1, _bus.Log.At(LogLevel.Warning).Count());
        Assert.All(_bus.Log.At(LogLevel.Warning), line => Assert.Contains(warning!, line, StringComparison.Ordinal));
    }

    private static string Text(ConsumeResult<byte[], byte[]> message) => Encoding.UTF8.GetString(message.Message.Value ?? []);

    private static IDeadLetters DeadLetters(IHost service) => service.Services.GetRequiredService<IDeadLetters>();

    private static IReadOnlyList<DeadLetter> Letters(IHost service) =>
        DeadLetters(service).ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();

    private static async Task FailAsync(IHost service, params string[] numbers)
    {
        int before = Letters(service).Count;
        foreach (string number in numbers)
        {
            await service.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
        }

        await Bus.Until(() => Letters(service).Count == before + numbers.Length, "the dead letters are there");
    }

    private long Committed(IHost service)
    {
        using var offsets = new GroupOffsets("group", service.Services.GetRequiredService<KafkaClientConfig>(), _bus.Log);
        return offsets.ReadAsync([new TopicPartition("dev-group.retry", 0)], Token).GetAwaiter().GetResult().Values.FirstOrDefault();
    }

    private async Task<IHost> FailAsync(params string[] numbers)
    {
        IHost service = await _bus.StartServiceAsync(Configure, _failing, Settings);
        await FailAsync(service, numbers);
        return service;
    }

    private void Configure(EventBusBuilder bus)
    {
        bus.Services.AddSingleton<TimeProvider>(_time).AddSingleton<IRecordDeletion>(_deletion);
        bus.AddProducer<OrderPlaced>()
            .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("one"));
    }

    private async Task SendAsync(string group, string value)
    {
        var config = new ProducerConfig { BootstrapServers = _bus.Kafka.BootstrapServers };
        using IProducer<byte[]?, byte[]?> producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
        var message = new Message<byte[]?, byte[]?> { Value = Encoding.UTF8.GetBytes(value), Headers = [] };
        DeadLetterHeaders.Add(message.Headers, DeadLetterNames.Group, group);
        await producer.ProduceAsync(Topic, message, Token);
    }

    /// <summary>Deletes as a broker does. The mock cluster doesn't answer admin clients.</summary>
    private sealed class Deletion(EmbeddedKafka kafka) : IRecordDeletion
    {
        private readonly Dictionary<TopicPartition, long> _starts = [];
        private int _calls;

        /// <summary>How many calls fail.</summary>
        public int Failures { get; set; }

        /// <summary>Which call ends the process, so to speak.</summary>
        public int EndsAt { get; set; }

        public Task DeleteAsync(IReadOnlyCollection<TopicPartitionOffset> before, CancellationToken cancellationToken)
        {
            if (++_calls == EndsAt)
            {
                throw new InvalidOperationException("the process ends");
            }

            if (Failures-- > 0)
            {
                throw new KafkaException(new Error(ErrorCode.TopicAuthorizationFailed, "not authorized"));
            }

            Failures = 0;
            foreach (TopicPartitionOffset one in before.Where(one => one.Offset.Value > _starts.GetValueOrDefault(one.TopicPartition)))
            {
                kafka.DeleteRecords(one.TopicPartition, one.Offset.Value);
                _starts[one.TopicPartition] = one.Offset.Value;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Later : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
