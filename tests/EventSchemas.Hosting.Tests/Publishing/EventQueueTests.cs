using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.Hosting.Tests;

public sealed class EventQueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_queue_makes_the_caller_wait()
    {
        var flags = new SlowFlags();
        using IHost service = Service(flags, new Failures());
        IEventQueue queue = service.Services.GetRequiredService<IEventQueue>();
        await queue.EnqueueAsync(new LampLit("0"), cancellationToken: Token);
        await queue.EnqueueAsync(new LampLit("1"), cancellationToken: Token);

        Task third = queue.EnqueueAsync(new LampLit("2"), cancellationToken: Token).AsTask();
        Assert.Equal(2, queue.Count);
        Assert.False(third.IsCompleted);

        flags.Answer.SetResult(true);
        await third;
        await service.Services.GetRequiredService<EventQueue>().DrainAsync(Token);
        Assert.Equal(0, queue.Count);
        Assert.Equal(["0", "1", "2"], Sent(service));
    }

    [Fact]
    public async Task Events_keep_their_order_although_the_flag_answers_late()
    {
        var flags = new SlowFlags();
        using IHost service = Service(flags, new Failures());
        ILampLitProducer producer = service.Services.GetRequiredService<ILampLitProducer>();

        Task<IReadOnlyList<PublishResult>> batch =
            producer.PublishAllAsync(Enumerable.Range(0, 50).Select(i => new LampLit($"{i:D2}")), Token);
        flags.Answer.SetResult(true);

        Assert.All(await batch, result => Assert.IsType<PublishResult.Delivered>(result));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i:D2}"), Sent(service));
    }

    [Fact]
    public async Task What_is_not_delivered_goes_to_the_failure_handler()
    {
        var failures = new Failures();
        using IHost service = Service(new SlowFlags(), failures);
        service.Services.GetRequiredService<InMemoryTransport>().Failure = PublishFailureReason.TooLarge;
        ((SlowFlags)service.Services.GetRequiredService<IEventFlags>()).Answer.SetResult(true);

        await service.Services.GetRequiredService<IEventQueue>().EnqueueAsync(new LampLit("desk"), cancellationToken: Token);
        PublishFailure failure = await failures.First.Task.WaitAsync(Token);

        Assert.Equal((new LampLit("desk"), "org.acme.lamp.lit.v1"), (failure.Event, failure.EventType));
        Assert.IsType<EventPublishException>(failure.Exception);
    }

    [Fact]
    public async Task A_batch_says_which_events_failed()
    {
        using IHost service = InMemoryTransport.CreateService(bus => bus.AddProducer<LampLit>());
        ILampLitProducer producer = service.Services.GetRequiredService<ILampLitProducer>();

        EventBatchException e = await Assert.ThrowsAsync<EventBatchException>(
            () => producer.PublishAllAsync([new LampLit("desk"), new LampLit(null!), new LampLit("hall")], Token));

        Assert.Equal([true, false, true], e.Results.Select(result => result is PublishResult.Delivered));
        Assert.IsType<EventDataException>(Assert.Single(e.Failures));
    }

    private static IHost Service(IEventFlags flags, IPublishFailureHandler failures) => InMemoryTransport.CreateService(
        bus =>
        {
            bus.AddProducer<LampLit>();
            bus.Services.AddSingleton(flags).AddSingleton(failures);
        },
        ("EventBus:Publishing:QueueLength", "2"));

    private static IEnumerable<string> Sent(IHost service) => service.Services.GetRequiredService<InMemoryTransport>().Sent
        .Select(sent => System.Text.Encoding.UTF8.GetString(sent.Event.Value.AsSpan(3)));

    private sealed class SlowFlags : IEventFlags
    {
        public TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<bool> IsEnabledAsync(string flag, CancellationToken cancellationToken = default) => new(Answer.Task);

        public ValueTask<bool> IsDeclaredAsync(string flag, CancellationToken cancellationToken = default) => new(true);
    }

    private sealed class Failures : IPublishFailureHandler
    {
        public TaskCompletionSource<PublishFailure> First { get; } = new();

        public ValueTask HandleAsync(PublishFailure failure, CancellationToken cancellationToken)
        {
            First.TrySetResult(failure);
            return ValueTask.CompletedTask;
        }
    }
}
