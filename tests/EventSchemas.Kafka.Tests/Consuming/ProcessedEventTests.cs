using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

/// <summary>A handler that drops duplicates doesn't get an event again that it has handled.</summary>
public sealed class ProcessedEventTests
{
    private static readonly Guid Id = new("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_duplicate_is_dropped_for_each_handler_that_asks_for_it()
    {
        var recorder = new Recorder();
        await using EventBusTestHost host = await StartAsync(recorder);

        await PublishAsync(host, Id);
        await PublishAsync(host, Guid.NewGuid());
        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);

        Assert.Equal(
            [("first", 0), ("first", 1), ("second", 0), ("second", 1), ("second", 2)],
            recorder.Handled.Select(handled => (handled.Handler, (int)handled.Context.Offset)).Order());
    }

    [Theory]
    [InlineData("EventBus:Groups:group:DropDuplicates", "true", 2)]
    [InlineData("EventBus:Groups:group:Handlers:second:DropDuplicates", "true", 2)]
    [InlineData("EventBus:Groups:group:Handlers:first:DropDuplicates", "false", 4)]
    public async Task Settings_switch_it_on_and_off_for_a_group_or_a_handler(string key, string value, int calls)
    {
        var recorder = new Recorder();
        await using EventBusTestHost host = await StartAsync(recorder, (key, value));

        await PublishAsync(host, Id);
        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);

