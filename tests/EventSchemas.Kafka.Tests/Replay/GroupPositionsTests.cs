using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class GroupPositionsTests : IAsyncLifetime
{
    private static readonly TopicPartition Partition = new("dev-orders", 0);
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_plan_says_what_is_run_again_and_what_is_skipped()
    {
        IHost service = _bus.Service(Configure);
        Send(10);
        Commit(6);

        Assert.Equal([new PositionChange("dev-orders", 0, 6, 0)], await Plan(service, EventPosition.Earliest));
        Assert.Equal([new PositionChange("dev-orders", 0, 6, 10)], await Plan(service, EventPosition.Latest));
        Assert.Equal([new PositionChange("dev-orders", 0, 6, 3)], await Plan(service, EventPosition.AtTime(Start.AddMinutes(3))));
        Assert.Empty(await Plan(service, EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 6 })));
        PositionChange change = (await Plan(service, EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 8 })))[0];
        Assert.Equal((0, 2), (change.RunAgain, change.Skipped));
        Assert.Equal((6, 0), (change with { To = 0 } is var back ? (back.RunAgain, back.Skipped) : default));
        Assert.Equal(6, Committed());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_continues_where_it_was_set_to(bool isNewProtocol)
    {
        IHost service = _bus.Service(Configure, null, Protocol(isNewProtocol));
        await Publish(service, 4);
        Commit(4);
        PositionPlan plan = await Positions(service).PlanAsync(
            "group", EventPosition.AtOffsets(new Dictionary<int, long> { [0] = 2 }), cancellationToken: Token);

        await Positions(service).ResetAsync(plan, Token);

        Assert.Equal(2, Committed());
        var recorder = new Recorder();
        await _bus.StartServiceAsync(Configure, recorder, Protocol(isNewProtocol));
        await Bus.Until(() => recorder.Handled.Count == 2, "the last two are handled again");
        Assert.Equal([2L, 3], recorder.Handled.Select(handled => handled.Context.Offset));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_running_group_is_not_moved(bool isNewProtocol)
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Configure, recorder, Protocol(isNewProtocol));
        await Publish(service, 2);
        await Bus.Until(() => Committed() == 2, "the group has committed");
        PositionPlan plan = await Positions(service).PlanAsync("group", EventPosition.Earliest, cancellationToken: Token);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(() => Positions(service).ResetAsync(plan, Token));

        Assert.Contains("The group group is running", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, Committed());
    }

    [Fact]
    public async Task A_plan_that_is_out_of_date_is_not_done()
    {
        IHost service = _bus.Service(Configure);
        Send(3);
        Commit(3);
        PositionPlan plan = await Positions(service).PlanAsync("group", EventPosition.Earliest, cancellationToken: Token);
        Commit(2);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(() => Positions(service).ResetAsync(plan, Token));

        Assert.Contains("has moved in dev-orders [[0]] since the plan was made, from 3 to 2", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, Committed());
    }

    [Fact]
    public async Task A_refused_commit_says_why()
    {
        IHost service = _bus.Service(Configure);
        Send(3);
        Commit(3);
        PositionPlan plan = await Positions(service).PlanAsync("group", EventPosition.Earliest, cancellationToken: Token);
        _bus.Kafka.Faults.FailNext(KafkaRequest.OffsetCommit, ErrorCode.GroupAuthorizationFailed);

        EventReplayException e = await Assert.ThrowsAsync<EventReplayException>(() => Positions(service).ResetAsync(plan, Token));

        Assert.Contains("Check that the service has the right to, and plan again", e.Message, StringComparison.Ordinal);
        Assert.Equal(3, Committed());
    }

    // The consumer protocol leaves the session to the broker.
    private static (string, string?)[] Protocol(bool isNew) => isNew
        ?
        [
            ("EventBus:Kafka:Client:group.protocol", "consumer"),
            ("EventBus:Kafka:Client:session.timeout.ms", null),
            ("EventBus:Kafka:Client:heartbeat.interval.ms", null),
        ]
        : [Bus.LongSession];

    private static IGroupPositions Positions(IHost service) => service.Services.GetRequiredService<IGroupPositions>();

    private static async Task<IReadOnlyList<PositionChange>> Plan(IHost service, EventPosition position) =>
        (await Positions(service).PlanAsync("group", position, cancellationToken: Token)).Changes;

    private static void Configure(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("one"));

    private static async Task Publish(IHost service, int count)
    {
        for (int i = 0; i < count; i++)
        {
            await service.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced($"{i}", i), cancellationToken: Token);
        }
    }

    private void Send(int count)
    {
        var config = new ProducerConfig { BootstrapServers = _bus.Kafka.BootstrapServers };
        using IProducer<byte[], byte[]> producer = new ProducerBuilder<byte[], byte[]>(config).Build();
        for (int i = 0; i < count; i++)
        {
            producer.Produce(Partition, new Message<byte[], byte[]> { Value = [1], Timestamp = new Timestamp(Start.AddMinutes(i)) });
        }

        producer.Flush(Token);
    }

    private void Commit(long offset)
    {
        using IConsumer<byte[], byte[]> consumer = Client();
        consumer.Commit([new TopicPartitionOffset(Partition, offset)]);
    }

    private long Committed()
    {
        using IConsumer<byte[], byte[]> consumer = Client();
        return consumer.Committed([Partition], Bus.Deadline)[0].Offset.Value;
    }

    private IConsumer<byte[], byte[]> Client() => new ConsumerBuilder<byte[], byte[]>(
        new ConsumerConfig { BootstrapServers = _bus.Kafka.BootstrapServers, GroupId = "group" }).Build();
}
