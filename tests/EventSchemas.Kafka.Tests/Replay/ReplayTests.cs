using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class ReplayTests : IAsyncLifetime
{
    private const string Placed = "org.acme.order.placed.v1";
    private const string Paid = "org.acme.order.paid.v1";

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.Kafka.CreateTopic("dev-group.dead-letter");
        _bus.Kafka.CreateTopic("dev-group.retry");
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_plan_counts_what_would_be_sent_and_sends_nothing()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 3);
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("9"), cancellationToken: Token);
        await Raw(value: [1, 2, 3], headers: []);
        await Raw(value: null, headers: [("ce_type", Placed)]);

        ReplaySummary plan = await Replays(service).PlanAsync(Into("one", "two"), Token);

        Assert.Equal([new ReplayRange("dev-orders", 0, 0, 6)], plan.Ranges);
        Assert.Equal(
            [
                new ReplayCount("dev-orders", 0, null, null, 1),
                new ReplayCount("dev-orders", 0, Paid, null, 1),
                new ReplayCount("dev-orders", 0, Placed, null, 1),
                new ReplayCount("dev-orders", 0, Placed, "one", 3),
                new ReplayCount("dev-orders", 0, Placed, "two", 3),
            ],
            plan.Counts);
        Assert.Equal((6, 6), (plan.Read, plan.Sent));
        Assert.Empty(_bus.Read("dev-group.retry"));
    }

    [Fact]
    public async Task A_range_of_times_is_found_by_the_times_of_the_messages()
    {
        IHost service = _bus.Service(Configure);
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (int i = 0; i < 20; i++)
        {
            await Raw([0, 0, 0, 0, 1, 0], [("ce_type", Placed)], start.AddMinutes(i));
        }

        for (int from = -1; from <= 20; from++)
        {
            EventReplay replay = Into("one") with
            {
                From = EventPosition.AtTime(start.AddMinutes(from)),
                To = EventPosition.AtTime(start.AddMinutes(from + 3).AddSeconds(-30)),
            };

            ReplaySummary plan = await Replays(service).PlanAsync(replay, Token);

            Assert.Equal([new ReplayRange("dev-orders", 0, Math.Max(0, from), Math.Clamp(from + 3, 0, 20))], plan.Ranges);
        }
    }

    [Fact]
    public async Task Offsets_that_the_topic_does_not_have_are_an_error()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 5);

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => Replays(service).PlanAsync(
            Into("one") with { From = EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 99 }) }, Token));

        Assert.Contains("has the offsets from 0 to 5, and not 99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_position_is_kept_in_a_group_of_its_own()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 3);

        await Replays(service).RunAsync(Into("one", "two"), cancellationToken: Token);

        var config = new ConsumerConfig { BootstrapServers = _bus.Kafka.BootstrapServers, GroupId = "group.replay.again" };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        Assert.Equal(3, consumer.Committed([new TopicPartition("dev-orders", 0)], Bus.Deadline)[0].Offset.Value);
    }

    [Fact]
    public async Task A_process_without_the_handlers_can_start_a_replay()
    {
        IHost tool = _bus.Service(bus => bus
            .AddProducer<OrderPlaced>()
            .AddForeignGroup(new ForeignGroup("group") { Topics = ["dev-orders"] }));
        await Publish(tool, 2);

        ReplaySummary summary = await Replays(tool).RunAsync(Into("one") with { EventTypes = [Placed] }, cancellationToken: Token);

        Assert.Equal(2, summary.Sent);
        var recorder = new Recorder();
        await _bus.StartServiceAsync(Configure, recorder, Bus.LongSession);
        await Bus.Until(() => recorder.Handled.Count(handled => handled.Context.Delivery == DeliveryKind.Replay) == 2, "they are handled");
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => Replays(tool).PlanAsync(Into("one"), Token));
        Assert.Contains("Name the event types", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broker_that_is_away_ends_the_run_and_it_can_be_started_again()
    {
        IHost service = _bus.Service(Configure, null, ("EventBus:Kafka:MessageTimeout", "00:00:01"));
        await Publish(service, 3);
        _bus.Kafka.Faults.FailNext(KafkaRequest.Produce, [.. Enumerable.Repeat(ErrorCode.TopicAuthorizationFailed, 3)]);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(
            () => Replays(service).RunAsync(Into("one"), cancellationToken: Token));

        Assert.Contains("can't send to dev-group.retry", e.Message, StringComparison.Ordinal);
        _bus.Kafka.Faults.Clear(KafkaRequest.Produce);
        ReplaySummary again = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);
        Assert.Equal((true, 3), (again.IsContinued, again.Sent));
    }

    [Fact]
    public async Task Brokers_that_do_not_answer_end_a_run_within_its_limits()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 1);
        _bus.Kafka.StopBroker(1);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(
            () => Replays(service).RunAsync(Into("one"), cancellationToken: Token).WaitAsync(Bus.Deadline, Token));

        Assert.Contains("The topics dev-orders can't be read again", e.Message, StringComparison.Ordinal);
        _bus.Kafka.StartBroker(1);
        Assert.Equal(1, (await Replays(service).RunAsync(Into("one"), cancellationToken: Token)).Sent);
    }

    [Fact]
    public async Task A_position_that_can_not_be_kept_ends_the_run_within_its_limit()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 1);
        _bus.Kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.GroupAuthorizationFailed);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(
            () => Replays(service).RunAsync(Into("one"), cancellationToken: Token).WaitAsync(Bus.Deadline, Token));

        Assert.Contains("How far the replay again is can't be kept", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Replays(service).RunAsync(Into("one"), cancellationToken: Token)).Sent);
    }

    private static EventReplay Into(params string[] handlers) =>
        new() { Name = "again", Group = "group", Handlers = handlers, From = EventPosition.Earliest };

    private static IEventReplays Replays(IHost service) => service.Services.GetRequiredService<IEventReplays>();

    private static void Configure(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddProducer<OrderPaid>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two")
            .OnOrderPaid<PaidHandler>("paid"));

    private static async Task Publish(IHost service, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await service.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced($"{i}", i), cancellationToken: Token);
        }
    }

    private Task Raw(byte[]? value, (string Name, string Value)[] headers, DateTimeOffset? time = null) =>
        _bus.SendAsync("dev-orders", value, headers, time);
}
