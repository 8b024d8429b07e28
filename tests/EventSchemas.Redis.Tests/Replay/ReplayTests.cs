using System.Globalization;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>What a replay does on Redis beside what it does on every transport.</summary>
public sealed class ReplayTests
{
    private const string Hash = "dev-group.replay.again";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task How_far_a_run_is_is_kept_in_a_hash_and_the_group_stays_where_it_is()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder);
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(service, 3);
        await Bus.UntilAsync(async () => recorder.Handled.Count == 3 && await bus.PendingAsync() == 0, "all are handled");
        string? before = await LastDeliveredAsync(bus);

        await Replays(service).RunAsync(Into("first"), cancellationToken: Token);

        await Bus.Until(() => recorder.Handled.Count == 6, "they are handled again");
        string last = sent[^1].EntryId!;
        string behind = last[..(last.IndexOf('-') + 1)] + (int.Parse(last[(last.IndexOf('-') + 1)..], CultureInfo.InvariantCulture) + 1);
        Assert.Equal(
            [("dev-orders", behind), ("dev-orders end", behind)],
            (await bus.Database.HashGetAllAsync(Hash)).Select(one => (one.Name.ToString(), one.Value.ToString())).Order());
        Assert.Equal((before, 0), (await LastDeliveredAsync(bus), await bus.PendingAsync()));
        Assert.Equal(sent.Select(message => message.EntryId), recorder.Handled.Skip(3).Select(handled => handled.Context.EntryId));
    }

    [Fact]
    public async Task A_process_without_the_handlers_can_start_a_replay()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost tool = await bus.StartServiceAsync(events => events
            .AddProducer<OrderPlaced>()
            .AddForeignGroup(new ForeignGroup("group") { Topics = [Bus.Orders] }));
        await Bus.PublishAsync(tool, 2);
        EventReplay replay = Into("first") with { EventTypes = ["org.acme.order.placed.v1"] };

        Assert.Equal(2, (await Replays(tool).PlanAsync(replay, Token)).Sent);
        Assert.Equal(2, (await Replays(tool).RunAsync(replay, cancellationToken: Token)).Sent);

        var recorder = new Recorder();
        await bus.StartGroupAsync(recorder);
        await Bus.Until(() => recorder.Handled.Count(handled => handled.Context.Delivery == DeliveryKind.Replay) == 2, "they are handled");
        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => Replays(tool).PlanAsync(Into("first"), Token));
        Assert.Contains("Name the event types", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_goes_on_at_its_rate_and_with_what_the_stream_still_has()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        await Bus.PublishAsync(service, 5);
        using var interrupt = new CancellationTokenSource();
        Task<ReplaySummary> first = Replays(service)
            .RunAsync(Into("first") with { MessagesPerSecond = 0.001 }, cancellationToken: interrupt.Token);
        await Bus.UntilAsync(async () => await bus.Database.StreamLengthAsync("dev-group.retry") == 1, "the first is on its way");
        await interrupt.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);

        // The second is deleted meanwhile.
        await bus.Database.StreamTrimAsync(Bus.Orders, 3);
        ReplaySummary second = await Replays(service).RunAsync(Into("first"), cancellationToken: Token);

        Assert.Equal((true, 3, 3), (second.IsContinued, second.Read, second.Sent));
        Assert.Equal(4, await bus.Database.StreamLengthAsync("dev-group.retry"));
    }

    [Fact]
    public async Task A_retry_stream_that_takes_nothing_ends_the_run_and_it_can_be_started_again()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        await Bus.PublishAsync(service, 3);
        await bus.Database.StringSetAsync("dev-group.retry", "x");

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(
            () => Replays(service).RunAsync(Into("first"), cancellationToken: Token));

        Assert.Contains("The replay again can't send to dev-group.retry. Redis at", e.Message, StringComparison.Ordinal);
        await bus.Database.KeyDeleteAsync("dev-group.retry");
        ReplaySummary again = await Replays(service).RunAsync(Into("first"), cancellationToken: Token);
        Assert.Equal((true, 3), (again.IsContinued, again.Sent));
    }

    [Fact]
    public async Task A_server_that_is_away_ends_the_run()
    {
        await using Bus bus = await Bus.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        IHost service = bus.Service(Configure);
        await Bus.PublishAsync(service, 3);
        await Replays(service).PlanAsync(Into("first"), Token);
        await bus.Server.KillAsync();

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(
            () => Replays(service).RunAsync(Into("first"), cancellationToken: Token));

        Assert.Contains("The streams dev-orders can't be read again. Redis at", e.Message, StringComparison.Ordinal);
        await bus.Server.RunAsync();
        ReplaySummary? again = null;
        await Bus.UntilAsync(
            async () =>
            {
                try
                {
                    again = await Replays(service).RunAsync(Into("first"), cancellationToken: Token);
                    return true;
                }
                catch (EventReplayException)
                {
                    return false;
                }
            },
            "it runs again");
        Assert.Equal(3, again!.Sent);
    }

    [Fact]
    public async Task An_offset_that_the_stream_never_had_is_an_error_and_a_time_to_come_is_its_end()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(Configure);
        DeliveredMessage sent = (await Bus.PublishAsync(service, 1))[0];

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(() => Replays(service).PlanAsync(
            Into("first") with { From = EventPosition.AtOffsets(new Dictionary<int, long> { [0] = sent.Offset + 2 }) }, Token));
        Assert.Contains(
            $"dev-orders has the offsets from 0 to {sent.Offset + 1}, and not {sent.Offset + 2}", e.Message, StringComparison.Ordinal);
        ReplaySummary plan = await Replays(service).PlanAsync(
            Into("first") with { From = EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(1)) }, Token);
        Assert.Equal([new ReplayRange(Bus.Orders, 0, sent.Offset + 1, sent.Offset + 1)], plan.Ranges);
    }

    private static EventReplay Into(params string[] handlers) =>
        new() { Name = "again", Group = "group", Handlers = handlers, From = EventPosition.Earliest };

    private static IEventReplays Replays(IHost service) => service.Services.GetRequiredService<IEventReplays>();

    private static void Configure(EventBusBuilder bus) => bus.AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));

    private static async Task<string?> LastDeliveredAsync(Bus bus) =>
        (await bus.Database.StreamGroupInfoAsync(Bus.Orders)).Single(group => group.Name == "group").LastDeliveredId;
}
