using System.Collections.Concurrent;
using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.TestKit;

/// <summary>Handlers that get several events at a time.</summary>
public abstract class BatchSuite<TBus> : SettlementTest<TBus>
    where TBus : IBusUnderTest, new()
{
    // Longer than a test: a batch that isn't full isn't handled.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(50);

    private readonly BatchCalls _calls = new();

    [Fact]
    public async Task Events_that_wait_come_together_in_order_up_to_the_size()
    {
        IHost service = await StartAsync(handler => handler.Batch(3));
        _calls.Gate = new TaskCompletionSource();
        List<DeliveredMessage> sent = [.. await PublishAllAsync(service, ["A-0"])];
        await Wait.UntilAsync(() => _calls.All.Count == 1, "the first is in its handler");

        sent.AddRange(await PublishAllAsync(service, ["A-1", "A-2", "A-3", "A-4"]));
        BusProgress progress = service.Services.GetRequiredService<BusProgress>();
        await Wait.UntilAsync(
            () => progress.Groups.Single().Partitions.Sum(partition => partition.Waiting) == 5, "all have been received");
        _calls.Gate.SetResult();
        await Wait.UntilAsync(() => _calls.Contexts.Count == 5, "all are handled");

        Assert.Equal(["A-0", "A-1 A-2 A-3", "A-4"], _calls.All);
        Assert.Equal(sent.Select(message => message.Offset), _calls.Contexts.Select(context => context.Offset));
        Assert.All(_calls.Contexts, context => Assert.Equal(("many", 1), (context.Handler, context.Attempt)));
    }

    [Fact]
    public async Task A_batch_that_fails_is_retried_as_a_whole()
    {
        _calls.Fails = (batch, attempt) => batch.Length > 1 && attempt < 3;
        IHost service = await StartAsync(handler => handler.Batch(2, Long));
        await PublishAllAsync(service, ["A-0", "A-1"]);

        await Wait.UntilAsync(() => _calls.All.Count == 3, "the third attempt has begun");

        Assert.Equal(["A-0 A-1", "A-0 A-1", "A-0 A-1"], _calls.All);
        Assert.Equal([1, 1, 2, 2, 3, 3], _calls.Contexts.Select(context => context.Attempt));
        Assert.Empty(await LettersAsync(service));
    }

    [Fact]
    public async Task After_the_last_attempt_only_the_events_that_fail_alone_become_dead_letters()
    {
        _calls.Fails = (batch, _) => batch.Contains("A-1");
        IHost service = await StartAsync(handler => handler.Batch(3, Long).Retry(2));
        await PublishAllAsync(service, ["A-0", "A-1", "A-2"]);

        await Wait.UntilAsync(() => _calls.All.Count == 5, "each has come alone");

        Assert.Equal(["A-0 A-1 A-2", "A-0 A-1 A-2", "A-0", "A-1", "A-2"], _calls.All);
        DeadLetter letter = (await LettersAsync(service, 1))[0];
        Assert.Equal(("many", 3L, "no", "A-1"), (letter.Handler, letter.Attempts, letter.Text, letter.KeyText));

        // It comes back in a batch of its own, which doesn't wait.
        _calls.Fails = (_, _) => false;
        await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);
        await Wait.UntilAsync(() => _calls.All.Count == 6, "it comes back");
        Assert.Equal(("A-1", DeliveryKind.Redrive), (_calls.All.Last(), _calls.Contexts.Last().Delivery));
    }

    [Fact]
    public async Task Other_handlers_of_the_group_get_their_events_one_at_a_time_and_the_message_waits_for_all()
    {
        IHost service = await StartAsync(
            handler => handler.Batch(2, Long),
            more: group => group.OnOrderPlaced<FirstHandler>("first").OnOrderPaid<PaidHandler>("paid"));

        await PublishAsync(service, "A-0");
        await service.Services.GetRequiredService<IOrderPaidProducer>().PublishAsync(new OrderPaid("P-0"), cancellationToken: Token);
        await HandledAsync(2);
        Assert.Empty(_calls.All);
        await PublishAsync(service, "A-1");
        await Wait.UntilAsync(() => _calls.All.Count == 1, "the batch is full");
        await HandledAsync(3);

        Assert.Equal(["A-0 A-1"], _calls.All);
        Assert.Equal(["A-0", "P-0", "A-1"], Recorder.Handled.Select(handled => handled.Number));
    }

    [Fact]
    public async Task What_a_service_that_stops_has_in_a_batch_comes_again()
    {
        _calls.Gate = new TaskCompletionSource();
        IHost first = await StartAsync(handler => handler.Batch(2, Long));
        await PublishAllAsync(first, ["A-0", "A-1", "A-2"]);

        // The first batch hangs, and the third event waits for the next one: stopping cancels both.
        await Wait.UntilAsync(() => _calls.All.Count == 1, "the first batch has begun");
        await first.StopAsync(Token);
        _calls.Gate = null;

        IHost second = await StartAsync(handler => handler.Batch(2, Long));
        await PublishAsync(second, "A-3");
        await Wait.UntilAsync(() => _calls.All.Count == 3, "the second service has two batches");
        Assert.Equal(["A-0 A-1", "A-0 A-1", "A-2 A-3"], _calls.All);
    }

    [Fact]
    public async Task A_batch_has_only_what_was_not_handled_before()
    {
        IHost service = await StartAsync(handler => handler.DropDuplicates().Batch(3, Long));
        var id = Guid.NewGuid();
        List<long> offsets = [];
        foreach (Guid one in (Guid[])[id, Guid.NewGuid(), id, id, Guid.NewGuid(), Guid.NewGuid()])
        {
            offsets.Add((await PublishAsync(service, "A-1", one)).Messages[0].Offset);
        }

        await Wait.UntilAsync(() => _calls.Contexts.Count == 4, "what is new is handled");

        Assert.Equal(["A-1 A-1", "A-1 A-1"], _calls.All);
        Assert.Equal([offsets[0], offsets[1], offsets[4], offsets[5]], _calls.Contexts.Select(context => context.Offset));
    }

    private Task<IHost> StartAsync(Action<HandlerOptions> configure, Action<IConsumerGroupBuilder>? more = null) => StartAsync(
        (EventBusBuilder bus) =>
        {
            bus.Services.AddSingleton(_calls);
            bus.AddProducer<OrderPlaced>().AddProducer<OrderPaid>().AddConsumerGroup("group", StartAt.Earliest, group =>
            {
                group.HandleBatch<OrderPlaced, BatchHandler>("many", configure);
                more?.Invoke(group);
            });
        });
}

