using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.TestKit;

/// <summary>A handler that drops duplicates doesn't get an event again that it has handled.</summary>
public abstract class DuplicateSuite<TBus> : SettlementTest<TBus>
    where TBus : IBusUnderTest, new()
{
    private static readonly Guid Id = new("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");

    [Fact]
    public async Task A_duplicate_is_dropped_for_each_handler_that_asks_for_it()
    {
        IHost service = await StartAsync(Configure);
        await PublishAsync(service, "A-1", Id);
        await PublishAsync(service, "A-2");
        await PublishAsync(service, "A-1", Id);
        await PublishAsync(service, "A-3");

        await HandledAsync(7);

        Assert.Equal(["A-1", "A-2", "A-3"], Recorder.Handled.Where(one => one.Handler == "first").Select(one => one.Number));
        Assert.Equal(["A-1", "A-2", "A-1", "A-3"], Recorder.Handled.Where(one => one.Handler == "second").Select(one => one.Number));
    }

    [Fact]
    public async Task An_attempt_that_fails_is_not_remembered_and_a_redrive_passes()
    {
        Fail("first", "A-1");
        IHost service = await StartAsync(Configure);
        await PublishAsync(service, "A-1", Id);
        await LettersAsync(service, 1);
        Assert.DoesNotContain(Recorder.Handled, handled => handled.Handler == "first");

        // The letter comes back after a duplicate of its event was handled.
        Mend();
        await PublishAsync(service, "A-1", Id);
        await HandledAsync(3);
        await DeadLetters(service).RedriveAsync("group", cancellationToken: Token);
        await HandledAsync(4);

        EventContext[] first = [.. Recorder.Handled.Where(handled => handled.Handler == "first").Select(handled => handled.Context)];
        Assert.Equal([DeliveryKind.Live, DeliveryKind.Redrive], first.Select(context => context.Delivery));
        Assert.Equal([false, true], first.Select(context => context.IsRedelivered));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_replay_says_whether_it_passes_the_check_by(bool includesProcessed)
    {
        IHost service = await StartAsync(Configure);
        await PublishAsync(service, "A-1", Id);
        await HandledAsync(2);

        await service.Services.GetRequiredService<IEventReplays>().RunAsync(
            new EventReplay
            {
                Name = "again",
                Group = "group",
                Handlers = ["one"],
                From = EventPosition.Earliest,
                IncludesProcessed = includesProcessed,
            },
            cancellationToken: Token);

        if (includesProcessed)
        {
            await HandledAsync(3);
            Assert.Equal(DeliveryKind.Replay, Recorder.Handled[2].Context.Delivery);
        }
        else
        {
            await Wait.UntilAsync(
                () => Bus.Log.At(LogLevel.Debug).Any(message => message.Contains("handled before", StringComparison.Ordinal)),
                "it is dropped");
            Assert.Equal(2, Recorder.Handled.Count);
        }
    }

    [Fact]
    public async Task A_store_of_the_application_lives_in_the_scope_of_the_handler_and_can_fail_its_call()
    {
        var seen = new SeenScopes();
        IHost service = await StartAsync(bus =>
        {
            bus.Services.AddSingleton(seen).AddScoped<Transaction>().AddScoped<IProcessedEventStore, TransactionStore>();
            bus.AddProducer<OrderPlaced>().AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<InTransaction>(
                "one", handler => handler.DropDuplicates().Retry(3, TimeSpan.FromMilliseconds(1))));
        });

        await PublishAsync(service, "A-1", Id);

        // The first commit fails: the handler's work and its row are both gone, and both are done again.
        await Wait.UntilAsync(() => seen.Steps.Count == 6, "it is committed");
        Assert.Equal(["begin 1", "handle 1", "commit 1", "begin 2", "handle 2", "commit 2"], seen.Steps);
        Assert.Equal([("group", "one", Id)], seen.Events.Distinct());
    }

    private static void Configure(EventBusBuilder bus) => bus.AddProducer<OrderPlaced>()
        .AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one", handler => handler.DropDuplicates().Retry(1))
            .OnOrderPlaced<SecondHandler>("two"));

    private sealed class SeenScopes
    {
        private readonly Lock _lock = new();
        private readonly List<string> _steps = [];
        private int _count;

        public IReadOnlyList<string> Steps
        {
            get
            {
                lock (_lock)
                {
                    return [.. _steps];
                }
            }
        }

        public List<(string Group, string Handler, Guid Id)> Events { get; } = [];

        public int Next() => Interlocked.Increment(ref _count);

        public void Add(string step)
        {
            lock (_lock)
            {
                _steps.Add(step);
            }
        }
    }

    private sealed class Transaction(SeenScopes seen)
    {
        private readonly int _number = seen.Next();

        public void Do(string step) => seen.Add($"{step} {_number}");

        public void Commit()
        {
            Do("commit");
            if (_number == 1)
            {
                throw new TimeoutException("the database is away");
            }
        }
    }

    private sealed class TransactionStore(Transaction transaction, SeenScopes seen) : IProcessedEventStore
    {
        public ValueTask<bool> TryBeginAsync(EventContext context, CancellationToken cancellationToken)
        {
            seen.Events.Add((context.Group, context.Handler, context.Metadata.Id));
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
}
