using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.TestKit;

/// <summary>What becomes of events that can't be handled, and how they come back.</summary>
public abstract class DeadLetterSuite<TBus> : SettlementTest<TBus>
    where TBus : IBusUnderTest, new()
{
    private static readonly (string, string?) Three = ("EventBus:Groups:group:Retry:MaxAttempts", "3");

    [Fact]
    public async Task A_handler_that_always_fails_does_not_hold_up_its_partition()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(Both, Three);
        DeliveredMessage sent = (await PublishAllAsync(service, ["A-1", "A-2"]))[0];

        await HandledAsync(3);

        DeadLetter letter = (await LettersAsync(service, 1))[0];
        Assert.Equal(
            ("one", Placed, "System.InvalidOperationException", "A-1 is bad", 3L, 0L),
            (letter.Handler, letter.EventType, letter.ExceptionType, letter.Text, letter.Attempts, letter.Redrives));
        Assert.Equal(
            (Bus.Orders, 0L, sent.Offset, sent.EntryId, "A-1"),
            (letter.Topic, letter.Partition, letter.Offset, letter.EntryId, letter.KeyText));
        Assert.NotNull(letter.Value);
        Assert.True(letter.FirstFailure <= letter.LastFailure);
        Assert.False(letter.IsQuarantined || letter.IsExpired || letter.IsRedriven || letter.IsWithoutContent);
        Assert.Equal(3, Recorder.Handled.Count);
    }

    [Fact]
    public async Task A_redriven_letter_goes_to_the_handler_that_failed_and_to_no_other()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(Both, Three);
        PublishResult.Delivered sent = await PublishAsync(service, "A-1");
        await LettersAsync(service, 1);
        Mend();

        RedriveResult result = await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);

        Assert.Equal(new RedriveResult(1, 0, 0), result);
        await HandledAsync(2);
        EventContext context = Recorder.Handled.Single(handled => handled.Handler == "first").Context;
        Assert.Equal(
            (DeliveryKind.Redrive, 1, true, Bus.Orders, 0, sent.Messages[0].Offset, sent.Messages[0].EntryId),
            (context.Delivery, context.Redrives, context.IsRedelivered, context.Topic, context.Partition, context.Offset, context.EntryId));
        Assert.Equal((sent.EventId, 1), (context.Metadata.Id, context.Attempt));
        Assert.Single(Recorder.Handled, handled => handled.Handler == "second");
        Assert.Empty(await LettersAsync(service));
        Assert.Equal(new RedriveResult(0, 0, 0), await DeadLetters(service).RedriveAsync("group", cancellationToken: Token));
    }

    [Fact]
    public async Task A_letter_that_keeps_coming_back_ends_in_quarantine()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(Both, Three, ("EventBus:Groups:group:DeadLetters:MaxRedrives", "1"));
        DeliveredMessage sent = (await PublishAsync(service, "A-1")).Messages[0];
        await LettersAsync(service, 1);

        await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);
        await Wait.UntilAsync(async () => await LettersAsync(service) is [{ Redrives: 1 }], "it has failed again");

        DeadLetter letter = (await LettersAsync(service))[0];
        Assert.Equal((true, Bus.Orders, sent.Offset), (letter.IsQuarantined, letter.Topic, letter.Offset));
        Assert.Equal(new RedriveResult(0, 1, 0), await DeadLetters(service).RedriveAsync("group", cancellationToken: Token));
        Mend();
        RedriveResult forced = await DeadLetters(service)
            .RedriveAsync("group", options: new RedriveOptions { IncludeQuarantine = true }, cancellationToken: Token);
        Assert.Equal(new RedriveResult(1, 0, 0), forced);
        await Wait.UntilAsync(() => Recorder.Handled.Any(handled => handled.Handler == "first"), "it is handled");
        Assert.Equal(2, Recorder.Handled.Single(handled => handled.Handler == "first").Context.Redrives);
    }

    [Fact]
    public async Task A_letter_of_a_handler_that_is_gone_goes_back_and_is_not_lost()
    {
        Fail("first", "A-1");
        IHost before = await StartAsync(Both, Three);
        await PublishAsync(before, "A-1");
        await LettersAsync(before, 1);
        await before.StopAsync(Token);
        IHost after = await StartAsync(
            bus => bus.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<SecondHandler>("two")));

        await DeadLetters(after).RedriveAsync("group", cancellationToken: Token);

        await Wait.UntilAsync(async () => await LettersAsync(after) is [{ Redrives: 1 }], "it is back");
        DeadLetter letter = (await LettersAsync(after))[0];
        Assert.Equal(("one", "NoHandler"), (letter.Handler, letter.ExceptionType));
    }

    [Fact]
    public async Task A_letter_can_be_redriven_by_a_service_that_does_not_run()
    {
        Fail("first", "A-1");
        IHost before = await StartAsync(Both, Three);
        await PublishAsync(before, "A-1");
        await LettersAsync(before, 1);
        await before.StopAsync(Token);

        IHost tool = Bus.Service(Both, recorder: null);
        Assert.Equal(1, (await DeadLetters(tool).RedriveAsync("group", cancellationToken: Token)).Redriven);

        var after = new Recorder();
        await Bus.StartServiceAsync(Both, after);
        await Wait.UntilAsync(() => after.Handled.Count == 1, "the handler that failed has it");
        Assert.Equal(("first", DeliveryKind.Redrive), (after.Handled[0].Handler, after.Handled[0].Context.Delivery));
    }

    [Fact]
    public async Task Only_the_chosen_letters_are_redriven()
    {
        Fail("first", "A-1", "A-2");
        IHost service = await StartAsync(Both, Three);
        IReadOnlyList<DeliveredMessage> sent = await PublishAllAsync(service, ["A-1", "A-2"]);
        await LettersAsync(service, 2);
        Mend();

        RedriveResult result = await DeadLetters(service)
            .RedriveAsync("group", letter => letter.Offset == sent[1].Offset, cancellationToken: Token);

        Assert.Equal(1, result.Redriven);
        await Wait.UntilAsync(() => Recorder.Handled.Any(handled => handled is ("first", "A-2", _)), "it is handled");
        Assert.Equal(sent[0].Offset, Assert.Single(await LettersAsync(service)).Offset);
    }

    [Fact]
    public async Task What_can_not_be_read_becomes_a_dead_letter_with_its_bytes_and_goes_to_every_handler_again()
    {
        IHost service = await StartAsync(Both, Three);
        await Bus.AddOrderPlacedAsync([9, 9]);
        await PublishAsync(service, "A-1");

        await HandledAsync(2);

        DeadLetter letter = (await LettersAsync(service, 1))[0];
        Assert.Equal((null, Placed, 0L), (letter.Handler, letter.EventType, letter.Attempts));
        Assert.Equal([9, 9], letter.Value!.Value.ToArray());
        Assert.Equal(1, (await DeadLetters(service).RedriveAsync("group", cancellationToken: Token)).Redriven);
        await Wait.UntilAsync(async () => await LettersAsync(service) is [{ Redrives: 1 }], "it is back");
    }

    [Fact]
    public async Task What_an_exception_says_of_an_event_with_personal_data_stays_out_of_the_letter()
    {
        Recorder.Before = (_, _, _, _) => throw new InvalidOperationException("Ada Lovelace is unknown");
        IHost service = await StartAsync(
            bus => bus.AddProducer<OrderPaid>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPaid<PaidHandler>("paid")),
            Three);
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("Ada"), cancellationToken: Token);

        DeadLetter letter = (await LettersAsync(service, 1))[0];

        Assert.Equal((null, "System.InvalidOperationException"), (letter.Text, letter.ExceptionType));
    }

    [Fact]
    public async Task An_exception_can_end_the_attempts_at_once()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(One(handler => handler.Retry(9).OnException<InvalidOperationException>().DeadLetter()));
        await PublishAsync(service, "A-1");

        Assert.Equal(1, (await LettersAsync(service, 1))[0].Attempts);
    }

    [Fact]
    public async Task A_dead_letter_that_can_not_be_written_holds_the_partition_until_it_can()
    {
        Fail("first", "A-1");
        await Bus.SetDeadLettersAsync(areTaken: false);
        IHost service = await StartAsync(One(), Three);
        await PublishAllAsync(service, ["A-1", "A-2"]);

        await HealthAsync(service, HealthStatus.Unhealthy, "with handler one");
        Assert.Contains(Bus.Log.At(LogLevel.Error), message => message.Contains("can't be written", StringComparison.Ordinal));
        Assert.Empty(Recorder.Handled);
        await Bus.SetDeadLettersAsync(areTaken: true);

        await HandledAsync(1);
        Assert.Equal("A-2", Recorder.Handled[0].Number);
        await HealthAsync(service, HealthStatus.Healthy, "make progress");
        Assert.Equal("A-1", (await LettersAsync(service, 1))[0].KeyText);
    }

    [Fact]
    public async Task Letters_that_were_purged_are_gone_and_the_others_are_not()
    {
        Fail("first", "A-1", "A-2", "A-3");
        IHost service = await StartAsync(One(), Three);
        await PublishAllAsync(service, ["A-1", "A-2", "A-3"]);
        await LettersAsync(service, 3);

        PurgeResult result = await DeadLetters(service).PurgeAsync(
            "group", letter => letter is { EventType: Placed, KeyText: "A-2" }, Token);

        Assert.Equal(1, result.Purged);
        Assert.Equal(["A-1", "A-3"], (await LettersAsync(service)).Select(letter => letter.KeyText).Order());
        Mend();
        Assert.Equal(2, (await DeadLetters(service).RedriveAsync("group", cancellationToken: Token)).Redriven);
        await HandledAsync(2);
        Assert.Equal(["A-1", "A-3"], Recorder.Handled.Select(handled => handled.Number).Order());
    }
}
