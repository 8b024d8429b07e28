using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka.Tests;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string EventType = "org.acme.order.placed.v1";

    private static readonly (string, string?)[] Quick =
    [
        ("EventBus:Groups:group:Retry:InitialDelay", "00:00:00.001"),
        ("EventBus:Groups:group:Retry:MaxDelay", "00:00:00.010"),
        ("EventBus:Groups:group:Retry:MaxAttempts", "3"),
    ];

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter", partitions: 2);
        _bus.CreateTopic($"{Bus.Prefix}-group.retry", partitions: 1);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task A_handler_that_always_fails_does_not_hold_up_its_partition()
    {
        Recorder recorder = Failing("first", "A-1");
        IHost service = await _bus.StartServiceAsync(Both, recorder, Quick);
        Guid id = await Publish(service, "A-1");
        await Publish(service, "A-2");

        await Bus.Until(() => recorder.Handled.Count == 3, "everything else is handled");

        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");
        DeadLetter letter = Letters(service)[0];
        Assert.Equal(
            ("one", EventType, "System.InvalidOperationException", "A-1 is bad", 3L, 0L, $"{Bus.Prefix}-orders", 0L, 0L),
            (letter.Handler, letter.EventType, letter.ExceptionType, letter.Text, letter.Attempts, letter.Redrives, letter.Topic,
                letter.Partition, letter.Offset));
        Assert.Contains(
            letter.Headers, header => header.Key == "ce_id" && Encoding.UTF8.GetString(header.Value!.Value.Span) == id.ToString());
        Assert.NotNull(letter.Value);
        Assert.True(letter.FirstFailure <= letter.LastFailure);
    }

    [Fact]
    public async Task A_redriven_letter_goes_to_the_handler_that_failed_and_to_no_other()
    {
        Recorder recorder = Failing("first", "A-1");
        IHost service = await _bus.StartServiceAsync(Both, recorder, Quick);
        await Publish(service, "A-1");
        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");
        recorder.Before = (_, _, _, _) => Task.CompletedTask;

        RedriveResult result = await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);

        Assert.Equal(new RedriveResult(1, 0, 0), result);
        await Bus.Until(() => recorder.Handled.Count == 2, "the handler has it");
        EventContext context = recorder.Handled.Single(handled => handled.Handler == "first").Context;
        Assert.Equal(
            (DeliveryKind.Redrive, 1, $"{Bus.Prefix}-orders", 0, 0L),
            (context.Delivery, context.Redrives, context.Topic, context.Partition, context.Offset));
        Assert.Single(recorder.Handled, handled => handled.Handler == "second");
        Assert.Empty(Letters(service));
        Assert.Equal(new RedriveResult(0, 0, 0), await DeadLetters(service).RedriveAsync("group", cancellationToken: Token));
    }

    [Fact]
    public async Task A_letter_that_keeps_coming_back_ends_in_quarantine()
    {
        Recorder recorder = Failing("first", "A-1");
        IHost service = await _bus.StartServiceAsync(Both, recorder, [.. Quick, ("EventBus:Groups:group:DeadLetters:MaxRedrives", "1")]);
        await Publish(service, "A-1");
        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");

        await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);
        await Bus.Until(() => Letters(service) is [{ Redrives: 1 }], "it has failed again");

        Assert.True(Letters(service)[0].IsQuarantined);
        Assert.Equal($"{Bus.Prefix}-orders", Letters(service)[0].Topic);
        Assert.Equal(new RedriveResult(0, 1, 0), await DeadLetters(service).RedriveAsync("group", cancellationToken: Token));
        recorder.Before = (_, _, _, _) => Task.CompletedTask;
        RedriveResult forced = await DeadLetters(service)
            .RedriveAsync("group", options: new RedriveOptions { IncludeQuarantine = true }, cancellationToken: Token);
        Assert.Equal(new RedriveResult(1, 0, 0), forced);
        await Bus.Until(() => recorder.Handled.Count(handled => handled.Handler == "first") == 1, "it is handled");
    }

    [Fact]
    public async Task A_letter_of_a_handler_that_is_gone_goes_back_and_is_not_lost()
    {
        Recorder recorder = Failing("first", "A-1");
        IHost before = await _bus.StartServiceAsync(Both, recorder, Quick);
        await Publish(before, "A-1");
        await Bus.Until(() => Letters(before).Count == 1, "the dead letter is there");
        await before.StopAsync(Token);
        IHost after = await _bus.StartServiceAsync(
            bus => bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<SecondHandler>("two")), recorder, Quick);

        await DeadLetters(after).RedriveAsync("group", cancellationToken: Token);

        await Bus.Until(() => Letters(after) is [{ Redrives: 1 }], "it is back");
        Assert.Equal(("one", "NoHandler"), (Letters(after)[0].Handler, Letters(after)[0].ExceptionType));
    }

    [Fact]
    public async Task Only_the_chosen_letters_are_redriven()
    {
        Recorder recorder = Failing("first", "A-1", "A-2");
        IHost service = await _bus.StartServiceAsync(Both, recorder, Quick);
        await Publish(service, "A-1");
        await Publish(service, "A-2");
        await Bus.Until(() => Letters(service).Count == 2, "the dead letters are there");
        recorder.Before = (_, _, _, _) => Task.CompletedTask;

        RedriveResult result = await DeadLetters(service).RedriveAsync("group", letter => letter.Offset == 1, cancellationToken: Token);

        Assert.Equal(1, result.Redriven);
        await Bus.Until(() => recorder.Handled.Any(handled => handled is ("first", "A-2", _)), "it is handled");
        Assert.Equal(0, Assert.Single(Letters(service)).Offset);
    }

    [Fact]
    public async Task What_can_not_be_read_becomes_a_dead_letter_with_its_bytes()
    {
        var recorder = new Recorder();
        IHost service = await _bus.StartServiceAsync(Both, recorder, Quick);
        await SendRaw(key: null, [9, 9], [("ce_type", EventType), ("ce_id", Guid.NewGuid().ToString()), ("dead-letter-handler", "evil")]);
        await Publish(service, "A-1");

        await Bus.Until(() => recorder.Handled.Count == 2, "the event behind it is handled");
        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");

        DeadLetter letter = Letters(service)[0];
        Assert.Null(letter.Handler);
        Assert.Null(letter.Key);
        Assert.Equal([9, 9], letter.Value!.Value.ToArray());
        Assert.Contains("the value has 2 bytes", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(letter.Headers, header => header.Key.StartsWith("dead-letter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_exception_says_of_an_event_with_personal_data_stays_out_of_the_letter()
    {
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("Ada Lovelace is unknown") };
        IHost service = await _bus.StartServiceAsync(Paid, recorder, Quick);
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("Ada"), cancellationToken: Token);

        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");

        Assert.Null(Letters(service)[0].Text);
        Assert.Equal("System.InvalidOperationException", Letters(service)[0].ExceptionType);
    }

    [Fact]
    public void A_dead_letter_topic_that_a_group_reads_is_an_error_at_start()
    {
        Exception e = Assert.ThrowsAny<Exception>(() =>
            _bus.Service(Both, null, ("EventBus:Groups:group:DeadLetters:Topic", "orders")).Start());

        Assert.Contains(
            $"EventBus:Groups:group:DeadLetters:Topic is {Bus.Prefix}-orders, which the group group reads",
            e.Message,
            StringComparison.Ordinal);
    }

    private static Recorder Failing(string handler, params string[] numbers) => new()
    {
        Before = (name, number, _, _) => name == handler && numbers.Contains(number)
            ? throw new InvalidOperationException($"{number} is bad")
            : Task.CompletedTask,
    };

    private static void Both(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two"));

    private static void Paid(EventBusBuilder bus) => bus
        .AddProducer<OrderPaid>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPaid<PaidHandler>("paid"));

    private static IDeadLetters DeadLetters(IHost service) => service.Services.GetRequiredService<IDeadLetters>();

    private static IReadOnlyList<DeadLetter> Letters(IHost service) =>
        DeadLetters(service).ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();

    private static async Task<Guid> Publish(IHost service, string number)
    {
        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
        return Assert.IsType<PublishResult.Delivered>(result).EventId;
    }

    private async Task SendRaw(byte[]? key, byte[]? value, (string Name, string Value)[] headers)
    {
        var config = new ProducerConfig { BootstrapServers = _bus.BootstrapServers };
        using IProducer<byte[]?, byte[]?> producer = new ProducerBuilder<byte[]?, byte[]?>(config).Build();
        var message = new Message<byte[]?, byte[]?> { Key = key, Value = value, Headers = [] };
        foreach ((string name, string text) in headers)
        {
            message.Headers.Add(name, Encoding.UTF8.GetBytes(text));
        }

        await producer.ProduceAsync($"{Bus.Prefix}-orders", message, Token);
    }
}
