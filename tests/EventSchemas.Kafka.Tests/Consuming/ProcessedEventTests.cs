using Confluent.Kafka;
using EventSchemas.Hosting;
using EventSchemas.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka.Tests;

/// <summary>Settings of what drops duplicates, and what Kafka counts as a redelivery. The rest holds on every transport.</summary>
public sealed class ProcessedEventTests
{
    private static readonly Guid Id = new("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

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
}
