using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

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

        Assert.True(await Settler(service).SettleAsync(new InMemoryMessage(_ => Event(service)), Token));

        Assert.Equal([("first", 1), ("first", 2), ("first", 3), ("second", 1)], calls.All.Order());
    }

    [Fact]
    public async Task Reading_is_repeated_while_something_that_it_needs_is_unavailable()
    {
        using IHost service = await StartAsync();
        var message = new InMemoryMessage(attempt =>
            attempt < 3 ? throw new TransientReadException("down", new TimeoutException()) : Event(service));

        Assert.True(await Settler(service).SettleAsync(message, Token));

        Assert.Equal(3, message.Reads);
        Assert.Equal(2, service.Services.GetRequiredService<HandlerCalls>().All.Count);
    }

    [Theory]
    [InlineData("Stop", false)]
    [InlineData("Skip", true)]
    public async Task A_message_that_can_not_be_read_is_settled_only_by_skipping(string policy, bool isSettled)
    {
        using IHost service = await StartAsync(("EventBus:Groups:group:Unreadable", policy));
        var message = new InMemoryMessage(_ => new ReadOutcome.Unreadable(Registration(service), "it is broken"));

        Assert.Equal(isSettled, await Settler(service).SettleAsync(message, Token));
        Assert.Empty(service.Services.GetRequiredService<HandlerCalls>().All);
    }

    [Fact]
    public async Task A_message_that_is_not_for_the_group_is_settled()
    {
        using IHost service = await StartAsync();

        Assert.True(await Settler(service).SettleAsync(new InMemoryMessage(_ => new ReadOutcome.Ignored()), Token));
        Assert.Empty(service.Services.GetRequiredService<HandlerCalls>().All);
    }

    [Fact]
    public async Task Cancelling_ends_the_handlers_and_leaves_the_message_unsettled()
    {
        using IHost service = await StartAsync();
        using var stop = new CancellationTokenSource();
        HandlerCalls calls = service.Services.GetRequiredService<HandlerCalls>();
        calls.Before = (_, token) => Task.Delay(Timeout.Infinite, token);

        Task<bool> settling = Settler(service).SettleAsync(new InMemoryMessage(_ => Event(service)), stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => settling);
        Assert.All(calls.All, call => Assert.Equal(1, call.Attempt));
    }

    private static async Task<IHost> StartAsync(params (string Key, string? Value)[] settings)
    {
        IHost service = InMemoryTransport.CreateService(_ => { }, settings);
        await service.StartAsync(Token);
        return service;
    }

    private static MessageSettler Settler(IHost service) => service.Services.GetRequiredService<InMemoryTransport>().Settlers["group"];

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
        return new ReadOutcome.Event(Registration(service), new LampLit("desk"), metadata);
    }
}