        Assert.Equal(calls, recorder.Handled.Count);
    }

    [Fact]
    public async Task An_attempt_that_fails_is_not_remembered_and_a_redrive_passes()
    {
        var recorder = new Recorder();
        bool fails = true;
        recorder.Before = (handler, _, _, _) =>
            fails && handler == "first" ? throw new InvalidOperationException("no") : Task.CompletedTask;
        await using EventBusTestHost host = await StartAsync(recorder);
        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);
        Assert.DoesNotContain(recorder.Handled, handled => handled.Handler == "first");

        // The letter comes back after a duplicate of its event was handled.
        fails = false;
        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);
        await host.Services.GetRequiredService<IDeadLetters>().RedriveAsync("group", cancellationToken: Token);
        await host.WaitUntilHandledAsync(Token);

        EventContext[] first = [.. recorder.Handled.Where(handled => handled.Handler == "first").Select(handled => handled.Context)];
        Assert.Equal([DeliveryKind.Live, DeliveryKind.Redrive], first.Select(context => context.Delivery));
        Assert.Equal([false, true], first.Select(context => context.IsRedelivered));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_replay_says_whether_it_passes_the_check_by(bool includesProcessed, int expected)
    {
        var recorder = new Recorder();
        await using EventBusTestHost host = await StartAsync(recorder, ("EventBus:Groups:group:DropDuplicates", "true"));
        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);

        var replay = new EventReplay
        {
            Name = "again",
            Group = "group",
            Handlers = ["first"],
            From = EventPosition.Earliest,
            IncludesProcessed = includesProcessed,
        };
        await host.Services.GetRequiredService<IEventReplays>().RunAsync(replay, cancellationToken: Token);
        await host.WaitUntilHandledAsync(Token);

        Assert.Equal(expected, recorder.Handled.Count(handled => handled.Handler == "first"));
    }

    [Fact]
    public async Task The_store_in_memory_forgets_by_count_and_by_time()
    {
        var clock = new Clock();
        var recorder = new Recorder();
        await using EventBusTestHost host = await StartAsync(
            recorder, clock, ("EventBus:ProcessedEvents:MaxCount", "2"), ("EventBus:ProcessedEvents:MaxAge", "00:10:00"));
        async Task<int> HandledAsync(Guid id)
        {
            await PublishAsync(host, id);
            await host.WaitUntilHandledAsync(Token);
            return recorder.Handled.Count(handled => handled.Handler == "first");
        }

        Assert.Equal(1, await HandledAsync(Id));
        Assert.Equal(2, await HandledAsync(Guid.NewGuid()));
        Assert.Equal(2, await HandledAsync(Id));
        Assert.Equal(3, await HandledAsync(Guid.NewGuid()));
        Assert.Equal(4, await HandledAsync(Id));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(5, await HandledAsync(Id));
    }

    [Theory]
    [InlineData("MaxCount", "0")]
    [InlineData("MaxAge", "00:00:00")]
    public async Task Bounds_that_hold_nothing_are_errors_at_start(string key, string value)
    {
        OptionsValidationException e = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(new Recorder(), ($"EventBus:ProcessedEvents:{key}", value)));

        Assert.StartsWith($"EventBus:ProcessedEvents:{key} is {value}: give", Assert.Single(e.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_the_application_lives_in_the_scope_of_the_handler_and_can_fail_its_call()
    {
        var seen = new SeenScopes();
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton(seen).AddScoped<Transaction>().AddScoped<IProcessedEventStore, TransactionStore>();
                bus.AddProducer<OrderPlaced>();
                bus.AddConsumerGroup("group", StartAt.Earliest, group =>
                    group.OnOrderPlaced<InTransaction>(
                    "first", handler => handler.DropDuplicates().Retry(3, TimeSpan.FromMilliseconds(1))));
            },
            cancellationToken: Token);

        await PublishAsync(host, Id);
        await host.WaitUntilHandledAsync(Token);

        // The first commit fails: the handler's work and its row are both gone, and both are done again.
        Assert.Equal(["begin 1", "handle 1", "commit 1", "begin 2", "handle 2", "commit 2"], seen.Steps);
    }

    [Fact]
    public async Task A_batch_has_only_what_was_not_handled_before()
    {
        var batches = new Batches();
        await using EventBusTestHost host = await EventBusTestHost.StartInMemoryAsync(
            bus =>
            {
                bus.Services.AddSingleton(batches);
                bus.AddProducer<OrderPlaced>();
                bus.AddConsumerGroup("group", StartAt.Earliest, group => group.HandleBatch<OrderPlaced, Batched>(
                    "many", handler => handler.DropDuplicates().Batch(3, TimeSpan.FromSeconds(30))));
            },
            cancellationToken: Token);

        foreach (Guid id in (Guid[])[Id, Guid.NewGuid(), Id, Id, Guid.NewGuid(), Guid.NewGuid()])
        {
            await PublishAsync(host, id);
        }

        await host.WaitUntilHandledAsync(Token);
        Assert.Equal(["0 1", "4 5"], batches.Offsets);
    }

    [Fact]
    public async Task On_Kafka_a_message_that_this_process_has_had_before_is_a_redelivery()
    {
        await using Bus bus = await Bus.StartAsync();
        var calls = new System.Collections.Concurrent.ConcurrentQueue<EventContext>();
        var recorder = new Recorder();
        recorder.Before = (_, _, context, token) =>
        {
            calls.Enqueue(context);
            return context.IsRedelivered ? Task.CompletedTask : Task.Delay(Timeout.Infinite, token);
        };
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>()
                .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first")),
            recorder);
        await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-0", 1), cancellationToken: Token);
        await Bus.Until(() => calls.Count == 1, "the handler has it");

        // The coordinator doesn't know the member any more: it loses its partition and joins again.
        bus.Kafka.Faults.FailNext(KafkaRequest.Heartbeat, ErrorCode.UnknownMemberId);

        await Bus.Until(() => recorder.Handled.Count == 1, "it has it again");
        Assert.Equal([false, true], calls.Select(context => context.IsRedelivered));
        Assert.Equal([1, 1], calls.Select(context => context.Attempt));
    }

    private static Task<EventBusTestHost> StartAsync(Recorder recorder, params (string Key, string? Value)[] settings) =>
        StartAsync(recorder, TimeProvider.System, settings);

    private static Task<EventBusTestHost> StartAsync(
        Recorder recorder, TimeProvider clock, params (string Key, string? Value)[] settings) => EventBusTestHost.StartInMemoryAsync(
        bus =>
        {
            bus.Services.AddSingleton(recorder).AddSingleton(clock);
            bus.AddProducer<OrderPlaced>();
            bus.AddConsumerGroup("group", StartAt.Earliest, group => group
                .OnOrderPlaced<FirstHandler>("first", handler => handler.DropDuplicates().Retry(1))
                .OnOrderPlaced<SecondHandler>("second"));
        },
        new EventBusTestOptions { Settings = settings.ToDictionary(setting => setting.Key, setting => setting.Value) },
        Token);

    private static Task<PublishResult> PublishAsync(EventBusTestHost host, Guid id) => host.Services
        .GetRequiredService<IOrderPlacedProducer>()
        .PublishAsync(new OrderPlaced("A-1", 1), new PublishOptions { Id = id }, Token);

    private sealed class SeenScopes
    {
        private int _count;

        public List<string> Steps { get; } = [];

        public int Next() => ++_count;
    }

    private sealed class Transaction(SeenScopes seen)
    {
        private readonly int _number = seen.Next();

        public void Do(string step) => seen.Steps.Add($"{step} {_number}");

        public void Commit()
        {
            Do("commit");
            if (_number == 1)
            {
                throw new TimeoutException("the database is away");
            }
        }
    }

    private sealed class TransactionStore(Transaction transaction) : IProcessedEventStore
    {
        public ValueTask<bool> TryBeginAsync(EventContext context, CancellationToken cancellationToken)
        {
            Assert.Equal(("group", "first", Id), (context.Group, context.Handler, context.Metadata.Id));
            transaction.Do("begin");
            return ValueTask.FromResult(true);
        }

        public ValueTask CompleteAsync(EventContext context, CancellationToken cancellationToken)
        {
            transaction.Commit();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class InTransaction(Transaction transaction) : IEventHandler<OrderPlaced>
    {
        public Task HandleAsync(OrderPlaced value, EventContext context, CancellationToken cancellationToken)
        {
            transaction.Do("handle");
            return Task.CompletedTask;
        }
    }

    private sealed class Batches
    {
        public List<string> Offsets { get; } = [];
    }

    private sealed class Batched(Batches batches) : IEventBatchHandler<OrderPlaced>
    {
        public Task HandleAsync(IReadOnlyList<EventDelivery<OrderPlaced>> batch, CancellationToken cancellationToken)
        {
            batches.Offsets.Add(string.Join(' ', batch.Select(one => one.Context.Offset)));
            return Task.CompletedTask;
        }
    }
}
