using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class EventTailTests : IAsyncLifetime
{
    private const string Topic = "dev-orders";
    private const string Placed = "org.acme.order.placed.v1";

    private static readonly TailRequest All = new() { Topic = Topic, From = EventPosition.Earliest, To = EventPosition.Latest };

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_range_is_read_without_a_group()
    {
        IHost service = _bus.Service(Configure);
        PublishResult.Delivered first = await PublishAsync(service, "1", "2", "3");

        List<TailMessage> read = await ReadAsync(service, All);

        Assert.Equal([0L, 1, 2], read.Select(one => one.Offset));
        TailMessage message = read[0];
        Assert.Equal((Topic, 0, null), (message.Topic, message.Partition, message.EntryId));
        Assert.Equal((Placed, "1", first.EventId.ToString()), (message.EventType, message.KeyText, message.HeaderText("ce_id")));
        Assert.InRange(message.Timestamp!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        TailEvent decoded = await message.DecodeAsync(Token);
        Assert.Equal((first.EventId, null), (decoded.Metadata!.Id, decoded.Problem));
        Assert.Equal("1", Assert.IsType<OrderPlaced>(decoded.Event!.Value).Number);
    }

    [Fact]
    public async Task A_service_without_the_events_reads_them_with_the_schema_of_their_writer()
    {
        await PublishAsync(_bus.Service(Configure), "1");
        IHost tool = _bus.Service(_ => { }, null, ("FeatureManagement:OrderPlacedEvent", null));

        TailMessage message = Assert.Single(await ReadAsync(tool, All));

        TailEvent decoded = await message.DecodeAsync(Token);
        Assert.Equal((Placed, "1", null), (message.EventType, message.KeyText, decoded.Event!.Value));
        Assert.Contains("\"1\"", decoded.Event.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_without_headers_is_read_by_the_schema_in_front_of_it()
    {
        await PublishAsync(_bus.Service(Configure), "1");
        IHost tool = _bus.Service(_ => { }, null, ("FeatureManagement:OrderPlacedEvent", null));
        TailMessage written = Assert.Single(await ReadAsync(tool, All));
        await RawAsync(written.Value!.Value.ToArray(), headers: []);

        TailMessage message = (await ReadAsync(tool, All))[1];

        Assert.NotNull(written.SchemaId);
        Assert.Equal((written.SchemaId, $"{Placed}.CloudEvent"), (message.SchemaId, message.EventType));
        Assert.Contains("\"1\"", (await message.DecodeAsync(Token)).Event!.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_a_frame_is_its_text_where_nobody_knows_the_event()
    {
        IHost tool = _bus.Service(_ => { }, null, ("FeatureManagement:OrderPlacedEvent", null));
        var config = new ProducerConfig { BootstrapServers = _bus.BootstrapServers };
        using (IProducer<string, byte[]> producer = new ProducerBuilder<string, byte[]>(config).Build())
        {
            await producer.ProduceAsync(Topic, new Message<string, byte[]> { Key = "A-1", Value = [1] }, Token);
        }

        Assert.Equal("A-1", Assert.Single(await ReadAsync(tool, All with { KeyText = "A-1" })).KeyText);
    }

    [Fact]
    public async Task Filters_and_positions_narrow_what_is_read()
    {
        IHost service = _bus.Service(Configure);
        await PublishAsync(service, "1", "2");
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("2"), cancellationToken: Token);
        TailMessage paid = (await ReadAsync(service, All))[2];
        string id = paid.HeaderText("ce_id")!;

        Assert.Equal([0L, 1], await OffsetsAsync(service, All with { EventTypes = [Placed] }));
        Assert.Equal([1L], await OffsetsAsync(service, All with { KeyText = "2", EventTypes = [Placed] }));
        Assert.Equal([2L], await OffsetsAsync(service, All with { Headers = new Dictionary<string, string> { ["ce_id"] = id } }));
        Assert.Equal([1L], await OffsetsAsync(service, All with { From = At(1), To = At(2) }));
        Assert.Equal([0L, 1, 2], await OffsetsAsync(service, All with { From = EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(-1)) }));
        Assert.Empty(await OffsetsAsync(service, All with { From = EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(1)) }));
        await Assert.ThrowsAsync<ArgumentException>(() => OffsetsAsync(service, All with { From = At(7) }));
    }

    [Fact]
    public async Task What_comes_is_followed_until_somebody_cancels()
    {
        IHost service = _bus.Service(Configure);
        await PublishAsync(service, "1");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IAsyncEnumerator<TailMessage> tail = Tail(service)
            .ReadAsync(new TailRequest { Topic = Topic, From = EventPosition.Earliest }, stop.Token)
            .GetAsyncEnumerator(stop.Token);
        await using (tail)
        {
            Assert.True(await tail.MoveNextAsync());
            ValueTask<bool> next = tail.MoveNextAsync();
            await PublishAsync(service, "2");

            Assert.True(await next);
            Assert.Equal("2", tail.Current.KeyText);
            ValueTask<bool> another = tail.MoveNextAsync();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await another);
        }
    }

    [Fact]
    public async Task What_is_no_event_is_shown_as_it_is()
    {
        IHost service = _bus.Service(Configure);
        await RawAsync(value: [1, 2, 3], headers: []);
        await RawAsync(value: null, headers: [("ce_type", Placed)]);
        await RawAsync(value: [1, 2, 3, 4, 5, 6], headers: [("ce_type", Placed), ("ce_id", "x")]);

        List<TailMessage> read = await ReadAsync(service, All);

        Assert.Equal([null, Placed, Placed], read.Select(one => one.EventType));
        Assert.Equal("it names no event", (await read[0].DecodeAsync(Token)).Problem);
        Assert.Equal("it has no value", (await read[1].DecodeAsync(Token)).Problem);
        Assert.Contains("is not a UUID", (await read[2].DecodeAsync(Token)).Problem, StringComparison.Ordinal);
        Assert.Empty(_bus.Log.At(Microsoft.Extensions.Logging.LogLevel.Error));
    }

    [Fact]
    public async Task A_topic_that_does_not_exist_is_named()
    {
        IHost service = _bus.Service(Configure);

        EventBusReadException e = await Assert.ThrowsAsync<EventBusReadException>(
            () => ReadAsync(service, All with { Topic = "no-such-topic" }));

        Assert.StartsWith("The topic no-such-topic can't be read: ", e.Message, StringComparison.Ordinal);
    }

    private static void Configure(EventBusBuilder events) => events.AddProducer<OrderPlaced>().AddProducer<OrderPaid>();

    private static EventPosition At(long offset) => EventPosition.AtOffsets(new Dictionary<int, long> { [0] = offset });

    private static IEventTail Tail(IHost service) => service.Services.GetRequiredKeyedService<IEventTail>("Kafka");

    private static async Task<List<TailMessage>> ReadAsync(IHost service, TailRequest request)
    {
        List<TailMessage> read = [];
        await foreach (TailMessage message in Tail(service).ReadAsync(request, Token))
        {
            read.Add(message);
        }

        return read;
    }

    private static async Task<List<long>> OffsetsAsync(IHost service, TailRequest request) =>
        [.. (await ReadAsync(service, request)).Select(one => one.Offset)];

    private static async Task<PublishResult.Delivered> PublishAsync(IHost service, params string[] numbers)
    {
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        PublishResult? first = null;
        foreach (string number in numbers)
        {
            PublishResult result = await producer.PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
            first ??= result;
        }

        return (PublishResult.Delivered)first!;
    }

    private async Task RawAsync(byte[]? value, (string Name, string Text)[] headers)
    {
        using IProducer<byte[]?, byte[]?> producer = new ProducerBuilder<byte[]?, byte[]?>(
            new ProducerConfig { BootstrapServers = _bus.BootstrapServers }).Build();
        var message = new Message<byte[]?, byte[]?> { Value = value, Headers = [] };
        foreach ((string name, string text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        await producer.ProduceAsync(Topic, message, Token);
    }
}
