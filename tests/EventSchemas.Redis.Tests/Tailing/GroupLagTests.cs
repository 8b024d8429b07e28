using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

public sealed class GroupLagTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_of_anybody_is_seen_with_its_pending_entries_and_consumers()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        RedisValue[] ids = await AddAsync(bus, 5);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "python", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "python", "worker-1", StreamPosition.NewMessages, count: 3);
        await bus.Database.StreamAcknowledgeAsync(Bus.Orders, "python", ids[0]);

        PartitionLag lag = Assert.Single((await Lag(service).ReadAsync("python", [Bus.Orders], Token)).Partitions);

        Assert.Equal((Bus.Orders, 0, 2L, 2L, 0L), (lag.Topic, lag.Partition, lag.Lag, lag.Pending, lag.Missed));
        Assert.Equal((ids[2].ToString(), ids[1].ToString()), (lag.LastEntryId, $"{lag.OldestPending!.Value.ToUnixTimeMilliseconds()}"
            + ids[1].ToString()[ids[1].ToString().IndexOf('-', StringComparison.Ordinal)..]));
        Assert.InRange(lag.OldestPendingIdle!.Value, TimeSpan.Zero, Bus.Deadline);
        Assert.Equal(("worker-1", 2L), Assert.Single(lag.Members!) is var member ? (member.Name, member.Pending) : default);
        Assert.True(lag.Beginning < lag.Position && lag.Position < lag.End);
    }

    [Fact]
    public async Task What_was_deleted_unread_is_counted_apart()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        await AddAsync(bus, 2);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "one", StreamPosition.NewMessages, count: 1);
        await AddAsync(bus, 8);
        await bus.Database.StreamTrimAsync(Bus.Orders, 4);

        PartitionLag behind = (await Lag(service).ReadAsync("group", [Bus.Orders], Token)).Partitions[0];
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "one", StreamPosition.NewMessages, count: 1);
        PartitionLag after = (await Lag(service).ReadAsync("group", [Bus.Orders], Token)).Partitions[0];

        Assert.Equal((4L, 5L), (behind.Lag, behind.Missed));
        Assert.Equal((3L, 0L), (after.Lag, after.Missed));
    }

    [Fact]
    public async Task A_group_of_the_service_has_its_topics_and_its_retry_stream()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder);
        await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("1", 1), cancellationToken: Token);
        await Bus.UntilAsync(
            async () => await Lag(service).ReadAsync("group", cancellationToken: Token) is { Total: 0 } now
                && now.Partitions[0] is { Pending: 0, Lag: 0, LastEntryId: not "0-0" },
            "the event is settled");

        GroupLag lag = await Lag(service).ReadAsync("group", cancellationToken: Token);

        Assert.Equal([Bus.Orders, "dev-group.retry"], lag.Partitions.Select(one => one.Topic));
        Assert.All(lag.Partitions, one => Assert.Null(one.OldestPending));
    }

    [Fact]
    public async Task Without_the_group_or_the_stream_it_says_so()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        await AddAsync(bus, 1);

        PartitionLag none = (await Lag(service).ReadAsync("nobody", [Bus.Orders], Token)).Partitions[0];

        Assert.Equal((null, null, null), (none.Position, none.Lag, none.Members));
        Assert.Contains(
            "There is no stream no-such-stream.",
            (await Assert.ThrowsAsync<EventBusReadException>(() => Lag(service).ReadAsync("nobody", ["no-such-stream"], Token))).Message,
            StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => Lag(service).ReadAsync("nobody", cancellationToken: Token));
    }

    private static IGroupLag Lag(IHost service) => service.Services.GetRequiredKeyedService<IGroupLag>("Redis");

    private static async Task<RedisValue[]> AddAsync(Bus bus, int count)
    {
        var ids = new RedisValue[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = await bus.Database.StreamAddAsync(Bus.Orders, "type", "any");
        }

        return ids;
    }
}
