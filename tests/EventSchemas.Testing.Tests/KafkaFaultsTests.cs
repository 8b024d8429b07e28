using System.Diagnostics;
using Confluent.Kafka;

namespace EventSchemas.Testing.Tests;

/// <summary>Each fault, by what a client of Confluent sees of it.</summary>
public sealed class KafkaFaultsTests : IDisposable
{
    private const string Topic = "faults";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(400);

    private readonly EmbeddedKafka _kafka = EmbeddedKafka.Start(
        new EmbeddedKafkaOptions { Brokers = 2, InitialRebalanceDelay = TimeSpan.Zero });

    public KafkaFaultsTests()
    {
        _kafka.CreateTopic(Topic, partitions: 2);
        _kafka.Faults.SetLeader(Partition(0), 1);
        _kafka.Faults.SetLeader(Partition(1), 1);
    }

    public void Dispose() => _kafka.Dispose();

    [Fact]
    public async Task Errors_of_the_cluster_are_answered_in_their_order()
    {
        using IProducer<string, string> producer = Producer();
        _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.RecordListTooLarge, ErrorCode.NoError, ErrorCode.MsgSizeTooLarge);

        Assert.Equal(ErrorCode.RecordListTooLarge, await ErrorOf(producer, Partition(0)));
        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
        Assert.Equal(ErrorCode.MsgSizeTooLarge, await ErrorOf(producer, Partition(0)));
        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
    }

    [Fact]
    public async Task Cleared_errors_are_not_answered()
    {
        using IProducer<string, string> producer = Producer();
        _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.RecordListTooLarge);
        _kafka.Faults.Clear(KafkaRequest.Produce);

        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
    }

    [Fact]
    public async Task A_connection_breaks_at_the_next_request()
    {
        using IProducer<string, string> producer = Producer();
        _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.Local_Transport);

        Assert.Equal(ErrorCode.Local_Transport, await ErrorOf(producer, Partition(0)));
        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
    }

    [Fact]
    public async Task An_error_of_one_broker_has_a_latency_and_is_counted()
    {
        using IProducer<string, string> producer = Producer();
        await Produce(producer, Partition(0));
        _kafka.Faults.FailNextOnBroker(broker: 1, KafkaRequest.Produce, ErrorCode.RecordListTooLarge, Latency);
        _kafka.Faults.DelayNext(broker: 1, KafkaRequest.Produce, Latency);
        Assert.Equal(2, _kafka.Faults.Pending(broker: 1, KafkaRequest.Produce));

        long start = Stopwatch.GetTimestamp();
        Assert.Equal(ErrorCode.RecordListTooLarge, await ErrorOf(producer, Partition(0)));
        Assert.InRange(Stopwatch.GetElapsedTime(start), Latency * 0.9, Deadline);
        Assert.Equal(1, _kafka.Faults.Pending(broker: 1, KafkaRequest.Produce));

        start = Stopwatch.GetTimestamp();
        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
        Assert.InRange(Stopwatch.GetElapsedTime(start), Latency * 0.9, Deadline);
        Assert.Equal(0, _kafka.Faults.Pending(broker: 1, KafkaRequest.Produce));
    }

    [Fact]
    public void Errors_of_the_cluster_that_a_broker_would_hide_are_rejected()
    {
        _kafka.Faults.DelayNext(broker: 1, KafkaRequest.Produce, Latency);

        Assert.Contains(
            "name the broker",
            Assert.Throws<EmbeddedKafkaException>(
                () => _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.MsgSizeTooLarge)).Message,
            StringComparison.Ordinal);
        _kafka.Faults.FailNext(KafkaRequest.Fetch, ErrorCode.MsgSizeTooLarge);
    }

    [Fact]
    public async Task An_error_of_one_partition_leaves_the_others()
    {
        using IProducer<string, string> producer = Producer();
        _kafka.Faults.FailNextOnPartition(Partition(1), KafkaRequest.Produce, ErrorCode.RecordListTooLarge, times: 2);

        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(0)));
        Assert.Equal(ErrorCode.RecordListTooLarge, await ErrorOf(producer, Partition(1)));
        Assert.Equal(ErrorCode.RecordListTooLarge, await ErrorOf(producer, Partition(1)));
        Assert.Equal(ErrorCode.NoError, await ErrorOf(producer, Partition(1)));
    }

    [Fact]
    public async Task A_consumer_sees_errors_of_fetching()
    {
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
        }

        using IConsumer<string, string> consumer = Consumer("fetching", config => config.AutoOffsetReset = AutoOffsetReset.Error);
        _kafka.Faults.FailNextOnPartition(Partition(0), KafkaRequest.Fetch, ErrorCode.OffsetOutOfRange);
        consumer.Assign(new TopicPartitionOffset(Partition(0), 0));

        ConsumeException failed = Assert.Throws<ConsumeException>(() => consumer.Consume(Deadline));
        Assert.Equal(ErrorCode.Local_AutoOffsetReset, failed.Error.Code);
    }

    [Fact]
    public async Task A_consumer_sees_errors_of_committing()
    {
        using IConsumer<string, string> consumer = await Member("committing");
        _kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.GroupAuthorizationFailed);

        KafkaException failed = Assert.ThrowsAny<KafkaException>(
            () => consumer.Commit([new TopicPartitionOffset(Partition(0), 1)]));
        Assert.Equal(ErrorCode.GroupAuthorizationFailed, failed.Error.Code);
        consumer.Commit([new TopicPartitionOffset(Partition(0), 1)]);
        Assert.Equal(1, consumer.Committed([Partition(0)], Deadline).Single().Offset);
    }

    [Theory]
    [InlineData(KafkaRequest.FindCoordinator)]
    [InlineData(KafkaRequest.JoinGroup)]
    public void A_consumer_sees_errors_of_joining(KafkaRequest request)
    {
        // A client looks for its coordinator before it has subscribed, and may drop what it learns then; it doesn't report an error twice.
        ErrorCode[] errors = [ErrorCode.GroupAuthorizationFailed, ErrorCode.ClusterAuthorizationFailed];
        _kafka.Faults.FailNext(request, errors);
        using IConsumer<string, string> consumer = Consumer($"joining-{request}");
        consumer.Subscribe(Topic);

        ConsumeException failed = Assert.Throws<ConsumeException>(() => consumer.Consume(Deadline));
        Assert.Contains(failed.Error.Code, errors);
    }

    [Fact]
    public async Task A_member_that_its_group_forgot_loses_its_partitions()
    {
        using IConsumer<string, string> consumer = await Member("forgotten", builder =>
            builder.SetPartitionsLostHandler((_, partitions) => _lost.AddRange(partitions)));
        _kafka.Faults.FailNext(KafkaRequest.Heartbeat, ErrorCode.UnknownMemberId);

        Poll(consumer, () => _lost.Count > 0);
        Assert.Equal(2, _lost.Count);
    }

    [Fact]
    public void A_broker_has_a_round_trip_time()
    {
        using IAdminClient admin = Admin();
        admin.GetMetadata(Topic, Deadline);
        SetRoundTripTime(Latency);

        long start = Stopwatch.GetTimestamp();
        admin.GetMetadata(Topic, Deadline);
        Assert.InRange(Stopwatch.GetElapsedTime(start), Latency * 0.9, Deadline);
        SetRoundTripTime(TimeSpan.Zero);

        void SetRoundTripTime(TimeSpan time)
        {
            _kafka.Faults.SetRoundTripTime(1, time);
            _kafka.Faults.SetRoundTripTime(2, time);
        }
    }

    [Fact]
    public async Task A_partition_moves_to_another_leader_and_can_have_none()
    {
        _kafka.Requests.Start();
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
            _kafka.Faults.SetLeader(Partition(0), 2);
            await Produce(producer, Partition(0));
        }

        Assert.Equal([1, 2], BrokersOf(KafkaRequest.Produce).Distinct());

        _kafka.Faults.SetLeader(Partition(0), broker: null);
        using IAdminClient admin = Admin();
        PartitionMetadata leaderless = admin.GetMetadata(Topic, Deadline).Topics.Single().Partitions.Single(p => p.PartitionId == 0);
        Assert.Equal(-1, leaderless.Leader);
    }

    [Fact]
    public void A_broker_names_another_leader_for_a_while()
    {
        using IAdminClient admin = Admin();
        admin.GetMetadata(Topic, Deadline);
        _kafka.Faults.AnswerLeader(Partition(0), broker: 2, epoch: 5);

        Assert.Equal(2, LeaderOf(admin, 0));
        Assert.Equal(1, LeaderOf(admin, 0));
    }

    [Fact]
    public async Task A_consumer_reads_from_a_follower()
    {
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
        }

        _kafka.Faults.SetFollower(Partition(0), 2);
        _kafka.Requests.Start();
        using IConsumer<string, string> consumer = Consumer("following");
        consumer.Assign(new TopicPartitionOffset(Partition(0), 0));

        Assert.NotNull(consumer.Consume(Deadline));
        Assert.Contains(2, BrokersOf(KafkaRequest.Fetch));
    }

    [Fact]
    public async Task A_group_moves_to_another_coordinator()
    {
        _kafka.Faults.SetCoordinator("moving", 1);
        using IConsumer<string, string> consumer = await Member("moving");
        _kafka.Requests.Start();
        consumer.Commit([new TopicPartitionOffset(Partition(0), 1)]);
        _kafka.Faults.SetCoordinator("moving", 2);
        _kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.NotCoordinatorForGroup);

        // On a slow machine the member's session can end meanwhile: where the commit goes is what counts.
        _ = Record.Exception(() => consumer.Commit([new TopicPartitionOffset(Partition(0), 1)]));

        Assert.Equal([1, 2], BrokersOf(KafkaRequest.OffsetCommit).Distinct());
    }

    [Fact]
    public void A_topic_has_an_error_until_it_is_taken_back()
    {
        using IAdminClient admin = Admin();
        _kafka.Faults.SetTopicError(Topic, ErrorCode.TopicAuthorizationFailed);
        Assert.Equal(ErrorCode.TopicAuthorizationFailed, admin.GetMetadata(Topic, Deadline).Topics.Single().Error.Code);

        _kafka.Faults.SetTopicError(Topic, ErrorCode.NoError);
        Assert.Equal(ErrorCode.NoError, admin.GetMetadata(Topic, Deadline).Topics.Single().Error.Code);
    }

    [Fact]
    public async Task A_topic_that_is_deleted_and_created_again_starts_at_offset_0()
    {
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
            await Produce(producer, Partition(0));
        }

        _kafka.DeleteTopic(Topic);
        Assert.Throws<EmbeddedKafkaException>(() => _kafka.DeleteTopic(Topic));
        _kafka.CreateTopic(Topic);
        using IConsumer<string, string> consumer = Consumer("again");

        Assert.Equal((0, 0), Watermarks(consumer));
    }

    [Fact]
    public async Task Offsets_of_deleted_records_are_out_of_range()
    {
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
            await Produce(producer, Partition(0));
        }

        _kafka.DeleteRecords(Partition(0), before: 1);
        using IConsumer<string, string> consumer = Consumer("late", config => config.AutoOffsetReset = AutoOffsetReset.Error);
        Assert.Equal((1, 2), Watermarks(consumer));

        consumer.Assign(new TopicPartitionOffset(Partition(0), 0));
        ConsumeException failed = Assert.Throws<ConsumeException>(() => consumer.Consume(Deadline));
        Assert.Equal(ErrorCode.Local_AutoOffsetReset, failed.Error.Code);
        Assert.Contains("out of range", failed.Error.Reason, StringComparison.Ordinal);
        Assert.Throws<EmbeddedKafkaException>(() => _kafka.DeleteRecords(Partition(0), before: 3));
    }

    [Fact]
    public async Task Requests_are_recorded_between_start_and_stop()
    {
        using IProducer<string, string> producer = Producer();
        await Produce(producer, Partition(0));
        Assert.Empty(_kafka.Requests.ToList());

        _kafka.Requests.Start();
        await Produce(producer, Partition(0));
        await Produce(producer, Partition(0));
        _kafka.Requests.Stop();
        await Produce(producer, Partition(0));

        KafkaRequestEntry[] produced = [.. _kafka.Requests.ToList().Where(entry => entry.Request == KafkaRequest.Produce)];
        Assert.Equal([1, 1], produced.Select(entry => entry.Broker));
        Assert.True(produced[0].Time <= produced[1].Time);
        _kafka.Requests.Clear();
        Assert.Empty(_kafka.Requests.ToList());
    }

    [Fact]
    public void Brokers_are_added_hidden_and_removed()
    {
        using IAdminClient admin = Admin();
        _kafka.Faults.AddBroker(3);
        Assert.Equal([1, 2, 3], Brokers());
        _kafka.Faults.HideBroker(3);
        Assert.Equal([1, 2], Brokers());
        _kafka.Faults.RemoveBroker(2);
        Assert.Equal([1], Brokers());

        IEnumerable<int> Brokers() => admin.GetMetadata(Deadline).Brokers.Select(broker => broker.BrokerId).Order();
    }

    [Fact]
    public async Task A_broker_that_lacks_a_request_rejects_clients_that_need_it()
    {
        _kafka.Faults.Disable(KafkaRequest.InitProducerId);
        var fatal = new TaskCompletionSource<Error>(TaskCreationOptions.RunContinuationsAsynchronously);
        using IProducer<string, string> producer = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = _kafka.BootstrapServers, EnableIdempotence = true })
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, error) => fatal.TrySetResult(error))
            .Build();

        Assert.Equal(
            ErrorCode.Local_UnsupportedFeature,
            (await fatal.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken)).Code);

        _kafka.Faults.LimitVersions(KafkaRequest.InitProducerId, lowest: 0, highest: 1);
        using IProducer<string, string> later = new ProducerBuilder<string, string>(
            new ProducerConfig { BootstrapServers = _kafka.BootstrapServers, EnableIdempotence = true }).Build();
        Assert.Equal(ErrorCode.NoError, await ErrorOf(later, Partition(0)));
    }

    [Fact]
    public void The_members_of_a_group_get_the_partitions_that_they_are_assigned_by_hand()
    {
        _kafka.Groups.SetHeartbeatInterval(TimeSpan.FromMilliseconds(100));
        using IConsumer<string, string> consumer = Kip848Consumer("by-hand");
        consumer.Subscribe(Topic);
        Poll(consumer, () => consumer.Assignment.Count == 2);

        _kafka.Groups.Assign(
            "by-hand", new Dictionary<string, IReadOnlyList<TopicPartition>> { [consumer.MemberId] = [Partition(1)] });
        Poll(consumer, () => consumer.Assignment.Count == 1);
        Assert.Equal([Partition(1)], consumer.Assignment);

        _kafka.Groups.AssignAutomatically("by-hand");
        Poll(consumer, () => consumer.Assignment.Count == 2);
    }

    [Fact]
    public void A_member_without_heartbeats_is_removed_when_its_session_is_over()
    {
        _kafka.Groups.SetSessionTimeout(TimeSpan.FromMilliseconds(500));
        _kafka.Groups.SetHeartbeatInterval(TimeSpan.FromMilliseconds(5_000));
        using IConsumer<string, string> consumer = Kip848Consumer(
            "silent", builder => builder.SetPartitionsLostHandler((_, partitions) => _lost.AddRange(partitions)));
        consumer.Subscribe(Topic);

        Poll(consumer, () => _lost.Count > 0);
        Assert.Equal(2, _lost.Count);
    }

    [Fact]
    public void Nothing_is_called_on_a_cluster_that_has_been_stopped()
    {
        _kafka.Dispose();

        Assert.All<Action>(
            [
                () => _kafka.DeleteTopic(Topic),
                () => _kafka.DeleteRecords(Partition(0), 1),
                () => _kafka.Faults.FailNext(KafkaRequest.Produce, ErrorCode.MsgSizeTooLarge),
                () => _kafka.Faults.FailNextOnBroker(1, KafkaRequest.Produce, ErrorCode.MsgSizeTooLarge),
                () => _kafka.Faults.FailNextOnPartition(Partition(0), KafkaRequest.Produce, ErrorCode.MsgSizeTooLarge),
                () => _kafka.Faults.Pending(1, KafkaRequest.Produce),
                () => _kafka.Faults.Clear(KafkaRequest.Produce),
                () => _kafka.Faults.SetRoundTripTime(1, Latency),
                () => _kafka.Faults.SetLeader(Partition(0), 1),
                () => _kafka.Faults.SetCoordinator("group", 1),
                () => _kafka.Faults.SetTopicError(Topic, ErrorCode.NoError),
                () => _kafka.Faults.Disable(KafkaRequest.Produce),
                () => _kafka.Requests.Start(),
                () => _kafka.Groups.SetSessionTimeout(Latency),
                () => _kafka.Groups.AssignAutomatically("group"),
            ],
            action => Assert.Throws<ObjectDisposedException>(action));
    }

    private readonly List<TopicPartitionOffset> _lost = [];

    private static TopicPartition Partition(int partition) => new(Topic, partition);

    private static int LeaderOf(IAdminClient admin, int partition) =>
        admin.GetMetadata(Topic, Deadline).Topics.Single().Partitions.Single(p => p.PartitionId == partition).Leader;

    private static (Offset Low, Offset High) Watermarks(IConsumer<string, string> consumer)
    {
        WatermarkOffsets offsets = consumer.QueryWatermarkOffsets(Partition(0), Deadline);
        return (offsets.Low, offsets.High);
    }

    private IEnumerable<int> BrokersOf(KafkaRequest request) =>
        _kafka.Requests.ToList().Where(entry => entry.Request == request).Select(entry => entry.Broker);

    private static Task<DeliveryResult<string, string>> Produce(IProducer<string, string> producer, TopicPartition partition) =>
        producer.ProduceAsync(
            partition, new Message<string, string> { Key = "k", Value = "v" }, TestContext.Current.CancellationToken);

    private static async Task<ErrorCode> ErrorOf(IProducer<string, string> producer, TopicPartition partition)
    {
        try
        {
            await Produce(producer, partition);
            return ErrorCode.NoError;
        }
        catch (ProduceException<string, string> e)
        {
            return e.Error.Code;
        }
    }

    /// <summary>Polls a consumer until a condition holds.</summary>
    private static void Poll(IConsumer<string, string> consumer, Func<bool> condition)
    {
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, Deadline);
            consumer.Consume(TimeSpan.FromMilliseconds(50));
        }
    }

    /// <summary>A consumer that has joined its group.</summary>
    private async Task<IConsumer<string, string>> Member(string group, Action<ConsumerBuilder<string, string>>? set = null)
    {
        using (IProducer<string, string> producer = Producer())
        {
            await Produce(producer, Partition(0));
        }

        IConsumer<string, string> consumer = Consumer(group, set: set);
        consumer.Subscribe(Topic);
        Assert.NotNull(consumer.Consume(Deadline));
        return consumer;
    }

    private IAdminClient Admin() =>
        new AdminClientBuilder(new AdminClientConfig { BootstrapServers = _kafka.BootstrapServers })
            .SetLogHandler((_, _) => { })
            .SetErrorHandler((_, _) => { })
            .Build();

    private IProducer<string, string> Producer() =>
        new ProducerBuilder<string, string>(new ProducerConfig
        {
            BootstrapServers = _kafka.BootstrapServers,
            LingerMs = 0,
            MessageTimeoutMs = 10_000,
            MessageSendMaxRetries = 0,
        }).SetLogHandler((_, _) => { }).Build();

    private IConsumer<string, string> Kip848Consumer(string group, Action<ConsumerBuilder<string, string>>? set = null) =>
        Consumer(
            group,
            config =>
            {
                config.GroupProtocol = GroupProtocol.Consumer;
                config.SessionTimeoutMs = null;
                config.HeartbeatIntervalMs = null;
            },
            set);

    private IConsumer<string, string> Consumer(
        string group, Action<ConsumerConfig>? configure = null, Action<ConsumerBuilder<string, string>>? set = null)
    {
        var config = new ConsumerConfig
        {
            BootstrapServers = _kafka.BootstrapServers,
            GroupId = group,
            AutoOffsetReset = AutoOffsetReset.Earliest,
            EnableAutoCommit = false,
            SessionTimeoutMs = 6_000,
            HeartbeatIntervalMs = 200,
        };
        configure?.Invoke(config);
        ConsumerBuilder<string, string> builder = new ConsumerBuilder<string, string>(config).SetLogHandler((_, _) => { });
        set?.Invoke(builder);
        return builder.Build();
    }
}
