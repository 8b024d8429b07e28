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
    public async Task Past_events_go_to_the_chosen_handler_and_to_no_other()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Configure, recorder, Bus.LongSession);
        await Publish(service, 3);
        await Bus.Until(() => recorder.Handled.Count == 6, "the events are handled");

        ReplaySummary summary = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        Assert.Equal((3, 3, false), (summary.Read, summary.Sent, summary.IsContinued));
        await Bus.Until(() => recorder.Handled.Count == 9, "the handler has them again");
        var replayed = recorder.Handled.Where(handled => handled.Context.Delivery == DeliveryKind.Replay).ToList();
        Assert.Equal(["0", "1", "2"], replayed.Select(handled => handled.Number));
        Assert.All(replayed, handled => Assert.Equal(("first", "dev-orders"), (handled.Handler, handled.Context.Topic)));
        Assert.Equal([0L, 1, 2], replayed.Select(handled => handled.Context.Offset));
        EventContext live = recorder.Handled.First(handled => handled is ("first", "0", _)).Context;
        Assert.Equal((live.Timestamp, live.Metadata.Id, 0), (replayed[0].Context.Timestamp, replayed[0].Context.Metadata.Id,
            replayed[0].Context.Redrives));
    }

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
    public async Task A_run_that_was_interrupted_goes_on_where_it_stopped_and_ends_where_it_would_have()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 5);
        using var interrupt = new CancellationTokenSource();
        EventReplay replay = Into("one") with { MessagesPerSecond = 0.001 };
        Task<ReplaySummary> first = Replays(service).RunAsync(replay, cancellationToken: interrupt.Token);
        await Bus.Until(() => _bus.Log.At(Microsoft.Extensions.Logging.LogLevel.Information)
            .Any(line => line.Contains("begins", StringComparison.Ordinal)), "the run has begun");
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        int sent = _bus.Read("dev-group.retry").Count;
        await Publish(service, 2);

        ReplaySummary plan = await Replays(service).PlanAsync(Into("one"), Token);
        ReplaySummary second = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);
        ReplaySummary third = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        Assert.InRange(sent, 0, 1);
        Assert.Equal((true, 5 - sent), (plan.IsContinued, plan.Sent));
        Assert.Equal((true, 5 - sent), (second.IsContinued, second.Sent));
        Assert.Equal([new ReplayRange("dev-orders", 0, sent, 5)], second.Ranges);
        Assert.Equal((true, 0), (third.IsContinued, third.Read));
        Assert.Equal(5, _bus.Read("dev-group.retry").Count);
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
    public async Task A_range_of_offsets_of_an_event_type()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 4);
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("9"), cancellationToken: Token);
        EventReplay replay = Into("one", "paid") with
        {
            From = EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 1 }),
            To = EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 5 }),
            EventTypes = [Paid],
        };

        ReplaySummary summary = await Replays(service).RunAsync(replay, cancellationToken: Token);

        Assert.Equal((4, 1), (summary.Read, summary.Sent));
        ConsumeResult<byte[], byte[]> sent = Assert.Single(_bus.Read("dev-group.retry"));
        Assert.Equal("paid", DeadLetterHeaders.Find(sent.Message.Headers, DeadLetterNames.Handler));
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => Replays(service).PlanAsync(
            replay with { Name = "other", From = EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 99 }) }, Token));
        Assert.Contains("has the offsets from 0 to 5, and not 99", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replayed_event_that_fails_becomes_a_dead_letter_of_its_handler()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(
            Configure, recorder, Bus.LongSession, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        await Publish(service, 1);
        await Bus.Until(() => recorder.Handled.Count == 2, "the event is handled");
        recorder.Before = (_, _, _, _) => throw new InvalidOperationException("no");

        await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        await Bus.Until(() => _bus.Read("dev-group.dead-letter").Count == 1, "the dead letter is there");
        Headers headers = _bus.Read("dev-group.dead-letter")[0].Message.Headers;
        Assert.Equal(
            ("one", "dev-orders", "0"),
            (DeadLetterHeaders.Find(headers, DeadLetterNames.Handler), DeadLetterHeaders.Find(headers, DeadLetterNames.Topic),
                DeadLetterHeaders.Find(headers, DeadLetterNames.Offset)));
    }

    [Fact]
    public async Task Progress_is_reported_and_the_position_is_kept_in_a_group_of_its_own()
    {
        IHost service = _bus.Service(Configure);
        await Publish(service, 3);
        var reports = new List<ReplayProgress>();

        await Replays(service).RunAsync(Into("one", "two"), new Direct(reports.Add), Token);

        Assert.Equal(new ReplayProgress(3, 6, 0), reports[^1]);
        var config = new ConsumerConfig { BootstrapServers = _bus.Kafka.BootstrapServers, GroupId = "group.replay.again" };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        Assert.Equal(3, consumer.Committed([new TopicPartition("dev-orders", 0)], Bus.Deadline)[0].Offset.Value);
    }

    [Fact]
    public async Task What_does_not_exist_is_an_error_that_lists_what_does()
    {
        IHost service = _bus.Service(Configure);

        await Says("has no group other. It has group.", Into("one") with { Group = "other" });
        await Says("has no handler three. It has one, two, paid.", Into("one", "three"));
        await Says("Name the handlers of group that get the events. It has one, two, paid.", Into());
        await Says("doesn't read the topic orders. It reads dev-orders.", Into("one") with { Topic = "orders" });
        await Says($"one, two don't get the event {Paid}. They get {Placed}.", Into("one", "two") with { EventTypes = [Paid] });
        await Says("'a b' isn't a valid name of a run", Into("one") with { Name = "a b" });
        await Says("-1 messages a second is no rate", Into("one") with { MessagesPerSecond = -1 });

        async Task Says(string text, EventReplay replay) => Assert.Contains(
            text, (await Assert.ThrowsAsync<ArgumentException>(() => Replays(service).PlanAsync(replay, Token))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_without_the_handlers_can_start_a_replay()
    {
        IHost tool = _bus.Service(bus => bus.AddProducer<OrderPlaced>());
        await Publish(tool, 2);
        var group = new GroupTopics { Name = "group", Topics = ["dev-orders"], RetryTopic = "dev-group.retry" };
        KafkaReplays replays = tool.Services.GetRequiredService<KafkaReplays>();

        ReplaySummary summary = await replays.RunAsync(group, Into("one") with { EventTypes = [Placed] }, progress: null, Token);

        Assert.Equal(2, summary.Sent);
        var recorder = new Recorder();
        await _bus.StartServiceAsync(Configure, recorder, Bus.LongSession);
        await Bus.Until(() => recorder.Handled.Count(handled => handled.Context.Delivery == DeliveryKind.Replay) == 2, "they are handled");
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => replays.PlanAsync(group, Into("one"), Token));
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

    private async Task Raw(byte[]? value, (string Name, string Value)[] headers, DateTimeOffset? time = null)
    {
        var config = new ProducerConfig { BootstrapServers = _bus.Kafka.BootstrapServers };
        using IProducer<byte[]?, byte[]?> producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
        var message = new Message<byte[]?, byte[]?> { Value = value, Headers = [] };
        if (time is { } at)
        {
            message.Timestamp = new Timestamp(at);
        }

        foreach ((string name, string text) in headers)
        {
            message.Headers.Add(name, System.Text.Encoding.UTF8.GetBytes(text));
        }

        await producer.ProduceAsync("dev-orders", message, Token);
    }

    private sealed class Direct(Action<ReplayProgress> report) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value) => report(value);
    }
}
