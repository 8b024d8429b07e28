using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

public sealed class ConsumingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_handled_in_the_order_of_their_stream_and_acknowledged()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder);

        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(service, 250);

        await Bus.Until(() => recorder.Handled.Count >= 250, "all are handled");
        Assert.Equal(Enumerable.Range(1, 250).Select(i => $"A-{i}"), recorder.Handled.Select(handled => handled.Number));
        Assert.Equal(sent.Select(message => message.EntryId), recorder.Handled.Select(handled => handled.Context.EntryId));
        Assert.Equal(sent.Select(message => message.Offset), recorder.Handled.Select(handled => handled.Context.Offset));
        Assert.True(sent.Zip(sent.Skip(1)).All(pair => pair.First.Offset < pair.Second.Offset));
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "all are acknowledged");
    }

    [Fact]
    public async Task An_event_is_acknowledged_only_when_every_handler_has_settled_it()
    {
        await using Bus bus = await Bus.StartAsync();
        var second = new TaskCompletionSource();
        var recorder = new Recorder
        {
            Before = (handler, _, _, token) => handler == "second" ? second.Task.WaitAsync(token) : Task.CompletedTask,
        };
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>().AddConsumerGroup("group", StartAt.Earliest, group => group
                .OnOrderPlaced<FirstHandler>("first")
                .OnOrderPlaced<SecondHandler>("second")),
            recorder);
        await Bus.PublishAsync(service, 1);

        await Bus.Until(() => recorder.Handled.Count == 1, "the first has handled it");
        Assert.Equal(1, await bus.PendingAsync());
        second.SetResult();

        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "it is acknowledged");
        Assert.Equal(["first", "second"], recorder.Handled.Select(handled => handled.Handler));
    }

    [Fact]
    public async Task A_letter_has_the_fields_of_its_entry_and_leaves_nothing_behind_when_it_comes_back()
    {
        await using Bus bus = await Bus.StartAsync();
        bool fails = true;
        var recorder = new Recorder
        {
            Before = (_, number, _, _) => fails && number == "A-2" ? throw new InvalidOperationException("no") : Task.CompletedTask,
        };
        IHost service = await bus.StartGroupAsync(recorder, ("EventBus:Groups:group:Retry:MaxAttempts", "3"));
        await Bus.PublishAsync(service, 3);
        IDeadLetters deadLetters = service.Services.GetRequiredService<IDeadLetters>();
        await Bus.UntilAsync(async () => (await bus.ReadAsync(Bus.DeadLetters)).Count == 1, "it is a dead letter");

        DeadLetter letter = Assert.Single(deadLetters.ReadAsync("group", Token).ToBlockingEnumerable(Token));
        Assert.Equal(
            (await bus.ReadAsync(Bus.Orders))[1].Values.Select(field => field.Name.ToString()),
            letter.Headers.Select(header => header.Key));

        fails = false;
        Assert.Equal(new RedriveResult(1, 0, 0), await deadLetters.RedriveAsync("group", cancellationToken: Token));

        await Bus.Until(() => recorder.Handled.Count == 3, "it is handled");
        EventContext context = recorder.Handled[2].Context;
        Assert.Equal(context.Metadata.Id.ToString(), context.HeaderText("id"));
        Assert.Empty(await bus.ReadAsync(Bus.DeadLetters));
        await Bus.UntilAsync(async () => (await bus.ReadAsync("dev-group.retry")).Count == 0, "the retry stream is empty again");
    }

    [Fact]
    public async Task A_process_gets_again_what_it_had_not_settled_before_anything_new()
    {
        await using Bus bus = await Bus.StartAsync();
        var stuck = new Recorder { Before = (_, _, _, token) => Task.Delay(Timeout.Infinite, token) };
        IHost first = await bus.StartGroupAsync(stuck);
        await Bus.PublishAsync(first, 3);
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 3, "they are read");
        await bus.StopAsync(first);
        Assert.Equal(3, await bus.PendingAsync());
        IHost producer = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>());
        await producer.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced("B", 1), cancellationToken: Token);

        var recorder = new Recorder();
        await bus.StartGroupAsync(recorder);

        await Bus.Until(() => recorder.Handled.Count >= 4, "all are handled");
        Assert.Equal(["A-1", "A-2", "A-3", "B"], recorder.Handled.Select(handled => handled.Number));
        Assert.Equal([true, true, true, false], recorder.Handled.Select(handled => handled.Context.IsRedelivered));
    }

    [Fact]
    public async Task Entries_of_a_process_that_is_gone_are_taken_over_and_those_of_a_slow_handler_are_not()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost producer = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>());
        await Bus.PublishAsync(producer, 2);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "gone", StreamPosition.NewMessages, 1);
        var release = new TaskCompletionSource();
        var slow = new Recorder { Before = (_, number, _, token) => number == "A-2" ? release.Task.WaitAsync(token) : Task.CompletedTask };
        await bus.StartGroupAsync(
            slow,
            ("EventBus:Redis:ConsumerName", "slow"),
            ("EventBus:Redis:ClaimAfter", "00:00:00.6"),
            ("EventBus:Groups:group:QueueLength", "1"));
        await Bus.UntilAsync(
            async () => (await bus.Database.StreamConsumerInfoAsync(Bus.Orders, "group")).Any(one => one.Name == "slow"),
            "it has read one");

        var other = new Recorder();
        await bus.StartGroupAsync(other, ("EventBus:Redis:ConsumerName", "other"), ("EventBus:Redis:ClaimAfter", "00:00:00.6"));

        await Bus.Until(() => other.Handled.Count >= 1, "the entry of the other process is taken over");
        DateTimeOffset read = DateTimeOffset.UtcNow;
        await Bus.Until(() => DateTimeOffset.UtcNow - read > TimeSpan.FromSeconds(1.5), "the slow one is old enough");
        Assert.Equal(["A-1"], other.Handled.Select(handled => handled.Number));
        release.SetResult();
        await Bus.Until(() => slow.Handled.Count == 1, "the slow one is handled");
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "all are acknowledged");
    }

    [Fact]
    public async Task An_entry_that_was_delivered_too_often_is_a_dead_letter_and_no_handler_gets_it()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost producer = await bus.StartServiceAsync(events => events.AddProducer<OrderPlaced>());
        IReadOnlyList<DeliveredMessage> sent = await Bus.PublishAsync(producer, 2);
        await bus.Database.StreamCreateConsumerGroupAsync(Bus.Orders, "group", "0-0");
        for (int i = 0; i < 3; i++)
        {
            await bus.Database.StreamReadGroupAsync(Bus.Orders, "group", "me", i == 0 ? StreamPosition.NewMessages : "0-0", 1);
        }

        var recorder = new Recorder();
        await bus.StartGroupAsync(recorder, ("EventBus:Redis:ConsumerName", "me"), ("EventBus:Redis:MaxDeliveries", "3"));

        await Bus.Until(() => recorder.Handled.Count >= 1, "the other one is handled");
        Assert.Equal(["A-2"], recorder.Handled.Select(handled => handled.Number));
        StreamEntry letter = Assert.Single(await bus.ReadAsync(Bus.DeadLetters));
        Assert.Equal(sent[0].EntryId, letter["dead-letter-entry-id"]);
        Assert.Contains("was delivered 4 times", bus.Log.At(LogLevel.Error).Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_that_is_gone_is_created_again_at_the_beginning()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>()
                .AddConsumerGroup("group", StartAt.Latest, group => group.OnOrderPlaced<FirstHandler>("first")),
            recorder);
        await Bus.UntilAsync(
            async () => await bus.Database.KeyExistsAsync(Bus.Orders) && await bus.Database.KeyExistsAsync("dev-group.retry"),
            "it has joined");
        await Bus.PublishAsync(service, 1);
        await Bus.Until(() => recorder.Handled.Count >= 1, "it is handled");

        await bus.Server.Admin.FlushDatabaseAsync();
        await Bus.PublishAsync(service, 1);

        await Bus.Until(() => recorder.Handled.Count >= 2, "what came before the group existed again is handled");
        Assert.Contains(
            bus.Log.At(LogLevel.Error), message => message.Contains("doesn't exist on dev-orders any more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_comes_back_is_read_again()
    {
        await using Bus bus = await Bus.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder);
        await Bus.PublishAsync(service, 1);
        await Bus.Until(() => recorder.Handled.Count >= 1, "it is handled");
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "it is acknowledged");

        await bus.Server.KillAsync();
        IOrderPlacedProducer producer = service.Services.GetRequiredService<IOrderPlacedProducer>();
        var e = await Assert.ThrowsAsync<EventPublishException>(
            () => producer.PublishAsync(new OrderPlaced("A-2", 1), cancellationToken: Token));
        Assert.Equal(PublishFailureReason.Unavailable, e.Reason);
        await bus.Server.RunAsync();
        await Bus.UntilAsync(
            async () =>
            {
                try
                {
                    await producer.PublishAsync(new OrderPlaced("A-3", 1), cancellationToken: Token);
                    return true;
                }
                catch (EventPublishException)
                {
                    return false;
                }
            },
            "events are published again");

        await Bus.Until(() => recorder.Handled.Count >= 2, "it is handled");
    }

    [Fact]
    public async Task A_consumer_that_stops_leaves_no_name_behind()
    {
        await using Bus bus = await Bus.StartAsync();
        var recorder = new Recorder();
        IHost service = await bus.StartGroupAsync(recorder);
        await Bus.PublishAsync(service, 1);
        await Bus.Until(() => recorder.Handled.Count >= 1, "it is handled");

        await bus.StopAsync(service);

        Assert.Empty(await bus.Database.StreamConsumerInfoAsync(Bus.Orders, "group"));
        Assert.Equal(0, await bus.PendingAsync());
    }
}
