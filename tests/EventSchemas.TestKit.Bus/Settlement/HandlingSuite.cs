using System.Collections.Concurrent;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.TestKit;

/// <summary>How events get to their handlers, in which order, and what happens when one fails.</summary>
public abstract class HandlingSuite<TBus> : SettlementTest<TBus>
    where TBus : IBusUnderTest, new()
{
    [Fact]
    public async Task Every_handler_gets_every_event_once_with_its_metadata()
    {
        IHost service = await StartAsync(Both);
        PublishResult.Delivered sent = await PublishAsync(service, "A-1");
        await PublishAsync(service, "A-2");

        await HandledAsync(4);

        Assert.Equal(
            [("first", "A-1"), ("first", "A-2"), ("second", "A-1"), ("second", "A-2")],
            Recorder.Handled.Select(handled => (handled.Handler, handled.Number)).Order());
        EventContext context = Recorder.Handled.Single(handled => handled is ("second", "A-1", _)).Context;
        Assert.Equal(
            (sent.EventId, "openedx/shop/web", Bus.Orders, 0, sent.Messages[0].Offset, sent.Messages[0].EntryId),
            (context.Metadata.Id, context.Metadata.Source, context.Topic, context.Partition, context.Offset, context.EntryId));
        Assert.Equal(
            ("group", "two", 1, DeliveryKind.Live, false, 0),
            (context.Group, context.Handler, context.Attempt, context.Delivery, context.IsRedelivered, context.Redrives));
        Assert.InRange(context.Timestamp, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1), DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task A_handler_that_fails_runs_again_and_the_other_does_not()
    {
        Recorder.Before = (handler, _, context, _) => handler == "first" && context.Attempt < 3
            ? throw new InvalidOperationException("not yet")
            : Task.CompletedTask;
        IHost service = await StartAsync(Both);
        await PublishAllAsync(service, ["A-1", "A-2"]);

        await HandledAsync(4);

        Assert.Equal(
            [("A-1", 3), ("A-2", 3)],
            Recorder.Handled.Where(h => h.Handler == "first").Select(h => (h.Number, h.Context.Attempt)));
        Assert.Equal(["A-1", "A-2"], Recorder.Handled.Where(h => h.Handler == "second").Select(h => h.Number));
        Assert.Contains(Bus.Log.At(LogLevel.Warning), message => message.Contains("handler one failed", StringComparison.Ordinal));
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task A_message_is_settled_only_when_every_handler_is_done_so_that_a_restart_continues_at_the_unfinished_one()
    {
        Recorder.Before = (handler, number, _, token) => handler == "first" && number == "A-2"
            ? Task.Delay(Timeout.Infinite, token)
            : Task.CompletedTask;
        IHost service = await StartAsync(Both);
        await PublishAllAsync(service, ["A-1", "A-2"]);
        await Wait.UntilAsync(
            () => Recorder.Handled.Count(handled => handled.Handler == "second") == 2, "the second handler is done with both");
        await service.StopAsync(Token);

        var after = new Recorder();
        service = await Bus.StartServiceAsync(Both, after);
        await PublishAsync(service, "A-3");
        await Wait.UntilAsync(() => after.Handled.Count == 4, "both handlers have the unfinished event again, and the one behind it");

        Assert.Equal(["A-2", "A-3"], after.Handled.Where(handled => handled.Handler == "first").Select(handled => handled.Number));
        Assert.Equal(["A-2", "A-3"], after.Handled.Where(handled => handled.Handler == "second").Select(handled => handled.Number));
    }

    [Fact]
    public async Task A_handler_that_waits_for_a_dependency_holds_its_partition_and_goes_on()
    {
        bool isAway = true;
        Recorder.Before = (_, number, _, _) => Volatile.Read(ref isAway) && number == "A-1"
            ? throw new TimeoutException("the shop is closed")
            : Task.CompletedTask;
        IHost service = await StartAsync(One(handler => handler.Retry(1).OnException<TimeoutException>().Wait()));
        await PublishAllAsync(service, ["A-1", "A-2"]);

        await HealthAsync(service, HealthStatus.Degraded, "with handler one: the shop is closed");
        Assert.Empty(Recorder.Handled);
        Volatile.Write(ref isAway, false);

        await HandledAsync(2);
        Assert.Equal(["A-1", "A-2"], Recorder.Handled.Select(handled => handled.Number));
        Assert.True(Recorder.Handled[0].Context.Attempt > 1);
        await HealthAsync(service, HealthStatus.Healthy, "make progress");
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task A_handler_that_may_miss_events_misses_those_that_fail()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(One(handler => handler.Retry(2).Skip()));
        await PublishAllAsync(service, ["A-1", "A-2"]);

        await HandledAsync(1);

        Assert.Equal(["A-2"], Recorder.Handled.Select(handled => handled.Number));
        Assert.Contains(Bus.Log.At(LogLevel.Error), message => message.Contains("2 times and misses", StringComparison.Ordinal));
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task What_can_not_be_read_is_skipped_if_configured()
    {
        IHost service = await StartAsync(One(), ("EventBus:Groups:group:Unreadable", "Skip"));
        await Bus.AddOrderPlacedAsync([9, 9]);
        await PublishAsync(service, "A-1");

        await HandledAsync(1);

        Assert.Contains(Bus.Log.At(LogLevel.Error), message => message.Contains("skips", StringComparison.Ordinal));
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task What_can_not_be_read_stops_its_partition_if_configured_and_nothing_is_lost()
    {
        IHost service = await StartAsync(One(), ("EventBus:Groups:group:Unreadable", "Stop"));
        await PublishAsync(service, "A-1");
        await HandledAsync(1);
        await Bus.AddOrderPlacedAsync([9, 9]);
        await PublishAsync(service, "A-2");

        await HealthAsync(service, HealthStatus.Unhealthy, "it can't be read");
        Assert.Single(Recorder.Handled);
        await service.StopAsync(Token);

        var later = new Recorder();
        await Bus.StartServiceAsync(One(), later, ("EventBus:Groups:group:Unreadable", "Skip"));
        await Wait.UntilAsync(() => later.Handled.Count == 1, "the event behind it is handled after a restart that skips");
        Assert.Equal("A-2", later.Handled[0].Number);
    }

    [Fact]
    public async Task A_full_queue_loses_nothing_and_keeps_the_order()
    {
        IHost service = await StartAsync(Both, ("EventBus:Groups:group:QueueLength", "3"));
        string[] numbers = [.. Enumerable.Range(0, 50).Select(i => $"A-{i}")];
        await PublishAllAsync(service, numbers);

        await HandledAsync(100);

        Assert.Equal(numbers, Recorder.Handled.Where(handled => handled.Handler == "first").Select(handled => handled.Number));
        Assert.Equal(numbers, Recorder.Handled.Where(handled => handled.Handler == "second").Select(handled => handled.Number));
    }

    [Fact]
    public async Task Events_with_one_key_keep_their_order_while_others_are_handled_beside_them()
    {
        Recorder.Before = (_, number, _, token) => number.EndsWith('0') ? Task.Delay(2, token) : Task.CompletedTask;
        IHost service = await StartAsync(One(), ("EventBus:Groups:group:Concurrency", "4"));
        await PublishAllAsync(service, Enumerable.Range(0, 200).Select(i => $"K-{i % 10}"));

        await HandledAsync(200);

        Assert.Equal(200, Recorder.Handled.Count);
        foreach (var sameKey in Recorder.Handled.GroupBy(handled => handled.Number))
        {
            Assert.Equal(sameKey.Select(handled => handled.Context.Offset).Order(), sameKey.Select(handled => handled.Context.Offset));
        }
    }

    [Theory]
    [InlineData(StartAt.Earliest)]
    [InlineData(StartAt.Latest)]
    public async Task A_new_group_begins_where_its_registration_says(StartAt startAt)
    {
        IHost producer = await StartAsync(bus => bus.AddProducer<OrderPlaced>());
        await PublishAllAsync(producer, ["old", "old"]);
        await StartAsync(bus =>
            bus.AddConsumerGroup("group", startAt, group => group.OnOrderPlaced<FirstHandler>("one")));

        // When the group has joined, nobody says on every transport.
        await Wait.UntilAsync(
            async () =>
            {
                await PublishAsync(producer, "new");
                return Recorder.Handled.Any(handled => handled.Number == "new");
            },
            "a new one is handled");

        Assert.Equal(startAt == StartAt.Earliest ? 2 : 0, Recorder.Handled.Count(handled => handled.Number == "old"));
    }

    [Fact]
    public async Task An_event_whose_flag_is_off_is_not_published()
    {
        IHost service = await StartAsync(
            bus => bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>().AddConsumerGroup("group", StartAt.Earliest, group => group
                .OnOrderPlaced<FirstHandler>("one")
                .OnOrderPaid<PaidHandler>("paid")),
            ("FeatureManagement:OrderPlacedEvent", "false"));

        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token);
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("A-1"), cancellationToken: Token);

        await HandledAsync(1);
        Assert.IsType<PublishResult.Disabled>(result);
        Assert.Equal("paid", Assert.Single(Recorder.Handled).Handler);
    }

    [Fact]
    public async Task Events_that_the_group_does_not_handle_are_passed_over()
    {
        IHost service = await StartAsync(bus =>
        {
            One()(bus);
            bus.AddProducer<OrderPaid>();
        });
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("A-1"), cancellationToken: Token);
        await PublishAsync(service, "A-2");

        await HandledAsync(1);

        Assert.Equal("A-2", Recorder.Handled[0].Number);
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task A_handler_of_every_event_gets_known_ones_as_records_and_unknown_ones_too()
    {
        IHost shop = await StartAsync(bus => bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>());
        await PublishAsync(shop, "A-1");
        await shop.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("A-1", "Ada"), cancellationToken: Token);
        var audited = new Audited { Failures = 1 };

        IHost audit = await StartAsync(
            bus =>
            {
                bus.Services.AddSingleton(audited);
                bus.AddEvents([EventDefinition.Of<OrderPlaced>()]).AddConsumerGroup(
                    "group", StartAt.Earliest, group => group.HandleAny<AuditHandler>("audit", null, handler => handler.Retry(1)));
            },
            ("EventBus:Groups:group:Topics:0", "orders"));

        // What an unknown event holds may be personal.
        DeadLetter letter = (await LettersAsync(audit, 1))[0];
        Assert.Equal(
            ("audit", Paid, "System.InvalidOperationException", null),
            (letter.Handler, letter.EventType, letter.ExceptionType, letter.Text));
        Assert.Equal(1, (await DeadLetters(audit).RedriveAsync("group", cancellationToken: Token)).Redriven);
        await Wait.UntilAsync(() => audited.All.Count == 2, "both are handled");
        (AnyEvent placed, _) = audited.All.First();
        Assert.Equal(new OrderPlaced("A-1", 1), placed.Value);
        (AnyEvent paid, EventContext context) = audited.All.Last();
        Assert.Equal((Paid, Paid, DeliveryKind.Redrive), (paid.EventType, context.Metadata.EventType, context.Delivery));
        Assert.Null(paid.Value ?? paid.Descriptor);
        Assert.True(paid.RawValue.Span.IndexOf("Ada"u8) > 0);
    }

    /// <summary>What the handler of every event gets.</summary>
    private sealed class Audited
    {
        public ConcurrentQueue<(AnyEvent Event, EventContext Context)> All { get; } = new();

        /// <summary>How many calls with an event of an unknown type fail.</summary>
        public int Failures { get; set; }
    }

    private sealed class AuditHandler(Audited audited) : IAnyEventHandler
    {
        public Task HandleAsync(AnyEvent value, EventContext context, CancellationToken cancellationToken)
        {
            if (value.Value is null && audited.Failures-- > 0)
            {
                throw new InvalidOperationException("Ada");
            }

            audited.All.Enqueue((value, context));
            return Task.CompletedTask;
        }
    }
}
