using System.Text;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

public sealed class EventTailTests
{
    private const string Placed = "org.acme.order.placed.v1";

    private static readonly TailRequest All = new() { Topic = Bus.Orders, From = EventPosition.Earliest, To = EventPosition.Latest };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_range_is_read_without_a_group()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>().AddProducer<OrderPaid>());
        PublishResult.Delivered first = await PublishAsync(service, "1", "2", "3");

        List<TailMessage> read = await ReadAsync(service, All);

        Assert.Equal(3, read.Count);
        TailMessage message = read[0];
        Assert.Equal((Bus.Orders, 0, first.Messages[0].EntryId, first.Offset), (message.Topic, message.Partition, message.EntryId,
            message.Offset));
        Assert.Equal((Placed, "1", first.EventId.ToString()), (message.EventType, message.KeyText, message.HeaderText("id")));
        Assert.Null(message.Key);
        Assert.DoesNotContain(message.Headers, header => header.Key == "event_data");
        TailEvent decoded = await message.DecodeAsync(Token);
        Assert.Equal((first.EventId, null), (decoded.Metadata!.Id, decoded.Problem));
        Assert.Equal(new OrderPlaced("1", 1), decoded.Event!.Value);
        Assert.Equal(message.Timestamp!.Value.ToUnixTimeMilliseconds(), message.Offset >> 21);
        Assert.Empty(await bus.Database.StreamGroupInfoAsync(Bus.Orders));
    }

    [Fact]
    public async Task Filters_and_positions_narrow_what_is_read()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>().AddProducer<OrderPaid>());
        await PublishAsync(service, "1", "2");
        PublishResult paid = await service.Services.GetRequiredService<IOrderPaidProducer>()
            .PublishAsync(new OrderPaid("2"), cancellationToken: Token);
        string id = ((PublishResult.Delivered)paid).EventId.ToString();
        long second = (await ReadAsync(service, All))[1].Offset;

        Assert.Equal(2, (await ReadAsync(service, All with { EventTypes = [Placed] })).Count);
        Assert.Equal([second], (await ReadAsync(service, All with { KeyText = "2" })).Select(one => one.Offset));
        Assert.Equal(["org.acme.order.paid.v1"], (await ReadAsync(service, All with { Headers = Header("id", id) }))
            .Select(one => one.EventType));
        Assert.Empty(await ReadAsync(service, All with { Headers = Header("id", id), EventTypes = [Placed] }));
        Assert.Equal(
            [second],
            (await ReadAsync(service, All with { From = At(second), To = At(second + 1) })).Select(one => one.Offset));
        Assert.Empty(await ReadAsync(service, All with { From = EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(1)) }));
        Assert.Equal(3, (await ReadAsync(service, All with { From = EventPosition.AtTime(DateTimeOffset.UtcNow.AddHours(-1)) })).Count);
        Assert.Empty(await ReadAsync(service, All with { Topic = "no-such-stream" }));
    }

    [Fact]
    public async Task What_comes_is_followed_until_somebody_cancels()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        await PublishAsync(service, "before");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        IAsyncEnumerator<TailMessage> tail = Tail(service)
            .ReadAsync(new TailRequest { Topic = Bus.Orders }, stop.Token)
            .GetAsyncEnumerator(stop.Token);
        await using (tail)
        {
            ValueTask<bool> next = tail.MoveNextAsync();

            // It begins where the stream ends at this moment, which is before the event only once it was asked.
            long asked = await CommandsAsync(bus);
            await Bus.UntilAsync(async () => await CommandsAsync(bus) > asked + 3, "the tail polls");
            await PublishAsync(service, "after");

            Assert.True(await next);
            Assert.Equal("after", tail.Current.KeyText);
            ValueTask<bool> another = tail.MoveNextAsync();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await another);
        }
    }

    [Fact]
    public async Task What_is_no_event_or_of_no_known_type_is_shown_as_it_is()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        await bus.Database.StreamAddAsync(Bus.Orders, [new("", "")]);
        await bus.Database.StreamAddAsync(Bus.Orders, [new("type", Placed), new("id", "x"), new("event_data", "y")]);
        await bus.Database.StreamAddAsync(
            Bus.Orders, [new("type", "org.other.v1"), new("id", Guid.NewGuid().ToString()), new("event_data", "data")]);

        List<TailMessage> read = await ReadAsync(service, All);

        Assert.Equal([null, Placed, "org.other.v1"], read.Select(one => one.EventType));
        Assert.Equal("it has no value", (await read[0].DecodeAsync(Token)).Problem);
        Assert.Contains("is not a UUID", (await read[1].DecodeAsync(Token)).Problem, StringComparison.Ordinal);
        TailEvent other = await read[2].DecodeAsync(Token);
        Assert.Equal((null, "data"), (other.Event!.Value, Encoding.UTF8.GetString(other.Event.RawValue.Span)));
        Assert.Empty(bus.Log.At(Microsoft.Extensions.Logging.LogLevel.Warning));
    }

    [Fact]
    public async Task A_server_that_is_away_is_named()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = bus.Service(events => events.AddProducer<OrderPlaced>());
        await bus.Server.KillAsync();

        EventBusReadException e = await Assert.ThrowsAsync<EventBusReadException>(() => ReadAsync(service, All));

        Assert.StartsWith("The stream dev-orders can't be read. Redis at 127.0.0.1", e.Message, StringComparison.Ordinal);
    }

    private static async Task<long> CommandsAsync(Bus bus)
    {
        string text = (string)(await bus.Database.ExecuteAsync("INFO", "commandstats"))!;
        string? line = text.Split('\n').FirstOrDefault(one => one.StartsWith("cmdstat_xrange:calls=", StringComparison.Ordinal));
        return line is null ? 0 : long.Parse(line["cmdstat_xrange:calls=".Length..line.IndexOf(',', StringComparison.Ordinal)],
            System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, string> Header(string name, string text) => new() { [name] = text };

    private static EventPosition At(long offset) => EventPosition.AtOffsets(new Dictionary<int, long> { [0] = offset });

    private static IEventTail Tail(IHost service) => service.Services.GetRequiredKeyedService<IEventTail>("Redis");

    private static async Task<List<TailMessage>> ReadAsync(IHost service, TailRequest request)
    {
        List<TailMessage> read = [];
        await foreach (TailMessage message in Tail(service).ReadAsync(request, Token))
        {
            read.Add(message);
        }

        return read;
    }

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
}
