using EventSchemas.Hosting;
using EventSchemas.Kafka;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis.Tests;

/// <summary>What a purge does on Redis beside what it does on every transport.</summary>
public sealed class PurgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_of_purged_letters_and_those_of_other_groups_stay()
    {
        await using Bus bus = await Bus.StartAsync();
        IHost service = await FailAsync(bus, 2);
        StreamEntry[] letters = [.. await bus.ReadAsync(Bus.DeadLetters)];

        // Groups can share a stream.
        NameValueEntry[] foreign = [.. letters[0].Values.Select(field =>
            field.Name == DeadLetterNames.Group ? new NameValueEntry(field.Name, "other") : field)];
        RedisValue other = await bus.Database.StreamAddAsync(Bus.DeadLetters, foreign);

        PurgeResult result = await DeadLetters(service).PurgeAsync("group", letter => letter.KeyText == "A-1", Token);

        Assert.Equal(new PurgeResult(1, 0, Problem: null), result);
        Assert.Equal([letters[1].Id, other], (await bus.ReadAsync(Bus.DeadLetters)).Select(entry => entry.Id));
        Assert.Equal(new PurgeResult(1, 0, Problem: null), await DeadLetters(service).PurgeAsync("group", _ => true, Token));
        Assert.Equal([other], (await bus.ReadAsync(Bus.DeadLetters)).Select(entry => entry.Id));
    }

    [Fact]
    public async Task Expired_letters_are_not_shown_and_not_redriven_and_can_be_purged()
    {
        await using Bus bus = await Bus.StartAsync();
        var time = new Later();
        IHost service = await FailAsync(bus, 1, time);
        Assert.Equal(["A-1"], Letters(service).Select(letter => letter.KeyText));

        time.Offset = TimeSpan.FromDays(2);

        Assert.Empty(Letters(service));
        Assert.Equal(new RedriveResult(0, 0, 0), await DeadLetters(service).RedriveAsync("group", cancellationToken: Token));
        Assert.Equal(
            new PurgeResult(1, 0, Problem: null), await DeadLetters(service).PurgeAsync("group", letter => letter.IsExpired, Token));
        Assert.Empty(await bus.ReadAsync(Bus.DeadLetters));
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_and_the_purge_can_be_done_again()
    {
        await using Bus bus = await Bus.StartAsync("--appendonly", "yes", "--appendfsync", "always");
        IHost service = await FailAsync(bus, 1);
        await bus.Server.KillAsync();

        var e = await Assert.ThrowsAsync<DeadLetterException>(() => DeadLetters(service).PurgeAsync("group", _ => true, Token));

        Assert.Contains("The dead letters in dev-group.dead-letter can't be read", e.Message, StringComparison.Ordinal);
        await bus.Server.RunAsync();
        int purged = 0;
        await Bus.UntilAsync(
            async () =>
            {
                try
                {
                    purged = (await DeadLetters(service).PurgeAsync("group", _ => true, Token)).Purged;
                    return true;
                }
                catch (DeadLetterException)
                {
                    return false;
                }
            },
            "the server is back");
        Assert.Equal(1, purged);
    }

    private static async Task<IHost> FailAsync(Bus bus, int count, TimeProvider? time = null)
    {
        IHost service = await bus.StartServiceAsync(
            events =>
            {
                events.Services.AddSingleton(time ?? TimeProvider.System);
                events.AddProducer<OrderPlaced>()
                    .AddConsumerGroup("group", StartAt.Earliest, group => group.OnOrderPlaced<FirstHandler>("first"));
            },
            new Recorder { Before = (_, _, _, _) => throw new InvalidOperationException("no") },
            ("EventBus:Groups:group:Retry:MaxAttempts", "1"),
            ("EventBus:Groups:group:DeadLetters:Retention", "1.00:00:00"));
        await Bus.PublishAsync(service, count);
        await Bus.UntilAsync(async () => (await bus.ReadAsync(Bus.DeadLetters)).Count == count, "they are dead letters");
        return service;
    }

    private static IDeadLetters DeadLetters(IHost service) => service.Services.GetRequiredService<IDeadLetters>();

    private static IReadOnlyList<DeadLetter> Letters(IHost service) =>
        [.. DeadLetters(service).ReadAsync("group", Token).ToBlockingEnumerable(Token)];

    private sealed class Later : TimeProvider
    {
        public TimeSpan Offset { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
    }
}
