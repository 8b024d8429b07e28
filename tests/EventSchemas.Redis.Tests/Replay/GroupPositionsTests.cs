using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

public sealed class GroupPositionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_says_where_the_group_stands_and_changes_nothing()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(service, 2);
        await Bus.Until(
            () => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > sent[1].Offset >> 21, "the clock goes on");
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        sent = [.. sent, .. await Bus.PublishAsync(service, 2)];
        Assert.Equal([new PositionChange(Bus.Orders, 0, null, 0)], await PlanAsync(service, EventPosition.Earliest));

        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", sent[0].EntryId);
        long now = sent[0].Offset + 1;

        Assert.Equal([new PositionChange(Bus.Orders, 0, now, 0)], await PlanAsync(service, EventPosition.Earliest));
        Assert.Equal([new PositionChange(Bus.Orders, 0, now, sent[3].Offset + 1)], await PlanAsync(service, EventPosition.Latest));
        PositionChange atTime = Assert.Single(await PlanAsync(service, EventPosition.AtTime(time)));
        Assert.InRange(atTime.To, sent[1].Offset + 1, sent[2].Offset);
        Assert.Equal(
            [new PositionChange(Bus.Orders, 0, now, sent[3].Offset + 1)],
            await PlanAsync(service, EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(1))));
        Assert.Empty(await PlanAsync(service, At(now)));
        await Assert.ThrowsAsync<ArgumentException>(() => PlanAsync(service, At(sent[3].Offset + 2)));

        // What was read and not acknowledged is handled next.
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "gone", StreamPosition.NewMessages, 2);
        Assert.Equal([new PositionChange(Bus.Orders, 0, sent[1].Offset, 0)], await PlanAsync(service, EventPosition.Earliest));
        Assert.Equal(2, await bus.PendingAsync());
    }

    [Theory]
    [InlineData(0, new[] { "A-1", "A-2", "A-3", "A-4" })]
    [InlineData(2, new[] { "A-3", "A-4" })]
    [InlineData(4, new string[0])]
    public async Task A_group_continues_where_it_was_set_to(int place, string[] expected)
    {
        await using Bus bus = await Bus.StartAsync();
        var before = new Recorder();
        IHost first = await bus.StartGroupAsync(before);
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(first, 4);
        await Bus.Until(() => before.Handled.Count == 4, "all are handled");
        await bus.StopAsync(first);
        IHost service = bus.Service(Configure);

        await ResetAsync(service, place == 0 ? EventPosition.Earliest : place == 4 ? EventPosition.Latest : At(sent[place].Offset));

        var recorder = new Recorder();
        IHost second = await bus.StartGroupAsync(recorder);
        await second.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("B", 1), cancellationToken: Token);
        await Bus.Until(() => recorder.Handled.Any(handled => handled.Number == "B"), "the next one is handled");
        Assert.Equal([.. expected, "B"], recorder.Handled.Select(handled => handled.Number));

        // Nothing was lost, and the group says nothing else.
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "all are acknowledged");
        Assert.Empty(bus.Log.At(LogLevel.Error));
    }

    [Fact]
    public async Task A_reset_to_the_end_skips_what_was_read_and_not_settled()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        IHost impatient = bus.Service(Configure, null, ("EventBus:Redis:ClaimAfter", "00:00:00.01"));
        await Bus.PublishAsync(service, 3);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "gone", StreamPosition.NewMessages, 2);
        PositionPlan plan = await Positions(service).PlanAsync("group", EventPosition.Latest, cancellationToken: Token);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(() => Positions(service).ResetAsync(plan, Token));
        Assert.Contains("running as gone: stop every instance. If that process was killed, wait for", e.Message, StringComparison.Ordinal);
        await Bus.UntilAsync(
            async () =>
            {
                try
                {
                    await Positions(impatient).ResetAsync(plan, Token);
                    return true;
                }
                catch (EventReplayException)
                {
                    return false;
                }
            },
            "the process is gone for long enough");

        Assert.Equal(0, await bus.PendingAsync());
        Assert.Empty(await PlanAsync(service, EventPosition.Latest));
    }

    [Fact]
    public async Task A_running_group_is_not_moved()
    {
        await using Bus bus = await Bus.StartAsync();
        var release = new TaskCompletionSource();
        var recorder = new Recorder { Before = (_, _, _, token) => release.Task.WaitAsync(token) };
        IHost service = await bus.StartGroupAsync(recorder);
        await Bus.PublishAsync(service, 2);
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 2, "they are read");

        // At work, and without work.
        EventReplayException busy = await Assert.ThrowsAsync<EventReplayException>(() => ResetAsync(service, EventPosition.Latest));
        release.SetResult();
        await Bus.UntilAsync(async () => recorder.Handled.Count == 2 && await bus.PendingAsync() == 0, "they are handled");
        EventReplayException idle = await Assert.ThrowsAsync<EventReplayException>(() => ResetAsync(service, EventPosition.Earliest));

        Assert.Contains("The group group is running as", busy.Message, StringComparison.Ordinal);
        Assert.Contains("The group group is running as", idle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_is_out_of_date_is_not_done()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(service, 3);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", sent[2].EntryId);
        PositionPlan plan = await Positions(service).PlanAsync("group", EventPosition.Earliest, cancellationToken: Token);
        await bus.Database.StreamConsumerGroupSetPositionAsync(Bus.Orders, "group", sent[1].EntryId);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(() => Positions(service).ResetAsync(plan, Token));

        Assert.Contains("has moved on dev-orders since the plan was made", e.Message, StringComparison.Ordinal);
        Assert.Equal(sent[1].EntryId, (await bus.Database.StreamGroupInfoAsync(Bus.Orders))[0].LastDeliveredId);
    }

    [Fact]
    public async Task A_group_that_was_never_there_can_be_given_a_position()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(service, 2);

        await ResetAsync(service, At(sent[1].Offset));

        var recorder = new Recorder();
        await bus.StartGroupAsync(recorder);
        await Bus.Until(() => recorder.Handled.Count == 1, "the last is handled");
        Assert.Equal("A-2", recorder.Handled[0].Number);
    }

    private static EventPosition At(long offset) => EventPosition.AtOffsets(new Dictionary<int, long> { [0] = offset });

    private static IGroupPositions Positions(IHost service) => service.Services.GetRequiredService<IGroupPositions>();

    private static async Task<IReadOnlyList<PositionChange>> PlanAsync(IHost service, EventPosition position) =>
        (await Positions(service).PlanAsync("group", position, cancellationToken: Token)).Changes;

    private static async Task ResetAsync(IHost service, EventPosition position) => await Positions(service).ResetAsync(
        await Positions(service).PlanAsync("group", position, cancellationToken: Token), Token);

    private static void Configure(EventBusBuilder bus) => bus.AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
}
