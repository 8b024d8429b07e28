using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>A stream deletes its oldest entries without looking at groups.</summary>
public sealed class TrimmingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_group_that_is_far_behind_is_degraded_before_it_loses_anything()
    {
        await using Bus bus = await Bus.StartAsync();
        var release = new TaskCompletionSource();
        var recorder = new Recorder { Before = (_, _, _, token) => release.Task.WaitAsync(token) };
        IHost service = await StartAsync(bus, recorder);
        await PublishAsync(service, 80);

        await Bus.UntilAsync(async () => (await CheckAsync(service)).Status == HealthStatus.Degraded, "the service is degraded");
        Assert.Matches(@"dev-orders: \d\d entries wait", (await CheckAsync(service)).Description);
        Assert.Contains("the stream keeps 100", (await CheckAsync(service)).Description, StringComparison.Ordinal);
        release.SetResult();

        await Bus.Until(() => recorder.Handled.Count >= 80, "all are handled");
        await Bus.UntilAsync(async () => (await CheckAsync(service)).Status == HealthStatus.Healthy, "the service is healthy again");
    }

    [Fact]
    public async Task Entries_that_are_deleted_before_they_are_read_are_counted()
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        var release = new TaskCompletionSource();
        var recorder = new Recorder { Before = (_, _, _, token) => release.Task.WaitAsync(token) };
        IHost service = await StartAsync(bus, recorder);
        await PublishAsync(service, 50);
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 5, "some are read");

        await bus.Database.StreamTrimAsync(Bus.Orders, 20);
        await Bus.Until(() => bus.Log.At(LogLevel.Error).Any(), "it is in the log");
        release.SetResult();

        await Bus.Until(() => recorder.Handled.Count >= 25, "the others are handled");
        Assert.Equal(25, lost.Count(service));
        Assert.Contains(
            bus.Log.At(LogLevel.Error), message => message.Contains("has lost 25 entries of dev-orders", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_that_were_lost_while_no_process_ran_are_counted_once()
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        IHost first = await StartAsync(bus, new Recorder());
        await PublishAsync(first, 5);
        await Bus.UntilAsync(
            async () => await bus.Database.StreamGroupInfoAsync(Bus.Orders) is [{ EntriesRead: 5, PendingMessageCount: 0 }],
            "they are handled");
        await bus.StopAsync(first);
        IHost producer = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>());
        await PublishAsync(producer, 30);
        await bus.Database.StreamTrimAsync(Bus.Orders, 10);

        for (int i = 0; i < 2; i++)
        {
            var recorder = new Recorder();
            IHost service = await StartAsync(bus, recorder);
            await PublishAsync(producer, 1);
            await Bus.Until(() => recorder.Handled.Count >= (i == 0 ? 11 : 1), "what is left is handled");
            Assert.Equal(i == 0 ? 20 : 0, lost.Count(service));
            await bus.StopAsync(service);
        }
    }

    [Fact]
    public async Task An_entry_that_was_read_and_not_settled_and_then_deleted_is_reported_and_doesnt_hold_up_the_others()
    {
        await using Bus bus = await Bus.StartAsync();
        using var lost = new LostMessages();
        IHost producer = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>());
        await PublishAsync(producer, 3);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "me", StreamPosition.NewMessages);
        await bus.Database.StreamTrimAsync(Bus.Orders, 2);

        var recorder = new Recorder();
        IHost service = await StartAsync(bus, recorder, ("EventBus:Redis:ConsumerName", "me"));

        await Bus.Until(() => recorder.Handled.Count >= 2, "the others are handled");
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "nothing is pending");
        Assert.Equal(1, lost.Count(service));
        Assert.Contains("it was read and not settled, and then deleted", bus.Log.At(LogLevel.Error).Single(), StringComparison.Ordinal);
    }

    private static Task<IHost> StartAsync(Bus bus, Recorder recorder, params (string Key, string? Value)[] settings) =>
        bus.StartServiceAsync(
            events =>
            {
                events.AddProducer<OrderPlaced>()
                    .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
                events.Services.AddHealthChecks().AddEventBus();
            },
            recorder,
            [
                ("EventBus:Redis:StreamMaxLength", "100"),
                ("EventBus:Groups:group:QueueLength", "5"),
                .. settings,
            ]);

    private static async Task<HealthReportEntry> CheckAsync(IHost service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["event-bus"];

    private static Task PublishAsync(IHost service, int count) => service.Services.GetRequiredService<IEventProducer<OrderPlaced>>()
        .PublishAllAsync(Enumerable.Range(1, count).Select(i => new OrderPlaced($"A-{i}", i)), Token);
}
