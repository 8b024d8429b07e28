using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.TestKit;

/// <summary>Past events that are given to handlers again.</summary>
public abstract class ReplaySuite<TBus> : SettlementTest<TBus>
    where TBus : IBusUnderTest, new()
{
    [Fact]
    public async Task Past_events_go_to_the_chosen_handler_and_to_no_other_and_the_group_stays_where_it_is()
    {
        IHost service = await StartAsync(Configure);
        IReadOnlyList<DeliveredMessage> sent = await PublishAllAsync(service, ["A-1", "A-2", "A-3"]);
        await HandledAsync(6);

        ReplaySummary summary = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        Assert.Equal((3, 3, false), (summary.Read, summary.Sent, summary.IsContinued));
        await HandledAsync(9);
        (string Handler, string Number, EventContext Context)[] replayed =
            [.. Recorder.Handled.Where(handled => handled.Context.Delivery == DeliveryKind.Replay)];
        Assert.Equal(["A-1", "A-2", "A-3"], replayed.Select(handled => handled.Number));
        Assert.All(replayed, handled => Assert.Equal(("first", Bus.Orders, 0), (handled.Handler, handled.Context.Topic,
            handled.Context.Redrives)));
        Assert.Equal(sent.Select(message => message.Offset), replayed.Select(handled => handled.Context.Offset));
        EventContext live = Recorder.Handled.First(handled => handled is ("first", "A-1", _)).Context;
        Assert.Equal(
            (live.Timestamp, live.Metadata.Id), (replayed[0].Context.Timestamp, replayed[0].Context.Metadata.Id));

        await PublishAsync(service, "A-4");
        await HandledAsync(11);
        Assert.Equal(8, Recorder.Handled.Count(handled => handled.Context.Delivery == DeliveryKind.Live));
    }

    [Fact]
    public async Task A_plan_counts_what_would_be_sent_and_sends_nothing()
    {
        IHost service = await StartAsync(Configure);
        IReadOnlyList<DeliveredMessage> sent = await PublishAllAsync(service, ["A-1", "A-2", "A-3"]);
        var paid = (PublishResult.Delivered)await service.Services.GetRequiredService<IOrderPaidProducer>()
            .PublishAsync(new OrderPaid("9"), cancellationToken: Token);
        await HandledAsync(7);

        ReplaySummary plan = await Replays(service).PlanAsync(
            Into("one", "two") with { From = At(sent[0].Offset), To = At(paid.Messages[0].Offset + 1) }, Token);

        Assert.Equal([new ReplayRange(Bus.Orders, 0, sent[0].Offset, paid.Messages[0].Offset + 1)], plan.Ranges);
        Assert.Equal(
            [
                new ReplayCount(Bus.Orders, 0, Paid, null, 1),
                new ReplayCount(Bus.Orders, 0, Placed, "one", 3),
                new ReplayCount(Bus.Orders, 0, Placed, "two", 3),
            ],
            plan.Counts);
        Assert.Equal((4, 6, false), (plan.Read, plan.Sent, plan.IsContinued));
        await PublishAsync(service, "A-4");
        await HandledAsync(9);
        Assert.DoesNotContain(Recorder.Handled, handled => handled.Context.Delivery == DeliveryKind.Replay);
    }

    [Fact]
    public async Task A_run_that_was_interrupted_goes_on_where_it_stopped_and_ends_where_it_would_have()
    {
        IHost service = await StartAsync(One());
        IReadOnlyList<DeliveredMessage> sent = await PublishAllAsync(service, ["A-1", "A-2", "A-3", "A-4", "A-5"]);
        await HandledAsync(5);

        // The first one goes at once, and the second a thousand seconds later.
        using var interrupt = new CancellationTokenSource();
        Task<ReplaySummary> first = Replays(service)
            .RunAsync(Into("one") with { MessagesPerSecond = 0.001 }, cancellationToken: interrupt.Token);
        await HandledAsync(6);
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await PublishAllAsync(service, ["A-6", "A-7"]);
        await HandledAsync(8);

        ReplaySummary plan = await Replays(service).PlanAsync(Into("one"), Token);
        ReplaySummary second = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);
        await HandledAsync(12);
        ReplaySummary third = await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        Assert.Equal((true, 4), (plan.IsContinued, plan.Sent));
        Assert.Equal((true, 4), (second.IsContinued, second.Sent));
        Assert.Equal([new ReplayRange(Bus.Orders, 0, sent[0].Offset + 1, sent[4].Offset + 1)], second.Ranges);
        Assert.Equal((true, 0), (third.IsContinued, third.Read));
        Assert.Equal(
            ["A-1", "A-2", "A-3", "A-4", "A-5"],
            Recorder.Handled.Where(handled => handled.Context.Delivery == DeliveryKind.Replay).Select(handled => handled.Number));
    }

    [Fact]
    public async Task A_range_of_times_has_what_was_published_meanwhile()
    {
        IHost service = await StartAsync(One());
        DateTimeOffset[] times = new DateTimeOffset[4];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = await NextMillisecondAsync();
            await PublishAsync(service, $"A-{i}");
        }

        await HandledAsync(4);

        ReplaySummary summary = await Replays(service).RunAsync(
            Into("one") with { From = EventPosition.AtTime(times[1]), To = EventPosition.AtTime(times[3]) }, cancellationToken: Token);

        Assert.Equal((2, 2), (summary.Read, summary.Sent));
        await HandledAsync(6);
        Assert.Equal(["A-1", "A-2"], Recorder.Handled.Skip(4).Select(handled => handled.Number));
    }

    [Fact]
    public async Task A_range_of_offsets_of_an_event_type()
    {
        IHost service = await StartAsync(Configure);
        IReadOnlyList<DeliveredMessage> sent = await PublishAllAsync(service, ["A-1", "A-2"]);
        for (int i = 0; i < 3; i++)
        {
            var paid = (PublishResult.Delivered)await service.Services.GetRequiredService<IOrderPaidProducer>()
                .PublishAsync(new OrderPaid($"P-{i}"), cancellationToken: Token);
            sent = [.. sent, .. paid.Messages];
        }

        await HandledAsync(7);
        EventReplay replay = Into("one", "paid") with { From = At(sent[1].Offset), To = At(sent[4].Offset), EventTypes = [Paid] };

        ReplaySummary summary = await Replays(service).RunAsync(replay, cancellationToken: Token);

        Assert.Equal((3, 2), (summary.Read, summary.Sent));
        await HandledAsync(9);
        Assert.Equal([("paid", "P-0"), ("paid", "P-1")], Recorder.Handled.Skip(7).Select(handled => (handled.Handler, handled.Number)));
    }

    [Fact]
    public async Task A_replayed_event_that_fails_becomes_a_dead_letter_of_its_handler()
    {
        IHost service = await StartAsync(Configure, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        DeliveredMessage sent = (await PublishAsync(service, "A-1")).Messages[0];
        await HandledAsync(2);
        Fail("first", "A-1");

        await Replays(service).RunAsync(Into("one"), cancellationToken: Token);

        DeadLetter letter = (await LettersAsync(service, 1))[0];
        Assert.Equal(("one", Bus.Orders, sent.Offset), (letter.Handler, letter.Topic, letter.Offset));
    }

    [Fact]
    public async Task Progress_is_reported()
    {
        IHost service = await StartAsync(Configure);
        await PublishAllAsync(service, ["A-1", "A-2", "A-3"]);
        var reports = new Reports();

        await Replays(service).RunAsync(Into("one", "two"), reports, Token);

        Assert.Equal(new ReplayProgress(3, 6, 0), reports.All[^1]);
    }

    [Fact]
    public async Task What_does_not_exist_is_an_error_that_lists_what_does()
    {
        IHost service = Bus.Service(Configure, recorder: null);

        await SaysAsync("has no group other. It has group.", Into("one") with { Group = "other" });
        await SaysAsync("has no handler three. It has one, two, paid.", Into("one", "three"));
        await SaysAsync("Name the handlers of group that get the events. It has one, two, paid.", Into());
        await SaysAsync($"doesn't read the topic orders. It reads {Bus.Orders}.", Into("one") with { Topic = "orders" });
        await SaysAsync($"one, two don't get the event {Paid}. They get {Placed}.", Into("one", "two") with { EventTypes = [Paid] });
        await SaysAsync("'a b' isn't a valid name of a run", Into("one") with { Name = "a b" });
        await SaysAsync("-1 messages a second is no rate", Into("one") with { MessagesPerSecond = -1 });

        async Task SaysAsync(string text, EventReplay replay) => Assert.Contains(
            text,
            (await Assert.ThrowsAsync<ArgumentException>(() => Replays(service).PlanAsync(replay, Token))).Message,
            StringComparison.Ordinal);
    }

    private static EventReplay Into(params string[] handlers) =>
        new() { Name = "again", Group = "group", Handlers = handlers, From = EventPosition.Earliest };

    private static EventPosition At(long offset) => EventPosition.AtOffsets(new Dictionary<int, long> { [0] = offset });

    private static IEventReplays Replays(IHost service) => service.Services.GetRequiredService<IEventReplays>();

    private static void Configure(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddProducer<OrderPaid>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two")
            .OnOrderPaid<PaidHandler>("paid"));

    /// <summary>A time in whole milliseconds that nothing before it has, and nothing behind it is before.</summary>
    private static async Task<DateTimeOffset> NextMillisecondAsync()
    {
        long before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await Wait.UntilAsync(() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > before, "the clock goes on");
        return DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    private sealed class Reports : IProgress<ReplayProgress>
    {
        public List<ReplayProgress> All { get; } = [];

        public void Report(ReplayProgress value) => All.Add(value);
    }
}
