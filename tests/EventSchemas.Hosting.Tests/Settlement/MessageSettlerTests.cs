using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting.Tests;

public sealed class MessageSettlerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_handler_is_repeated_on_its_own_until_it_succeeds()
    {
        using IHost service = await StartAsync();
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();
        calls.Before = (context, _) => context is { Handler: "first", Attempt: < 3 }
            ? throw new InvalidOperationException("not yet")
            : Task.CompletedTask;

        Assert.True(await SettleAsync(service));

        Assert.Equal([("first", 1), ("first", 2), ("first", 3), ("second", 1)], calls.All.Order());
    }

    [Fact]
    public async Task Reading_is_repeated_while_something_that_it_needs_is_unavailable()
    {
        using IHost service = await StartAsync();
        var message = new InMemoryMessage(attempt =>
            attempt < 3 ? throw new TransientReadException("down", new TimeoutException()) : Event(service));

        Assert.True(await SettleAsync(service, message));

        Assert.Equal(3, message.Reads);
        Assert.Equal(2, service.Services.GetRequiredService<HandlerCalls>().All.Count);
    }

    [Theory]
    [InlineData("Stop", false)]
    [InlineData("Skip", true)]
    [InlineData("DeadLetter", true)]
    public async Task A_message_that_can_not_be_read_is_settled_as_the_policy_says(string policy, bool isSettled)
    {
        using IHost service = await StartAsync(("EventBus:Groups:group:Unreadable", policy));
        var message = new InMemoryMessage(_ => new ReadOutcome.Unreadable("org.acme.lamp.lit.v1", Registration(service), "it is broken"));

        Assert.Equal(isSettled, await SettleAsync(service, message));
        Assert.Empty(service.Services.GetRequiredService<HandlerCalls>().All);
        Assert.Equal(policy == "DeadLetter" ? ["it is broken"] : [], Transport(service).DeadLetters.All.Select(letter => letter.Text));
        Assert.Equal(isSettled ? [] : [BlockedKind.Person], Transport(service).Partition.Blocked.Select(blocked => blocked.Kind));
    }

    [Fact]
    public async Task A_handler_that_never_succeeds_ends_in_a_dead_letter_and_the_other_is_not_called_again()
    {
        using IHost service = await StartAsync();
        HandlerCalls calls = Fail(service, "first");

        Assert.True(await SettleAsync(service));

        Assert.Equal(5, calls.All.Count(call => call.Handler == "first"));
        Assert.Equal(1, calls.All.Count(call => call.Handler == "second"));
        DeadLetterReason letter = Assert.Single(Transport(service).DeadLetters.All);
        Assert.Equal(
            ("group", "first", "org.acme.lamp.lit.v1", "System.InvalidOperationException", "not yet", 5),
            (letter.Group, letter.Handler, letter.EventType, letter.ExceptionType, letter.Text, letter.Attempts));
        Assert.True(letter.FirstFailure <= letter.LastFailure);
    }

    [Fact]
    public async Task A_failing_handler_is_logged_once_when_it_begins_and_once_when_it_ends()
    {
        using IHost service = await StartAsync();
        Fail(service, "first");

        await SettleAsync(service);

        Assert.Equal(
            [LogLevel.Warning, LogLevel.Error],
            Transport(service).Log.Lines.Where(line => line.Level >= LogLevel.Information).Select(line => line.Level));
    }

    [Theory]
    [InlineData("EventBus:Groups:group:Retry:MaxAttempts", "2", 2)]
    [InlineData("EventBus:Groups:group:Handlers:first:MaxAttempts", "7", 7)]
    public async Task Attempts_are_a_setting_of_the_group_or_of_the_handler(string key, string value, int expected)
    {
        using IHost service = await StartAsync((key, value));
        HandlerCalls calls = Fail(service, "first");

        await SettleAsync(service);

        Assert.Equal(expected, calls.All.Count(call => call.Handler == "first"));
    }

    [Fact]
    public async Task Options_in_code_override_the_group_and_the_configuration_of_the_handler_overrides_both()
    {
        using IHost byCode = await StartAsync(handler => handler.Retry(3), ("EventBus:Groups:group:Retry:MaxAttempts", "2"));
        HandlerCalls codeCalls = Fail(byCode, "first");
        await SettleAsync(byCode);
        Assert.Equal(3, codeCalls.All.Count(call => call.Handler == "first"));

        using IHost bySetting = await StartAsync(handler => handler.Retry(3), ("EventBus:Groups:group:Handlers:first:MaxAttempts", "4"));
        HandlerCalls settingCalls = Fail(bySetting, "first");
        await SettleAsync(bySetting);
        Assert.Equal(4, settingCalls.All.Count(call => call.Handler == "first"));
    }

    [Fact]
    public async Task An_exception_can_end_the_attempts_at_once()
    {
        using IHost service = await StartAsync(handler => handler.Retry(9).OnException<InvalidOperationException>().DeadLetter());
        HandlerCalls calls = Fail(service, "first");

        await SettleAsync(service);

        Assert.Equal(1, calls.All.Count(call => call.Handler == "first"));
        Assert.Equal(1, Assert.Single(Transport(service).DeadLetters.All).Attempts);
    }

    [Fact]
    public async Task A_handler_that_may_miss_events_is_skipped_without_a_dead_letter()
    {
        using IHost service = await StartAsync(handler => handler.Retry(2).Skip());
        HandlerCalls calls = Fail(service, "first");

        Assert.True(await SettleAsync(service));

        Assert.Equal(2, calls.All.Count(call => call.Handler == "first"));
        Assert.Empty(Transport(service).DeadLetters.All);
        Assert.Contains(Transport(service).Log.Lines, line => line.Text.Contains("misses the event", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_handler_that_waits_for_a_dependency_uses_no_attempts_and_says_so()
    {
        using IHost service = await StartAsync(handler => handler.Retry(2).OnException<TimeoutException>().Wait());
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();
        IReadOnlyList<BlockedCall> blocked = [];
        calls.Before = (context, _) =>
        {
            if (context is { Handler: "first", Attempt: < 20 })
            {
                throw new TimeoutException("the shop is closed");
            }

            blocked = context.Handler == "first" ? Transport(service).Partition.Blocked : blocked;
            return Task.CompletedTask;
        };

        Assert.True(await SettleAsync(service));

        Assert.Equal(20, calls.All.Count(call => call.Handler == "first"));
        Assert.Equal(("first", BlockedKind.Dependency, "the shop is closed"), (blocked[0].Handler, blocked[0].Kind, blocked[0].Reason));
        Assert.Empty(Transport(service).Partition.Blocked);
    }

    [Fact]
    public async Task A_dead_letter_that_can_not_be_written_holds_the_message_until_it_can()
    {
        using IHost service = await StartAsync();
        Transport(service).DeadLetters.Failures = 6;
        Fail(service, "first");

        Assert.True(await SettleAsync(service));

        Assert.Single(Transport(service).DeadLetters.All);
        string[] lines = [.. Transport(service).Log.Lines.Where(line => line.Level >= LogLevel.Information).Select(line => line.Text)];
        Assert.Single(lines, line => line.Contains("can't be written", StringComparison.Ordinal));
        Assert.Single(lines, line => line.Contains("takes dead letters again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_comes_back_is_for_its_handler_only()
    {
        using IHost service = await StartAsync();
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();

        Assert.True(await SettleAsync(service, new InMemoryMessage(_ => Event(service), target: "second")));

        Assert.Equal([("second", 1)], calls.All);
    }

    [Fact]
    public async Task A_message_that_is_not_for_the_group_is_settled()
    {
        using IHost service = await StartAsync();

        Assert.True(await SettleAsync(service, new InMemoryMessage(_ => ReadOutcome.Ignored.Instance)));
        Assert.Empty(service.Services.GetRequiredService<HandlerCalls>().All);
    }

    [Fact]
    public async Task Cancelling_ends_the_handlers_and_leaves_the_message_unsettled()
    {
        using IHost service = await StartAsync();
        using var stop = new CancellationTokenSource();
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();
        calls.Before = (_, token) => Task.Delay(Timeout.Infinite, token);

        Task<bool> settling = SettleAsync(service, new InMemoryMessage(_ => Event(service)), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
        Assert.All(calls.All, call => Assert.Equal(1, call.Attempt));
    }

    private static Task<IHost> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(_ => { }, settings);

    private static async Task<IHost> StartAsync(Action<HandlerOptions> first, params (string Key, string? Value)[] settings)
    {
        IHost service = InMemoryTransport.CreateService(_ => { }, first, settings);
        await service.StartAsync(Token);
        return service;
    }

    private static InMemoryTransport Transport(IHost service) => service.Services.GetRequiredService<InMemoryTransport>();

    private static HandlerCalls Fail(IHost service, string handler)
    {
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();
        calls.Before = (context, _) =>
            context.Handler == handler ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        return calls;
    }

    private static Task<bool> SettleAsync(IHost service, InMemoryMessage? message = null, CancellationToken? token = null) =>
        Transport(service).Settlers["group"]
            .SettleAsync(message ?? new InMemoryMessage(_ => Event(service)), Transport(service).Partition, token ?? Token)
            .AsTask();

    private static EventRegistration Registration(IHost service) => service.Services.GetRequiredService<EventBusRegistrations>().Events[0];

    private static ReadOutcome.Event Event(IHost service)
    {
        var metadata = new EventMetadata
        {
            EventType = "org.acme.lamp.lit.v1",
            Id = Guid.NewGuid(),
            Time = DateTimeOffset.UtcNow,
            Source = "openedx/lamps/web",
            SourceHost = "host",
            SourceLibrary = "0.1.0",
        };
        return new ReadOutcome.Event(Registration(service), new LampLit("desk"), metadata, WriterSchema: null);
    }
}
