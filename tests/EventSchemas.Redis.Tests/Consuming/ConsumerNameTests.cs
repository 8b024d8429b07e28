using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>The names of consumers that processes have left behind.</summary>
public sealed class ConsumerNameTests
{
    [Fact]
    public async Task Names_that_are_idle_for_long_and_have_nothing_to_settle_are_removed_every_ten_minutes()
    {
        await using Bus bus = await Bus.StartAsync();
        await bus.Database.StreamAddAsync(Bus.Orders, "a", "b");
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "busy", StreamPosition.NewMessages);
        await LeaveAsync(bus, "gone");
        var time = new LaterTime();
        var recorder = new Recorder();
        IHost service = await bus.StartServiceAsync(
            events =>
            {
                events.AddProducer<OrderPlaced>()
                    .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
                events.Services.AddSingleton<TimeProvider>(time);
            },
            recorder,
            ("EventBus:Redis:ConsumerName", "me"),
            ("EventBus:Redis:ForgetConsumersAfter", "00:00:00.2"),
            ("EventBus:Redis:ClaimAfter", "00:09:00"));
        await Bus.PublishAsync(service, 1);
        await Bus.Until(() => recorder.Handled.Count == 1, "it has read something, and so has a name");

        await Bus.UntilAsync(async () => await IdleAsync(bus, "gone") > 200, "the other is idle for long");

        // It looks after its streams every three minutes.
        time.Add(TimeSpan.FromMinutes(3));
        await Bus.UntilAsync(async () => !(await NamesAsync(bus)).Contains("gone"), "the name is removed");
        Assert.Equal(["busy", "me"], await NamesAsync(bus));

        await LeaveAsync(bus, "gone later");
        time.Add(TimeSpan.FromMinutes(3));
        await Bus.UntilAsync(async () => await IdleAsync(bus, "gone later") > 400, "it is idle for long");
        Assert.Equal(["busy", "gone later", "me"], await NamesAsync(bus));

        time.Add(TimeSpan.FromMinutes(7));
        await Bus.UntilAsync(async () => !(await NamesAsync(bus)).Contains("gone later"), "that name is removed too");
        Assert.Equal(["busy", "me"], await NamesAsync(bus));
    }

    private static Task LeaveAsync(Bus bus, string name) =>
        bus.Database.ExecuteAsync("XGROUP", "CREATECONSUMER", Bus.Orders, "group", name);

    private static async Task<string[]> NamesAsync(Bus bus) =>
        [.. (await bus.Database.StreamConsumerInfoAsync(Bus.Orders, "group")).Select(one => one.Name).Order(StringComparer.Ordinal)];

    private static async Task<long> IdleAsync(Bus bus, string name) =>
        (await bus.Database.StreamConsumerInfoAsync(Bus.Orders, "group")).Single(one => one.Name == name).IdleTimeInMilliseconds;

    /// <summary>A clock that a test sets forward.</summary>
    private sealed class LaterTime : TimeProvider
    {
        private long _added;

        public void Add(TimeSpan time) => Interlocked.Add(ref _added, (long)(time.TotalSeconds * TimestampFrequency));

        public override long GetTimestamp() => base.GetTimestamp() + Interlocked.Read(ref _added);
    }
}
