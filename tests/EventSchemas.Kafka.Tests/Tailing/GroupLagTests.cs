using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class GroupLagTests : IAsyncLifetime
{
    private const string Topic = "dev-orders";

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_group_of_anybody_is_seen_by_its_committed_offsets()
    {
        IHost service = _bus.Service(events => events.AddProducer<OrderPlaced>());
        await PublishAsync(service, 5);
        Commit("python", 3);

        GroupLag lag = await Lag(service).ReadAsync("python", [Topic], Token);

        PartitionLag one = Assert.Single(lag.Partitions);
        Assert.Equal((Topic, 0, 0L, 5L), (one.Topic, one.Partition, one.Beginning, one.End));
        Assert.Equal((3L, 2L, 0L, 2L), (one.Position, one.Lag, one.Missed, lag.Total));
        Assert.Equal((null, null, null, null), (one.Pending, one.OldestPending, one.Members, one.LastEntryId));
    }

    [Fact]
    public async Task A_partition_without_a_position_has_no_lag()
    {
        IHost service = _bus.Service(events => events.AddProducer<OrderPlaced>());
        await PublishAsync(service, 2);

        GroupLag lag = await Lag(service).ReadAsync("nobody", [Topic], Token);

        Assert.Equal((null, null, 2L), (lag.Partitions[0].Position, lag.Partitions[0].Lag, lag.Partitions[0].End));
        Assert.Equal(0, lag.Total);
    }

    [Fact]
    public async Task A_group_of_the_service_has_its_topics_and_its_retry_topic_if_there_is_one()
    {
        IHost service = _bus.Service(events => events.AddProducer<OrderPlaced>()
            .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first")));
        await PublishAsync(service, 1);

        string[] before = await TopicsAsync(service);
        _bus.Kafka.CreateTopic("dev-group.retry", 1);
        string[] after = await TopicsAsync(service);

        Assert.Equal([Topic], before);
        Assert.Equal([Topic, "dev-group.retry"], after);
        await Assert.ThrowsAsync<ArgumentException>(() => Lag(service).ReadAsync("nobody", cancellationToken: Token));
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_named()
    {
        IHost service = _bus.Service(events => events.AddProducer<OrderPlaced>());

        EventBusReadException e = await Assert.ThrowsAsync<EventBusReadException>(
            () => Lag(service).ReadAsync("group", ["no-such-topic"], Token));

        Assert.StartsWith("The lag of the group group in no-such-topic can't be read: ", e.Message, StringComparison.Ordinal);
    }

    private static IGroupLag Lag(IHost service) => service.Services.GetRequiredKeyedService<IGroupLag>("Kafka");

    private static async Task<string[]> TopicsAsync(IHost service) =>
        [.. (await Lag(service).ReadAsync("group", cancellationToken: Token)).Partitions.Select(one => one.Topic)];

    private static async Task PublishAsync(IHost service, int count)
    {
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        for (int i = 0; i < count; i++)
        {
            await producer.PublishAsync(new OrderPlaced($"{i}", 1), cancellationToken: Token);
        }
    }

    private void Commit(string group, long offset)
    {
        var config = new ConsumerConfig { BootstrapServers = _bus.BootstrapServers, GroupId = group };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Commit([new TopicPartitionOffset(Topic, 0, offset)]);
    }
}
