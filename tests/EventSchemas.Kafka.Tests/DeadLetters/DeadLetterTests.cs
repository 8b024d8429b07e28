using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Kafka.Tests;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private const string EventType = "org.acme.order.placed.v1";

    private Bus _bus = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _bus = await Bus.StartAsync();
        _bus.CreateTopic($"{Bus.Prefix}-group.dead-letter");
        _bus.CreateTopic($"{Bus.Prefix}-group.retry");
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    [Fact]
    public async Task Headers_of_a_message_can_not_look_like_those_of_its_letter()
    {
        IHost service = await _bus.StartServiceAsync(Both);
        await _bus.SendAsync(
            $"{Bus.Prefix}-orders",
            [9, 9],
            [("ce_type", EventType), ("ce_id", Guid.NewGuid().ToString()), ("dead-letter-handler", "evil")]);

        await Bus.Until(() => Letters(service).Count == 1, "the dead letter is there");

        DeadLetter letter = Letters(service)[0];
        Assert.Null(letter.Handler);
        Assert.Null(letter.Key);
        Assert.Contains("the value has 2 bytes", letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(letter.Headers, header => header.Key.StartsWith("dead-letter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_without_the_handlers_sees_the_letters_and_sends_them_back()
    {
        var recorder = new Recorder
        {
            Before = (_, _, context, _) => context.Redrives > 0 ? Task.CompletedTask : throw new InvalidOperationException(),
        };
        IHost service = await _bus.StartServiceAsync(Both, recorder, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        await service.Services.GetRequiredService<IEventProducer<OrderPlaced>>()
            .PublishAsync(new OrderPlaced("1", 1), cancellationToken: Token);
        await Bus.Until(() => Letters(service).Count == 2, "the dead letters are there");
        IHost tool = await _bus.StartServiceAsync(bus => bus.AddForeignGroup(new ForeignGroup("group")));

        Assert.Equal(["one", "two"], Letters(tool).Select(letter => letter.Handler).Order());
        RedriveResult result = await tool.Services.GetRequiredService<IDeadLetters>()
            .RedriveAsync("group", letter => letter.Handler == "one", cancellationToken: Token);

        Assert.Equal(1, result.Redriven);
        await Bus.Until(() => recorder.Handled is [{ Handler: "first" }], "it is handled");
        DeadLetter left = Assert.Single(Letters(tool));
        Assert.Equal($"{Bus.Prefix}-group.dead-letter [{left.Id.Replace("@", "] @", StringComparison.Ordinal)}", left.Position);
    }

    [Fact]
    public async Task A_redrive_ends_with_its_number_of_letters()
    {
        var recorder = new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException() };
        IHost service = await _bus.StartServiceAsync(Both, recorder, ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        await service.Services.GetRequiredService<IEventProducer<OrderPlaced>>()
            .PublishAsync(new OrderPlaced("1", 1), cancellationToken: Token);
        await Bus.Until(() => Letters(service).Count == 2, "the dead letters are there");
        IDeadLetters letters = service.Services.GetRequiredService<IDeadLetters>();
        var one = new RedriveOptions { MaxLetters = 1, LettersPerSecond = 1_000 };

        Assert.Equal(new RedriveResult(1, 0, 0), await letters.RedriveAsync("group", options: one, cancellationToken: Token));

        ArgumentException e = await Assert.ThrowsAsync<ArgumentException>(
            () => letters.RedriveAsync("group", options: one with { LettersPerSecond = 0 }, cancellationToken: Token));
        Assert.Contains("0 messages a second is no rate", e.Message, StringComparison.Ordinal);
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

    private static void Both(EventBusBuilder bus) => bus
        .AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two"));

    private static IReadOnlyList<DeadLetter> Letters(IHost service) => service.Services.GetRequiredService<IDeadLetters>()
        .ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();
}
