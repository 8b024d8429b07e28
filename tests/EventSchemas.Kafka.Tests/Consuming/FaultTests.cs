using System.Diagnostics;
using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

/// <summary>What happens to a group when the cluster, another instance or a handler fails. Each fault was one of another runtime.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Topics = "EventBus:Producers:org.acme.order.placed.v1:Topics:0";

    private static readonly (string, string?)[] Quick =
    [
        ("EventBus:Groups:group:Retry:InitialDelay", "00:00:00.005"),
        ("EventBus:Groups:group:Retry:MaxDelay", "00:00:00.020"),
        ("EventBus:Groups:group:CommitInterval", "00:00:00.050"),
    ];

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_offset_is_never_committed_past_a_message_that_is_still_handled(bool isNewProtocol)
    {
        var release = new TaskCompletionSource();
        var recorder = new Recorder { Before = (_, number, _, _) => number == "A-1" ? release.Task : Task.CompletedTask };
        IHost service = await StartAsync(isNewProtocol, recorder, ("EventBus:Groups:group:Concurrency", "8"));
        await PublishAsync(service, 0, 20);

        await Bus.Until(() => recorder.Handled.Any(handled => handled.Context.Offset > 1), "one behind it is handled");
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 1, "what lies before it is committed");
        release.SetResult();

        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 20, "all is committed");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_commit_that_fails_is_repeated_without_another_message(bool isNewProtocol)
    {
        var recorder = new Recorder();
        IHost service = await StartAsync(isNewProtocol, recorder);
        await PublishAsync(service, 0, 1);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 1, "the first is committed");
        _bus.Kafka.Faults.FailNext(
            KafkaRequest.OffsetCommit, ErrorCode.GroupAuthorizationFailed, ErrorCode.GroupAuthorizationFailed);

        await PublishAsync(service, 1, 2);

        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 3, "the rest is committed after two failures");
        Assert.Single(_bus.Log.At(LogLevel.Warning), message => message.Contains("can't commit its offsets", StringComparison.Ordinal));
        Assert.Single(
            _bus.Log.At(LogLevel.Information), message => message.Contains("commits its offsets again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_commit_without_an_answer_is_said_once_and_shown_by_the_health_check()
    {
        var recorder = new Recorder();
        IHost service = await StartAsync(isNewProtocol: false, recorder, ("EventBus:Groups:group:StalledAfter", "00:00:00.3"));
        await PublishAsync(service, 0, 1);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 1, "the first is committed");
        _bus.Kafka.Faults.DelayNext(1, KafkaRequest.OffsetCommit, TimeSpan.FromSeconds(2));
        var health = service.Services.GetRequiredService<HealthCheckService>();

        await PublishAsync(service, 1, 2);

        await Wait.UntilAsync(
            async () => (await health.CheckHealthAsync(Token)).Entries["event-bus"].Description
                ?.Contains("can't commit its offsets: none has held for 00:00:00.3", StringComparison.Ordinal) == true,
            "the health check says so");
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 3, "the rest is committed");
        Assert.Single(
            _bus.Log.At(LogLevel.Warning),
            message => message.Contains("has committed no offsets for", StringComparison.Ordinal));
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Information).Any(message => message.Contains("commits its offsets again", StringComparison.Ordinal)),
            "it says that it commits again");
    }

    [Fact]
    public async Task Brokers_that_do_not_answer_are_one_warning()
    {
        await StartAsync(isNewProtocol: false, new Recorder(), ("EventBus:Kafka:BootstrapServers", "127.0.0.1:1"));

        await Bus.Until(
            () => _bus.Log.At(LogLevel.Debug).Any(message => message.Contains("still reports Local_Transport", StringComparison.Ordinal)),
            "the client reports it again");

        Assert.Single(
            _bus.Log.At(LogLevel.Warning), message => message.Contains("Kafka reports Local_Transport", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_commit_is_repeated_while_its_partition_is_still_here()
    {
        var recorder = new Recorder();
        IHost service = await StartAsync(isNewProtocol: false, recorder, ("EventBus:Groups:group:CommitInterval", "00:00:30"));
        await PublishAsync(service, 0, 3);
        await Bus.Until(() => recorder.Handled.Count == 3, "all are handled");
        _bus.Kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.StaleMemberEpoch, ErrorCode.StaleMemberEpoch);

        await service.StopAsync(Token);

        Assert.Equal(3, Committed($"{Bus.Prefix}-orders", 0));
    }

    [Fact]
    public async Task A_slow_handler_keeps_its_partition()
    {
        using var release = new SemaphoreSlim(0);
        var recorder = new Recorder { Before = (_, _, _, token) => release.WaitAsync(token) };
        IHost service = await StartAsync(
            isNewProtocol: false,
            recorder,
            ("EventBus:Groups:group:QueueLength", "2"),
            ("EventBus:Groups:group:DrainTimeout", "00:00:02"),
            ("EventBus:Kafka:Client:max.poll.interval.ms", "2500"));
        await PublishAsync(service, 0, 10);
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Debug).Any(message => message.Contains($"pauses {Bus.Prefix}-orders", StringComparison.Ordinal)),
            "it pauses");
        using (var trial = new PeriodicTimer(TimeSpan.FromSeconds(4)))
        {
            await trial.WaitForNextTickAsync(Token);
        }

        release.Release(10);

        await Bus.Until(() => recorder.Handled.Count == 10, "all are handled");
        Assert.Equal(10, recorder.Handled.Select(handled => handled.Number).Distinct().Count());
        Assert.DoesNotContain(_bus.Log.At(LogLevel.Warning), message => message.Contains("has lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_waits_on_one_partition_holds_up_no_other()
    {
        _bus.CreateTopic($"{Bus.Prefix}-wide", partitions: 4);
        var recorder = new Recorder
        {
            Before = (_, number, _, token) => number == "A-0" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask,
        };
        IHost service = await StartAsync(
            isNewProtocol: false, recorder, (Topics, "wide"), ("EventBus:Groups:group:QueueLength", "1"));
        await PublishAsync(service, 0, 40);

        await Bus.Until(
            () => recorder.Handled.Select(handled => handled.Context.Partition).Distinct().Count() >= 3, "the others go on");
    }

    [Fact]
    public async Task Handlers_that_keep_up_cause_no_pause()
    {
        var recorder = new Recorder();
        IHost service = await StartAsync(isNewProtocol: false, recorder);
        await PublishAsync(service, 0, 500);

        await Bus.Until(() => recorder.Handled.Count == 500, "all are handled");

        Assert.DoesNotContain(_bus.Log.At(LogLevel.Debug), message => message.Contains("pauses", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Stop")]
    [InlineData("Earliest")]
    public async Task A_position_that_is_not_in_the_topic_any_more_is_never_passed_over_in_silence(string policy)
    {
        IHost first = await StartAsync(isNewProtocol: false, new Recorder());
        await PublishAsync(first, 0, 2);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 2, "the first are committed");
        await first.StopAsync(Token);
        using (IHost producer = _bus.Service(bus => bus.AddProducer<OrderPlaced>()))
        {
            await producer.StartAsync(Token);
            await PublishAsync(producer, 2, 8);
            await producer.StopAsync(Token);
        }

        _bus.Kafka.DeleteRecords(new TopicPartition($"{Bus.Prefix}-orders", 0), before: 6);

        var recorder = new Recorder();
        IHost second = await StartAsync(isNewProtocol: false, recorder, ("EventBus:Groups:group:OutOfRange", policy));

        if (policy == "Stop")
        {
            await Bus.Until(
                () => _bus.Log.At(LogLevel.Error).Any(message => message.Contains("isn't in the topic any more", StringComparison.Ordinal)),
                "it stops and says so");
            Assert.Empty(recorder.Handled);
            Assert.Equal(HealthStatus.Unhealthy, (await Health(second)).Status);
        }
        else
        {
            await Bus.Until(() => recorder.Handled.Count == 4, "it goes on with what is left");
            Assert.Contains(
                _bus.Log.At(LogLevel.Warning), message => message.Contains("has missed events", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task All_partitions_together_are_drained_within_one_limit()
    {
        _bus.CreateTopic($"{Bus.Prefix}-wide", partitions: 6);
        var recorder = new Recorder { Before = (_, _, _, _) => Task.Delay(Timeout.Infinite, CancellationToken.None) };
        IHost service = await StartAsync(
            isNewProtocol: false, recorder, (Topics, "wide"), ("EventBus:Groups:group:DrainTimeout", "00:00:01"));
        for (int i = 0; i < 60; i++)
        {
            await PublishAsync(service, $"K-{i}", i);
        }

        var watch = Stopwatch.StartNew();
        await service.StopAsync(Token);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_service_stops_in_time_while_the_cluster_is_away()
    {
        var recorder = new Recorder();
        IHost service = await StartAsync(isNewProtocol: false, recorder, ("EventBus:Groups:group:DrainTimeout", "00:00:02"));
        await PublishAsync(service, 0, 3);
        await Bus.Until(() => recorder.Handled.Count == 3, "all are handled");
        _bus.Kafka.StopBroker(1);

        var watch = Stopwatch.StartNew();
        await service.StopAsync(Token);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        _bus.Kafka.StartBroker(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_that_is_retried_while_an_instance_joins_is_not_skipped(bool isNewProtocol)
    {
        _bus.CreateTopic($"{Bus.Prefix}-wide", partitions: 4);
        bool isBroken = true;
        var recorder = new Recorder
        {
            Before = (_, number, _, _) => number == "A-1" && Volatile.Read(ref isBroken)
                ? throw new TimeoutException("not now")
                : Task.CompletedTask,
        };
        (string, string?)[] settings = [(Topics, "wide"), ("EventBus:Groups:group:Retry:MaxAttempts", "0")];
        IHost first = await StartAsync(isNewProtocol, recorder, settings);
        await PublishAsync(first, 0, 40);
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Warning).Any(message => message.Contains("handler one failed", StringComparison.Ordinal)),
            "it fails");

        IHost second = await StartAsync(isNewProtocol, recorder, settings);
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Information).Count(m => m.Contains("has been given", StringComparison.Ordinal)) > 1, "it joins");
        Volatile.Write(ref isBroken, false);
        await first.StopAsync(Token);
        await PublishAsync(second, 40, 20);

        await Bus.Until(() => recorder.Handled.Select(handled => handled.Number).Distinct().Count() == 60, "every event is handled");
    }

    [Fact]
    public async Task A_handler_that_hangs_is_unhealthy_and_named()
    {
        var recorder = new Recorder
        {
            Before = (_, number, _, token) => number == "A-0" ? Task.Delay(Timeout.Infinite, token) : Task.CompletedTask,
        };
        IHost service = await StartAsync(isNewProtocol: false, recorder, ("EventBus:Groups:group:StalledAfter", "00:00:00.300"));
        await PublishAsync(service, 0, 1);

        await Bus.Until(
            () => Health(service).GetAwaiter().GetResult() is { Status: HealthStatus.Unhealthy } entry
                && entry.Description!.Contains($"handler one is running on {Bus.Prefix}-orders [[0]] @0", StringComparison.Ordinal),
            "it is unhealthy and says where");
    }

    [Fact]
    public async Task What_a_new_group_received_and_did_not_settle_is_not_behind_its_start()
    {
        var entered = new TaskCompletionSource();
        var hanging = new Recorder
        {
            Before = (_, _, _, token) =>
            {
                entered.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        IHost first = await _bus.StartServiceAsync(Latest, hanging, Quick);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 0, "it joins, and commits where it starts");
        await PublishAsync(first, 0, 1);
        await entered.Task.WaitAsync(Bus.Deadline, Token);
        await first.StopAsync(Token);

        var recorder = new Recorder();
        await _bus.StartServiceAsync(Latest, recorder, Quick);

        await Bus.Until(() => recorder.Handled.Any(handled => handled.Number == "A-0"), "it is handled after the restart");
    }

    [Fact]
    public async Task Callbacks_of_a_handlers_token_that_throw_or_block_end_nothing_else()
    {
        _bus.CreateTopic($"{Bus.Prefix}-wide", partitions: 4);
        using var entered = new CountdownEvent(2);
        var recorder = new Recorder
        {
            Before = (_, number, _, token) =>
            {
                token.Register(() => throw new InvalidOperationException("the connection is closed"));
                token.Register(() => Thread.Sleep(TimeSpan.FromSeconds(8)));
                entered.Signal();
                return Task.Delay(Timeout.Infinite, token);
            },
        };
        IHost service = await StartAsync(
            isNewProtocol: false, recorder, (Topics, "wide"), ("EventBus:Groups:group:DrainTimeout", "00:00:01"));
        for (int i = 0; entered.CurrentCount > 0; i++)
        {
            await PublishAsync(service, $"K-{i}", i);
        }

        var watch = Stopwatch.StartNew();
        await service.StopAsync(Token);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(6));
        Assert.Empty(_bus.Log.At(LogLevel.Critical));
    }

    [Fact]
    public async Task A_group_that_never_joins_is_unhealthy()
    {
        _bus.Kafka.StopBroker(1);
        IHost service = await StartAsync(
            isNewProtocol: false, new Recorder(), ("EventBus:Groups:group:StalledAfter", "00:00:00.300"));

        await Bus.Until(() => Health(service).GetAwaiter().GetResult().Status == HealthStatus.Unhealthy, "it is unhealthy");

        Assert.Contains("has not joined the cluster yet", (await Health(service)).Description, StringComparison.Ordinal);
        _bus.Kafka.StartBroker(1);
    }

    [Fact]
    public async Task A_group_whose_instance_id_another_instance_has_says_so_and_stops()
    {
        IHost service = await StartAsync(
            isNewProtocol: false, new Recorder(), ("EventBus:Kafka:Client:group.instance.id", "shop-1"));
        await PublishAsync(service, 0, 1);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 1, "it has joined");

        _bus.Kafka.Faults.FailNext(KafkaRequest.Heartbeat, ErrorCode.FencedInstanceId);

        await Bus.Until(
            () => _bus.Log.At(LogLevel.Critical).Any(
                message => message.Contains("EventBus:Kafka:Client:group.instance.id, shop-1", StringComparison.Ordinal)),
            "it names the setting");
    }

    [Fact]
    public async Task A_partition_that_was_never_fetched_has_the_lag_that_the_broker_knows()
    {
        using (IHost producer = _bus.Service(bus => bus.AddProducer<OrderPlaced>()))
        {
            await producer.StartAsync(Token);
            await PublishAsync(producer, 0, 3);
            await producer.StopAsync(Token);
        }

        _bus.Kafka.Faults.FailNext(KafkaRequest.Fetch, [.. Enumerable.Repeat(ErrorCode.KafkaStorageError, 10_000)]);
        IHost service = await StartAsync(isNewProtocol: false, new Recorder(), ("EventBus:Groups:group:StalledAfter", "00:00:00.300"));

        await Bus.Until(() => Partition(service) is { Lag: 3 }, "its lag is known");
        await Bus.Until(
            () => Health(service).GetAwaiter().GetResult() is { Status: HealthStatus.Unhealthy } entry
                && entry.Description!.Contains("with a lag of 3", StringComparison.Ordinal),
            "it is unhealthy");
        _bus.Kafka.Faults.Clear(KafkaRequest.Fetch);
        await Bus.Until(() => Partition(service) is { Lag: 0 }, "it reads them");
    }

    [Fact]
    public async Task A_partition_without_a_leader_is_unhealthy()
    {
        var partition = new TopicPartition($"{Bus.Prefix}-orders", 0);
        IHost service = await StartAsync(isNewProtocol: false, new Recorder(), ("EventBus:Groups:group:StalledAfter", "00:00:00.300"));
        await PublishAsync(service, 0, 1);
        await Bus.Until(() => Committed($"{Bus.Prefix}-orders", 0) == 1, "it is committed");
        await service.StopAsync(Token);
        _bus.Kafka.Faults.SetLeader(partition, broker: null);
        IHost second = await StartAsync(isNewProtocol: false, new Recorder(), ("EventBus:Groups:group:StalledAfter", "00:00:00.300"));

        await Bus.Until(
            () => Health(second).GetAwaiter().GetResult() is { Status: HealthStatus.Unhealthy } entry
                && entry.Description!.Contains("no broker says how many messages it has", StringComparison.Ordinal),
            "it is unhealthy");

        _bus.Kafka.Faults.SetLeader(partition, broker: 1);
        await Bus.Until(() => Health(second).GetAwaiter().GetResult().Status == HealthStatus.Healthy, "it is healthy again");
    }

    [Fact]
    public async Task A_broken_dead_letter_client_is_replaced()
    {
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter", partitions: 1);
        var recorder = new Recorder
        {
            Before = (_, number, _, _) => number.StartsWith('B') ? throw new InvalidOperationException("no") : Task.CompletedTask,
        };
        IHost service = await StartAsync(isNewProtocol: false, recorder);
        await PublishAsync(service, "B-1", 1);
        await PublishAsync(service, "A-1", 1);
        await Bus.Until(() => recorder.Handled.Count == 1, "the first letter is written");
        _bus.Kafka.Faults.FailNextOnPartition(
            new TopicPartition($"{Bus.Prefix}-group.dead-letter", 0), KafkaRequest.Produce, ErrorCode.OutOfOrderSequenceNumber);

        await PublishAsync(service, "B-2", 1);
        await PublishAsync(service, "A-2", 1);

        await Bus.Until(() => recorder.Handled.Count == 2, "the second letter is written by another client");
    }

    private static void Latest(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>("one"));

    private static async Task<HealthReportEntry> Health(IHost service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["event-bus"];

    private static PartitionProgress? Partition(IHost service) =>
        service.Services.GetRequiredService<BusProgress>().Groups.Single().Partitions
            .FirstOrDefault(partition => partition.Name.StartsWith($"{Bus.Prefix}-orders", StringComparison.Ordinal));

    private static void One(EventBusBuilder bus)
    {
        bus.Services.AddHealthChecks().AddEventBus();
        bus.AddProducer<OrderPlaced>()
            .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("one"));
    }

    private static async Task PublishAsync(IHost service, int from, int count)
    {
        for (int i = from; i < from + count; i++)
        {
            await PublishAsync(service, $"A-{i}", i);
        }
    }

    private static async Task PublishAsync(IHost service, string number, int amount) =>
        await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced(number, amount), cancellationToken: Token);

    private Task<IHost> StartAsync(bool isNewProtocol, Recorder recorder, params (string, string?)[] settings)
    {
        // The consumer protocol leaves these to the broker.
        (string, string?)[] protocol = isNewProtocol
            ?
            [
                ("EventBus:Kafka:Client:group.protocol", "consumer"),
                ("EventBus:Kafka:Client:session.timeout.ms", null),
                ("EventBus:Kafka:Client:heartbeat.interval.ms", null),
            ]
            : [];
        return _bus.StartServiceAsync(One, recorder, [.. Quick, .. protocol, .. settings]);
    }

    /// <summary>The group's committed offset; -1 where there is none.</summary>
    private long Committed(string topic, int partition)
    {
        var config = new ConsumerConfig { BootstrapServers = _bus.BootstrapServers, GroupId = "group" };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        Offset offset = consumer.Committed([new TopicPartition(topic, partition)], Bus.Deadline)[0].Offset;
        return offset == Offset.Unset ? -1 : offset.Value;
    }
}
