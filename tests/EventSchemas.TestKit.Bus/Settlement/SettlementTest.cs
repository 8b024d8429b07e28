using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.TestKit;

/// <summary>
/// Tests that hold on every transport. The test project of each transport derives classes from them, so that they run on its bus.
/// </summary>
/// <typeparam name="TBus">The bus.</typeparam>
public abstract class SettlementTest<TBus> : IAsyncLifetime
    where TBus : IBusUnderTest, new()
{
    // Each reading has a client of its own on Kafka.
    private static readonly TimeSpan DeadLetterPause = TimeSpan.FromMilliseconds(100);

    protected const string Placed = "org.acme.order.placed.v1";
    protected const string Paid = "org.acme.order.paid.v1";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected TBus Bus { get; } = new();

    /// <summary>What the handlers get.</summary>
    protected Recorder Recorder { get; } = new();

    public ValueTask InitializeAsync() => new(Bus.StartAsync());

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Bus.DisposeAsync();
    }

    /// <summary>Starts a service whose handlers are recorded by <see cref="Recorder"/>.</summary>
    protected Task<IHost> StartAsync(Action<EventBusBuilder> configure, params (string Key, string? Value)[] settings) =>
        Bus.StartServiceAsync(configure, Recorder, settings);

    /// <summary>Two handlers of one event.</summary>
    protected static void Both(EventBusBuilder bus)
    {
        bus.Services.AddHealthChecks().AddEventBus();
        bus.AddProducer<OrderPlaced>().AddConsumerGroup("group", StartAt.Earliest, group => group
            .OnOrderPlaced<FirstHandler>("one")
            .OnOrderPlaced<SecondHandler>("two"));
    }

    /// <summary>One handler, with options.</summary>
    protected static Action<EventBusBuilder> One(Action<HandlerOptions>? options = null) => bus =>
    {
        bus.Services.AddHealthChecks().AddEventBus();
        bus.AddProducer<OrderPlaced>()
            .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("one", options ?? (_ => { })));
    };

    /// <summary>Makes a handler of <see cref="Recorder"/> fail on some orders.</summary>
    protected void Fail(string handler, params string[] numbers) => Recorder.Before = (name, number, _, _) =>
        name == handler && numbers.Contains(number) ? throw new InvalidOperationException($"{number} is bad") : Task.CompletedTask;

    /// <summary>Makes all handlers succeed.</summary>
    protected void Mend() => Recorder.Before = (_, _, _, _) => Task.CompletedTask;

    /// <summary>Waits until a number of calls have succeeded.</summary>
    protected Task HandledAsync(int count) => Wait.UntilAsync(() => Recorder.Handled.Count >= count, $"{count} calls have succeeded");

    protected static async Task<PublishResult.Delivered> PublishAsync(IHost service, string number, Guid? id = null)
    {
        PublishResult result = await service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced(number, 1), id is { } known ? new PublishOptions { Id = known } : null, Token);
        return Assert.IsType<PublishResult.Delivered>(result);
    }

    /// <summary>Publishes orders one after the other, so that their order is known.</summary>
    protected static async Task<IReadOnlyList<DeliveredMessage>> PublishAllAsync(IHost service, IEnumerable<string> numbers)
    {
        List<DeliveredMessage> messages = [];
        foreach (string number in numbers)
        {
            messages.Add((await PublishAsync(service, number)).Messages[0]);
        }

        return messages;
    }

    protected static IDeadLetters DeadLetters(IHost service) => service.Services.GetRequiredService<IDeadLetters>();

    protected static async Task<IReadOnlyList<DeadLetter>> LettersAsync(IHost service)
    {
        List<DeadLetter> letters = [];
        await foreach (DeadLetter letter in DeadLetters(service).ReadAsync("group", Token))
        {
            letters.Add(letter);
        }

        return letters;
    }

    /// <summary>Waits until the group has a number of dead letters.</summary>
    protected static async Task<IReadOnlyList<DeadLetter>> LettersAsync(IHost service, int count)
    {
        IReadOnlyList<DeadLetter> letters = [];
        await Wait.UntilAsync(
            async () => (letters = await LettersAsync(service)).Count == count,
            $"the group has {count} dead letters",
            DeadLetterPause);
        return letters;
    }

    protected static async Task<HealthReportEntry> HealthAsync(IHost service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["event-bus"];

    /// <summary>Waits until the service has a state of health, with a text.</summary>
    protected static Task HealthAsync(IHost service, HealthStatus status, string text) => Wait.UntilAsync(
        async () => await HealthAsync(service) is { } entry && entry.Status == status
            && entry.Description!.Contains(text, StringComparison.Ordinal),
        $"the service is {status} with '{text}'");
}
