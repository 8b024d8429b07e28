using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

/// <summary>Batches: time, sizes, lanes, and commits on Kafka. The rest holds on every transport.</summary>
public sealed class BatchTests
{
    private static readonly Dictionary<string, string?> Quick = new()
    {
        ["EventBus:Groups:group:Retry:InitialDelay"] = "00:00:00.001",
        ["EventBus:Groups:group:Retry:MaxDelay"] = "00:00:00.002",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_waits_for_more_events_by_the_clock_of_the_service()
    {
        var calls = new BatchCalls();
        var clock = new Clock();
        await using EventBusTestHost host =
            await StartAsync(calls, handler => handler.Batch(3, TimeSpan.FromSeconds(10)), clock: clock);

        await PublishAsync(host, "A-0");
        await host.WaitUntilAsync(() => clock.Created == 1, cancellationToken: Token);
        await PublishAsync(host, "A-1");
        await host.WaitUntilAsync(() => clock is { Created: 2, Running: 1 }, cancellationToken: Token);
        Assert.Empty(calls.All);
        clock.Advance(TimeSpan.FromSeconds(10));
        await host.WaitUntilAsync(() => calls.All.Count == 1, cancellationToken: Token);
        Assert.Equal(["A-0 A-1"], calls.All);

        await PublishAsync(host, "A-2", "A-3", "A-4");
        await host.WaitUntilHandledAsync(Token);
        Assert.Equal(["A-0 A-1", "A-2 A-3 A-4"], calls.All);
    }

    [Fact]
    public async Task An_exception_that_ends_the_attempts_at_once_leaves_the_others_their_attempts()
    {
        var calls = new BatchCalls { Fails = (batch, attempt) => batch.Contains("A-1") || (batch is ["A-0"] && attempt == 2) };
        await using EventBusTestHost host = await StartAsync(calls, handler => handler
            .Batch(2, TimeSpan.FromSeconds(30))
            .OnException<FormatException>().DeadLetter());
        calls.Failure = batch => batch.Contains("A-1") ? new FormatException("no") : new InvalidOperationException("not yet");

        await PublishAsync(host, "A-0", "A-1");
        await host.WaitUntilHandledAsync(Token);

        Assert.Equal(["A-0 A-1", "A-0", "A-0", "A-1"], calls.All);
        Assert.Single(Letters(host));
    }

    [Fact]
    public async Task A_rare_event_does_not_hold_up_many_others()
    {
        var calls = new BatchCalls();
        await using EventBusTestHost host = await StartAsync(calls, handler => handler.Batch(2, TimeSpan.FromSeconds(50)));

        await PublishAsync(host, "A-0");
        for (int i = 1; i < 20; i++)
        {
            await host.PublishAsync(new OrderPaid($"P-{i}"), Token);
        }

        await host.WaitUntilHandledAsync(Token);
        Assert.Equal(["A-0"], calls.All);
    }

    [Fact]
    public async Task A_batch_does_not_wait_for_events_that_can_not_come()
    {
        await using Bus bus = await Bus.StartAsync();
        var calls = new BatchCalls();
        IHost service = await bus.StartServiceAsync(
            events =>
            {
                events.Services.AddSingleton(calls);
                events.AddProducer<OrderPlaced>().AddConsumerGroup("group", StartAt.Earliest, group =>
                    group.HandleBatch<OrderPlaced, BatchHandler>("many", handler => handler.Batch(10, TimeSpan.FromSeconds(50))));
            },
            recorder: null,
            ("EventBus:Groups:group:QueueBytes", "1"));

        await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-0", 1), cancellationToken: Token);

        await Bus.Until(() => calls.All.Count == 1, "the batch is handled although it has one event");
    }

    [Theory]
    [InlineData("BatchSize", "0", "EventBus:Groups:group:Handlers:many:BatchSize is 0: give 1 or more, and at most")]
    [InlineData("BatchSize", "20000", "EventBus:Groups:group:Handlers:many:BatchSize is 20000: give 1 or more, and at most")]
    [InlineData("BatchWait", "00:01:00", "EventBus:Groups:group:Handlers:many:BatchWait is 00:01:00: give a time below")]
    public async Task Sizes_and_times_that_can_not_work_are_errors_at_start(string key, string value, string expected)
    {
        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(
            new BatchCalls(),
            _ => { },
            settings: new Dictionary<string, string?> { [$"EventBus:Groups:group:Handlers:many:{key}"] = value }));

        Assert.StartsWith(expected, Assert.Single(e.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_override_the_size_in_code_and_a_handler_of_single_events_has_none()
    {
        var calls = new BatchCalls();
        await using EventBusTestHost host = await StartAsync(
            calls,
            handler => handler.Batch(100, TimeSpan.FromSeconds(30)),
            settings: new Dictionary<string, string?> { ["EventBus:Groups:group:Handlers:many:BatchSize"] = "2" });
        await PublishAsync(host, "A-0", "A-1");
        await host.WaitUntilHandledAsync(Token);
        Assert.Equal(["A-0 A-1"], calls.All);

        await Assert.ThrowsAsync<ArgumentException>(() => StartAsync(
            new BatchCalls(), _ => { }, more: group => group.OnOrderPlaced<FirstHandler>("first", handler => handler.Batch(2))));
    }

    [Fact]
    public async Task Lanes_have_batches_of_their_own_side_by_side_and_each_key_keeps_its_order()
    {
        const int keys = 8;
        const int eventsPerKey = 5;
        await using Bus bus = await Bus.StartAsync();
        var calls = new BatchCalls { Gate = new TaskCompletionSource() };
        void Configure(EventBusBuilder events)
        {
            events.Services.AddSingleton(calls);
            events.AddProducer<OrderPlaced>().AddConsumerGroup(
                "group", StartAt.Earliest, group => group.HandleBatch<OrderPlaced, BatchHandler>("many", handler => handler.Batch(4)));
        }

        IHost service = await bus.StartServiceAsync(
            Configure, recorder: null, Bus.LongSession, ("EventBus:Groups:group:Concurrency", "3"));
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        for (int i = 0; i < keys * eventsPerKey; i++)
        {
            await producer.PublishAsync(new OrderPlaced($"A-{i % keys}", i), cancellationToken: Token);
        }

        await Bus.Until(() => calls.All.Count > 1, "two batches have begun");
        calls.Gate.SetResult();
        await Bus.Until(() => calls.Contexts.Count == keys * eventsPerKey, "every event has come");

        Assert.All(calls.Contexts.GroupBy(context => context.Offset % keys), ofKey =>
            Assert.Equal(ofKey.Select(context => context.Offset).Order(), ofKey.Select(context => context.Offset)));
        Assert.Contains(calls.All, batch => batch.Contains(' ', StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_the_new_protocol_no_offset_is_committed_before_its_batch_and_what_was_cancelled_is_delivered_again()
    {
        (string, string?)[] settings =
        [
            ("EventBus:Groups:group:CommitInterval", "00:00:00.010"),
            ("EventBus:Kafka:Client:group.protocol", "consumer"),
            ("EventBus:Kafka:Client:session.timeout.ms", null),
            ("EventBus:Kafka:Client:heartbeat.interval.ms", null),
        ];
        await using Bus bus = await Bus.StartAsync();
        var calls = new BatchCalls { Gate = new TaskCompletionSource() };
        void Configure(EventBusBuilder events)
        {
            events.Services.AddSingleton(calls);
            events.AddProducer<OrderPlaced>().AddConsumerGroup("group", StartAt.Earliest, group =>
                group.HandleBatch<OrderPlaced, BatchHandler>("many", handler => handler.Batch(2, TimeSpan.FromSeconds(20))));
        }

        IHost first = await bus.StartServiceAsync(Configure, recorder: null, settings);
        foreach (string number in (string[])["A-0", "A-1", "A-2"])
        {
            await first.Services.GetRequiredService<IOrderPlacedProducer>()
                .PublishAsync(new OrderPlaced(number, 1), cancellationToken: Token);
        }

        // The first batch hangs, and the third event waits for the next one: stopping cancels both.
        await Bus.Until(() => calls.All.Count == 1, "the first batch has begun");
        await first.StopAsync(Token);
        calls.Gate = null;

        await bus.StartServiceAsync(Configure, recorder: null, settings);
        await Bus.Until(() => calls.All.Count == 2, "the second service has a batch");
        Assert.Equal(["A-0 A-1", "A-0 A-1"], calls.All);
    }

    private static async Task<EventBusTestHost> StartAsync(
        BatchCalls calls,
        Action<HandlerOptions> configure,
        Action<IConsumerGroupBuilder>? more = null,
        Dictionary<string, string?>? settings = null,
        TimeProvider? clock = null) => await EventBusTestHost.StartInMemoryAsync(
        bus =>
        {
            bus.Services.AddSingleton(calls).AddSingleton(new Recorder());
            if (clock is not null)
            {
                bus.Services.AddSingleton(clock);
            }

            bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>();
            bus.AddConsumerGroup("group", StartAt.Earliest, group =>
            {
                group.HandleBatch<OrderPlaced, BatchHandler>("many", configure);
                more?.Invoke(group);
            });
        },
        new EventBusTestOptions { Settings = new Dictionary<string, string?>([.. Quick, .. settings ?? new()]) },
        Token);

    private static async Task PublishAsync(EventBusTestHost host, params string[] numbers)
    {
        foreach (string number in numbers)
        {
            await host.PublishAsync(new OrderPlaced(number, 1), Token);
        }
    }

    private static List<DeadLetter> Letters(EventBusTestHost host) =>
        host.Services.GetRequiredService<IDeadLetters>().ReadAsync("group", Token).ToBlockingEnumerable(Token).ToList();
}
