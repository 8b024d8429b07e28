using System.Transactions;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>Events that are published without a context.</summary>
public sealed class PublishModeTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    private const string Mode = "EventBus:Producers:com.acme.order.placed.v1:Mode";

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task By_default_an_event_is_sent_at_once_or_fails(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);

        Assert.IsType<PublishResult.Delivered>(await PublishAsync(database.Host, "ada", 1));
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(database.Host, "ada", 2));

        Assert.Empty(await database.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task With_the_outbox_an_event_is_kept_before_publishing_returns(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(
            kind, settings: [("EventBus:Publishing:Mode", "Outbox"), ("EventBus:Outbox:Dispatch", "false")]);

        for (int i = 0; i < 3; i++)
        {
            Assert.IsType<PublishResult.Deferred>(await PublishAsync(database.Host, "ada", i));
        }

        Assert.Equal(3, (await database.RowsAsync()).Count);
        Assert.Empty(database.Bus.Sent);
        await database.StartAsync();
        Assert.Equal([0, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task While_the_bus_is_away_events_wait_and_later_ones_of_the_key_follow_until_they_are_gone(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: (Mode, "OutboxWhenUnavailable"));
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(database.Host, "ada", 0));
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;

        for (int i = 1; i < 10; i++)
        {
            Assert.IsType<PublishResult.Deferred>(await PublishAsync(database.Host, i % 2 == 0 ? "ada" : "bob", i));
        }

        IUndeliveredEvents undelivered = database.Host.Services.GetRequiredService<IUndeliveredEvents>();
        Assert.Equal(9, undelivered.Count);
        database.Bus.Refusal = static _ => null;
        PublishResult last = await PublishAsync(database.Host, "ada", 10);

        Assert.IsType<PublishResult.Deferred>(last);
        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(11);
        Assert.All(sent.GroupBy(one => one.Customer), one => Assert.Equal(one.Select(e => e.Number).Order(), one.Select(e => e.Number)));
        await TestDatabase.ReachAsync(() => Task.FromResult(undelivered.Count == 0));
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(database.Host, "ada", 11));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_an_earlier_process_left_goes_first(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(
            kind, settings: [(Mode, "OutboxWhenUnavailable"), ("EventBus:Outbox:Dispatch", "false")]);
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        await PublishAsync(database.Host, "ada", 1);
        await database.StopAsync(database.Host);
        database.Bus.Refusal = static _ => null;

        IHost later = await database.StartAsync(settings: [(Mode, "OutboxWhenUnavailable"), ("EventBus:Outbox:Dispatch", "false")]);
        Assert.IsType<PublishResult.Deferred>(await PublishAsync(later, "ada", 2));
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(later, "bob", 3));
        await database.StartAsync();

        Assert.Equal([3, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
        IUndeliveredEvents undelivered = later.Services.GetRequiredService<IUndeliveredEvents>();
        await TestDatabase.ReachAsync(() => Task.FromResult(undelivered.Count == 0));
        Assert.IsType<PublishResult.Delivered>(await PublishAsync(later, "ada", 4));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_neither_the_bus_nor_the_database_takes_it_publishing_fails_with_both_reasons(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: (Mode, "OutboxWhenUnavailable"));
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE event_outbox RENAME TO elsewhere", Token);
        }

        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => PublishAsync(database.Host, "ada", 1));

        Assert.Contains("The bus says Unavailable. The outbox of ShopContext can't be written to", e.Message, StringComparison.Ordinal);
        Assert.Equal(PublishFailureReason.Unavailable, e.Reason);
        Assert.DoesNotContain(database.Log.Lines, line => line.Text.Contains("ends without SaveChanges", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_transaction_of_the_caller_has_nothing_to_do_with_it()
    {
        await using TestDatabase database = await StartAsync(DatabaseKind.PostgreSql, settings: (Mode, "Outbox"));
        using (new TransactionScope(TransactionScopeAsyncFlowOption.Enabled))
        {
            await PublishAsync(database.Host, "ada", 1);
        }

        Assert.Single(await database.Bus.ReachAsync(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_waits_can_be_purged_by_a_filter(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: [(Mode, "Outbox"), ("EventBus:Outbox:Dispatch", "false")]);
        await PublishAsync(database.Host, "ada", 1);
        await PublishAsync(database.Host, "bob", 2);

        int purged = await database.Host.Services.GetRequiredService<IUndeliveredEvents>().PurgeAsync(one => one.KeyText == "ada", Token);

        Assert.Equal(1, purged);
        Assert.Equal("bob", Assert.Single(await database.RowsAsync()).KeyText);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_says_which_host_published_it_and_not_which_one_sent_it(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Dispatch", "false"));
        await TestDatabase.PlaceAsync(database.Host, "ada", 1);
        await TestDatabase.PlaceAsync(database.Host, "bob", 2);
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(Token);
            await context.Set<OutboxRow>().Where(row => row.KeyText == "ada")
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.SourceHost, "elsewhere"), Token);
            await transaction.CommitAsync(Token);
        }

        await database.StartAsync();

        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(2);
        Assert.Equal("elsewhere", sent.Single(one => one.Customer == "ada").SourceHost);
        Assert.Null(sent.Single(one => one.Customer == "bob").SourceHost);
    }

    private static Task<PublishResult> PublishAsync(IHost host, string customer, int number) =>
        host.Services.GetRequiredService<IOrderPlacedProducer>().PublishAsync(new OrderPlaced(customer, number), cancellationToken: Token);
}
