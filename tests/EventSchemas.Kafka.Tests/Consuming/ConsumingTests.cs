using Confluent.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

public sealed class ConsumingTests : IAsyncLifetime
{
    private static readonly (string, string?)[] Quick =
        [("EventBus:Groups:group:Retry:InitialDelay", "00:00:00.010"), ("EventBus:Groups:group:Retry:MaxDelay", "00:00:00.050")];

    private static readonly (string, string?) Skip = ("EventBus:Groups:group:Unreadable", "Skip");

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bus = await Bus.StartAsync();

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Messages_that_are_not_for_the_group_are_skipped()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(bus => Both(bus.AddProducer<OrderPaid>()), recorder, Quick);
        await SendRaw([1], []);
        await SendRaw(null, [("ce_type", "org.acme.order.placed.v1")]);
        IOrderPaidProducer producer = service.Services.GetRequiredService<IOrderPaidProducer>();
        await producer.PublishAsync(new OrderPaid("paid"), cancellationToken: Token);
        await Publish(service, "A-1");

        await Bus.Until(() => recorder.Handled.Count == 2, "the event behind them is handled");

        Assert.Contains(_bus.Log.At(LogLevel.Error), message =>
            message.Contains("it has no ce_type header", StringComparison.Ordinal)
            && message.Contains("value=*** (1 bytes)", StringComparison.Ordinal));
        Assert.Contains(_bus.Log.At(LogLevel.Warning), message => message.Contains("it has no value", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Missing_headers_that_Python_does_without_are_filled_in()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Both, recorder, Quick);
        await Publish(service, "A-1");
        await Bus.Until(() => recorder.Handled.Count == 2, "the first event is handled");
        byte[] body = RawBody();
        const string id = "{00112233-4455-6677-8899-AABBCCDDEEFF}";
        await SendRaw(body, [("ce_type", "org.acme.order.placed.v1"), ("ce_id", id), ("ce_minorversion", " 0 ")]);

        await Bus.Until(() => recorder.Handled.Count == 4, "the event with few headers is handled");

        Assert.Equal(new Guid(id), recorder.Handled[^1].Context.Metadata.Id);
        Assert.Contains(
            _bus.Log.At(LogLevel.Warning),
            message => message.Contains("ce_source, ce_time, sourcehost, sourcelib", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ce_id", "no uuid", "is not a UUID")]
    [InlineData("ce_time", "2024-01-02T03:04:05+02:00", "is not a date-time in UTC")]
    [InlineData("ce_time", "2024-01-02T03:04:05", "is not a date-time in UTC")]
    [InlineData("sourcelib", "1.2.0-beta", "is not integers with dots")]
    [InlineData("ce_minorversion", "x", "is not a number")]
    public async Task A_message_with_an_invalid_header_is_skipped_if_configured(string header, string value, string problem)
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Both, recorder, [.. Quick, Skip]);
        (string, string)[] id = header == "ce_id" ? [] : [("ce_id", Guid.NewGuid().ToString())];
        await SendRaw([0, 0, 0, 0, 1, 0], [("ce_type", "org.acme.order.placed.v1"), .. id, (header, value)]);
        await Publish(service, "A-1");

        await Bus.Until(() => recorder.Handled.Count == 2, "the event behind it is handled");

        Assert.Contains(_bus.Log.At(LogLevel.Error), message => message.Contains(problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "value=base64:AAAAAAGr")]
    [InlineData(true, "value=*** (6 bytes)")]
    public async Task Skipped_messages_are_logged_without_what_may_be_personal_data(bool isPersonal, string expected)
    {
        await _bus.StartServiceAsync(isPersonal ? Paid : Both, new Recorder(), [.. Quick, Skip]);
        string eventType = isPersonal ? "org.acme.order.paid.v1" : "org.acme.order.placed.v1";
        await SendRaw([0, 0, 0, 0, 1, 0xAB], [("ce_type", eventType), ("ce_id", "no uuid")]);
        await SendRaw([0, 0, 0, 0, 1, 0xAB], [("ce_id", Guid.NewGuid().ToString())]);

        await Bus.Until(
            () => _bus.Log.At(LogLevel.Error).Any(message => message.Contains(expected, StringComparison.Ordinal))
                && _bus.Log.At(LogLevel.Error).Any(message => message.Contains("which names no event", StringComparison.Ordinal)
                    && message.Contains("value=*** (6 bytes)", StringComparison.Ordinal)),
            "both are skipped and logged");
        Assert.Equal(!isPersonal, _bus.Log.At(LogLevel.Error).Any(message => message.Contains("base64:", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Instances_that_come_and_go_lose_nothing()
    {
        _bus.CreateTopic($"{Bus.Prefix}-wide", partitions: 4);
        (string, string?)[] settings = [.. Quick, ("EventBus:Producers:org.acme.order.placed.v1:Topics:0", "wide")];
        var recorder = new Recorder();
        IHost first = await _bus.StartServiceAsync(Both, recorder, settings);
        await PublishMany(first, 0);
        await Bus.Until(() => recorder.Handled.Count > 0, "the first instance has begun");

        IHost second = await _bus.StartServiceAsync(Both, recorder, settings);
        await PublishMany(second, 100);
        await Bus.Until(
            () => _bus.Log.At(LogLevel.Information).Count(
                m => m.Contains($"has been given {Bus.Prefix}-wide", StringComparison.Ordinal)) > 1,
            "the second instance has partitions");
        await first.StopAsync(Token);
        await PublishMany(second, 200);

        await Bus.Until(
            () => recorder.Handled.Select(handled => (handled.Handler, handled.Number)).Distinct().Count() == 600,
            "both handlers have had every event");

        async Task PublishMany(IHost service, int from)
        {
            for (int i = from; i < from + 100; i++)
            {
                await Publish(service, $"A-{i}");
            }
        }
    }

    [Fact]
    public void The_handlers_of_a_group_need_distinct_names()
    {
        Assert.Throws<ArgumentException>(() => _bus.Service(bus => bus.AddConsumerGroup("g", StartAt.Latest, _ => { })));
        Assert.Throws<ArgumentException>(() =>
            _bus.Service(bus => bus.AddConsumerGroup("g", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>("Bad Name"))));

        // A constant would not compile: EVS5004.
        string name = "x";
        ArgumentException e = Assert.Throws<ArgumentException>(() => _bus.Service(bus => bus.AddConsumerGroup(
            "g", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>(name).OnOrderPlaced<SecondHandler>(name))));
        Assert.Contains("two handlers named x", e.Message, StringComparison.Ordinal);
    }

    private static void Both(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two"));

    private static void Paid(EventBusBuilder bus) =>
        bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPaid<PaidHandler>("paid"));

    private static async Task<Guid> Publish(IHost service, string number)
    {
        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
        return Assert.IsType<PublishResult.Delivered>(result).EventId;
    }

    private byte[] RawBody()
    {
        var config = new ConsumerConfig { BootstrapServers = _bus.BootstrapServers, GroupId = "raw" };
        using IConsumer<byte[], byte[]> consumer = new ConsumerBuilder<byte[], byte[]>(config).Build();
        consumer.Assign(new TopicPartitionOffset($"{Bus.Prefix}-orders", 0, Offset.Beginning));
        return consumer.Consume(Bus.Deadline).Message.Value;
    }

    private Task SendRaw(byte[]? value, (string Name, string Value)[] headers) =>
        _bus.SendAsync($"{Bus.Prefix}-orders", value, headers);
}
