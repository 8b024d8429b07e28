using EventSchemas.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>Users, passwords and rights, databases, and a socket instead of a port.</summary>
public sealed class AccountTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("shop", "simple")]
    [InlineData("sh:op/ä@x", "p@ss:w/rd%&?#=+ ü")]
    public async Task A_user_with_the_documented_rights_publishes_and_consumes(string user, string password)
    {
        await using Bus bus = await Bus.StartAsync();

        // The table of rights in docs/redis.md, the optional ones included.
        await bus.Database.ExecuteAsync(
            "ACL", "SETUSER", user, "on", $">{password}", "~dev-*", "&*",
            "+ping", "+echo", "+xadd", "+xreadgroup", "+xack", "+xpending", "+xclaim", "+xrange", "+xinfo", "+xgroup|create", "+xdel",
            "+eval", "+xgroup|delconsumer", "+info");
        var recorder = new Recorder { Before = (_, number, _, _) => number == "A-1" ? throw new TimeoutException() : Task.CompletedTask };

        IHost service = await bus.StartGroupAsync(
            recorder, ("EventBus:Redis:Url", Url(bus, user, password)), ("EventBus:Groups:group:Retry:MaxAttempts", "1"));
        await Bus.PublishAsync(service, 2);

        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
        await Bus.UntilAsync(async () => (await bus.ReadAsync(Bus.DeadLetters)).Count == 1, "the other is a dead letter");
        await Bus.UntilAsync(async () => await bus.PendingAsync() == 0, "both are acknowledged");
        await bus.StopAsync(service);
        Assert.DoesNotContain(bus.Log.At(LogLevel.Warning), line => line.Contains("NOPERM", StringComparison.Ordinal));
        Assert.DoesNotContain(bus.Log.At(LogLevel.Debug), line => line.Contains("NOPERM", StringComparison.Ordinal));
        Assert.Empty(await bus.Database.StreamConsumerInfoAsync(Bus.Orders, "group"));
    }

    [Fact]
    public async Task A_wrong_password_stops_a_producers_start_and_is_shown_nowhere()
    {
        await using Bus bus = await Bus.StartAsync("--requirepass", "right");

        var e = await Assert.ThrowsAnyAsync<InvalidOperationException>(() => bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:Redis:Url", Url(bus, "", "guessed-secret"))));

        Assert.Contains("EventBus:Redis:Url", e.Message, StringComparison.Ordinal);
        Assert.Contains("Verify if the Redis password provided is correct", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("guessed-secret", e.ToString(), StringComparison.Ordinal);
        AssertHidden(bus, "guessed-secret");
    }

    [Fact]
    public async Task A_consumer_with_a_wrong_password_is_unhealthy_and_goes_on_when_it_is_right()
    {
        await using Bus bus = await Bus.StartAsync("--requirepass", "right");
        var recorder = new Recorder();
        IHost service = await bus.StartServiceAsync(
            events =>
            {
                events.Services.AddHealthChecks().AddEventBus();
                events.AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
            },
            recorder,
            ("EventBus:Redis:Url", Url(bus, "", "guessed-secret")),
            ("EventBus:Groups:group:StalledAfter", "00:00:00.3"));

        await Bus.UntilAsync(
            async () => (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Entries["event-bus"]
                is { Status: HealthStatus.Unhealthy, Description: { } text } && text.Contains("password", StringComparison.Ordinal),
            "it is unhealthy and says why");
        AssertHidden(bus, "guessed-secret");

        await bus.Database.ExecuteAsync("CONFIG", "SET", "requirepass", "guessed-secret");
        IHost producer = await bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:Redis:Url", Url(bus, "", "guessed-secret")));
        await Bus.PublishAsync(producer, 1);
        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
    }

    [Fact]
    public async Task A_stream_that_the_user_may_not_write_to_is_named()
    {
        await using Bus bus = await Bus.StartAsync();
        await bus.Database.ExecuteAsync("ACL", "SETUSER", "reader", "on", ">word", "~other-*", "+@all");
        IHost service = await bus.StartServiceAsync(
            events => events.AddProducer<OrderPlaced>(), recorder: null, ("EventBus:Redis:Url", Url(bus, "reader", "word")));

        var e = await Assert.ThrowsAsync<EventPublishException>(() => service.Services.GetRequiredService<IOrderPlacedProducer>()
            .PublishAsync(new OrderPlaced("A-1", 1), cancellationToken: Token));

        Assert.Equal((PublishOutcome.NotDelivered, PublishFailureReason.NotAuthorized), (e.Outcome, e.Reason));
        Assert.Contains("stream dev-orders", e.Message, StringComparison.Ordinal);
        Assert.Contains("may XADD to the stream", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_and_another_database_are_used()
    {
        string socket = Path.Combine(Path.GetTempPath(), $"evs-{Guid.NewGuid():N}.sock");
        await using Bus bus = await Bus.StartAsync("--unixsocket", socket, "--requirepass", "word");
        var recorder = new Recorder();

        IHost service = await bus.StartGroupAsync(recorder, ("EventBus:Redis:Url", $"unix://:word@{socket}?db=3"));
        await Bus.PublishAsync(service, 1);

        await Bus.Until(() => recorder.Handled.Count == 1, "it is handled");
        Assert.Equal(0, await bus.Database.StreamLengthAsync(Bus.Orders));
        Assert.Equal(1, await bus.Database.Multiplexer.GetDatabase(3).StreamLengthAsync(Bus.Orders));
    }

    private static string Url(Bus bus, string user, string password) =>
        bus.Server.Url.Replace("//", $"//{Uri.EscapeDataString(user)}:{Uri.EscapeDataString(password)}@", StringComparison.Ordinal);

    private static void AssertHidden(Bus bus, string secret) =>
        Assert.DoesNotContain(Enum.GetValues<LogLevel>().SelectMany(bus.Log.At), line => line.Contains(secret, StringComparison.Ordinal));
}