/// <summary>The calls of a <see cref="BatchHandler"/>. Safe for concurrent use.</summary>
public sealed class BatchCalls
{
    /// <summary>The orders of each call.</summary>
    public ConcurrentQueue<string> All { get; } = new();

    /// <summary>The contexts of all events.</summary>
    public ConcurrentQueue<EventContext> Contexts { get; } = new();

    /// <summary>Which orders fail at which attempt.</summary>
    public Func<string[], int, bool> Fails { get; set; } = (_, _) => false;

    /// <summary>With which exception.</summary>
    public Func<string[], Exception> Failure { get; set; } = _ => new InvalidOperationException("no");

    /// <summary>What each call waits for.</summary>
    public TaskCompletionSource? Gate { get; set; }
}

/// <summary>A handler of batches.</summary>
public sealed class BatchHandler(BatchCalls calls) : IEventBatchHandler<OrderPlaced>
{
    public async Task HandleAsync(IReadOnlyList<EventDelivery<OrderPlaced>> batch, CancellationToken cancellationToken)
    {
        string[] numbers = [.. batch.Select(one => one.Value.Number)];
        foreach (EventDelivery<OrderPlaced> one in batch)
        {
            calls.Contexts.Enqueue(one.Context);
        }

        calls.All.Enqueue(string.Join(' ', numbers));
        if (calls.Gate is { } gate)
        {
            await gate.Task.WaitAsync(cancellationToken);
        }

        if (calls.Fails(numbers, batch[0].Context.Attempt))
        {
            throw calls.Failure(numbers);
        }
    }
}
