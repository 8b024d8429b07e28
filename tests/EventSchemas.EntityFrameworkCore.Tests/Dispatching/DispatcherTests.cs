using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

public sealed class DispatcherTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_commit_wakes_the_dispatcher_of_its_process(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:PollInterval", "01:00:00"));
        IHost host = database.Host;
        await TestDatabase.ReachAsync(() => Task.FromResult(TestDatabase.Service(host).Dispatcher!.OwnedCount == 8));

        await TestDatabase.PlaceAsync(host, "ada", 1);

        Assert.Single(await database.Bus.ReachAsync(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_another_process_commits_is_found_by_polling(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        await database.StartAsync();
        IHost publisher = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));

        await TestDatabase.PlaceAsync(publisher, "ada", 1);

        Assert.Single(await database.Bus.ReachAsync(1));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task While_the_bus_is_away_nothing_counts_as_an_attempt_and_then_everything_goes_in_order(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, services: AddHealth, settings: ("EventBus:Outbox:MaxAttempts", "1"));
        IHost host = database.Host;
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        for (int i = 0; i < 20; i++)
        {
            await TestDatabase.PlaceAsync(host, i % 2 == 0 ? "ada" : "bob", i);
        }

        await TestDatabase.ReachAsync(() => Task.FromResult(database.Bus.Attempts > 5));
        Assert.All(await database.RowsAsync(), row => Assert.Equal((0, OutboxState.Waiting), (row.Attempts, row.State)));
        HealthReport health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Degraded, health.Status);
        Assert.Equal("The bus takes no events of the outbox of ShopContext: The bus says Unavailable.", Text(health));

        database.Bus.Refusal = _ => null;
        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(20);
        Assert.All(sent.GroupBy(one => one.Customer), one => Assert.Equal(one.Select(e => e.Number).Order(), one.Select(e => e.Number)));
        Assert.Single(database.Log.Lines);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_that_is_refused_sets_its_key_aside_and_never_its_bucket(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(
            kind, services: AddHealth, settings: [("EventBus:Outbox:Buckets", "1"), ("EventBus:Outbox:MaxAttempts", "2")]);
        IHost host = database.Host;
        database.Bus.Refusal = sent => sent is { Customer: "ada", Number: 1 } ? PublishFailureReason.NotAuthorized : null;
        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.PlaceAsync(host, "ada", 2);
        await TestDatabase.PlaceAsync(host, "bob", 3);

        Assert.Equal(3, Assert.Single(await database.Bus.ReachAsync(1)).Number);
        IEventOutbox outbox = host.Services.GetRequiredService<IEventOutbox>();
        await TestDatabase.ReachAsync(async () => await outbox.CountAsync(Token) == new OutboxCounts(Waiting: 1, SetAside: 1, Sent: 0));
        SetAsideEvent one = Assert.Single(await outbox.ListSetAsideAsync(cancellationToken: Token));
        Assert.Equal(("ada", 2, "The bus says NotAuthorized."), (one.Key, one.Attempts, one.Reason));
        await TestDatabase.PlaceAsync(host, "bob", 4);
        await database.Bus.ReachAsync(2);
        await TestDatabase.ReachAsync(async () => (await HealthAsync(host)).Status == HealthStatus.Degraded);
        Assert.Contains(
            "1 events of the outbox of ShopContext are set aside, with their keys. The first is com.acme.order.placed.v1",
            Text(await HealthAsync(host)),
            StringComparison.Ordinal);

        database.Bus.Refusal = _ => null;
        Assert.Equal(1, await outbox.RetryAsync(key: "ada", cancellationToken: Token));

        Assert.Equal([3, 4, 1, 2], (await database.Bus.ReachAsync(4)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task By_policy_the_later_events_of_a_key_pass_one_that_is_set_aside(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(
            kind, settings: [("EventBus:Outbox:WhenSetAside", "Skip"), ("EventBus:Outbox:MaxAttempts", "1")]);
        IHost host = database.Host;
        database.Bus.Refusal = sent => sent.Number == 1 ? PublishFailureReason.TooLarge : null;
        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.PlaceAsync(host, "ada", 2);

        Assert.Equal(2, Assert.Single(await database.Bus.ReachAsync(1)).Number);
        IEventOutbox outbox = host.Services.GetRequiredService<IEventOutbox>();
        await TestDatabase.ReachAsync(async () => await outbox.CountAsync(Token) is { SetAside: 1, Waiting: 0 });
        Assert.Equal(1, await outbox.PurgeAsync("com.acme.order.placed.v1", "ada", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => outbox.PurgeAsync(eventType: null, key: null, Token));
        Assert.Empty(await database.RowsAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_event_of_a_key_is_on_the_way_at_a_time(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Buckets", "1"));
        IHost host = database.Host;
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int ofAda = 0;
        database.Bus.Before = sent =>
        {
            if (sent.Customer == "ada")
            {
                Interlocked.Increment(ref ofAda);
                return release.Task;
            }

            return Task.CompletedTask;
        };
        await TestDatabase.UseAsync(host, async context =>
        {
            context.Publish(new OrderPlaced("ada", 1));
            context.Publish(new OrderPlaced("ada", 2));
            context.Publish(new OrderPlaced("bob", 3));
            await context.SaveChangesAsync();
        });

        Assert.Equal(3, Assert.Single(await database.Bus.ReachAsync(1)).Number);
        await TestDatabase.ReachAsync(() => Task.FromResult(Volatile.Read(ref ofAda) == 1));
        release.SetResult();
        Assert.Equal([3, 1, 2], (await database.Bus.ReachAsync(3)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_dispatcher_that_is_killed_is_followed_within_its_lease(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost first = await database.StartAsync();
        await TestDatabase.ReachAsync(() => Task.FromResult(TestDatabase.Service(first).Dispatcher!.OwnedCount == 8));
        await TestDatabase.KillAsync(first);
        long killed = Stopwatch.GetTimestamp();

        IHost second = await database.StartAsync();
        await TestDatabase.PlaceAsync(second, "ada", 1);

        Assert.Single(await database.Bus.ReachAsync(1));
        Assert.InRange(Stopwatch.GetElapsedTime(killed), TimeSpan.Zero, TimeSpan.FromSeconds(3 + 1 + 2));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Dispatchers_share_the_buckets_and_one_that_ends_gives_its_own_back(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        (string, string?)[] settings = [("EventBus:Outbox:Lease", "00:00:01.5")];
        IHost first = await database.StartAsync(settings: settings);
        IHost second = await database.StartAsync(settings: settings);
        await TestDatabase.ReachAsync(() => Task.FromResult(Owned(first) == 4 && Owned(second) == 4));

        await database.StopAsync(first);

        await TestDatabase.ReachAsync(() => Task.FromResult(Owned(second) == 8));
        static int Owned(IHost host) => TestDatabase.Service(host).Dispatcher!.OwnedCount;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task When_the_number_of_buckets_changes_what_waits_goes_first(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost before = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));
        for (int i = 0; i < 40; i++)
        {
            await TestDatabase.PlaceAsync(before, $"customer {i % 10}", i);
        }

        IHost writer = await database.StartAsync(settings: [("EventBus:Outbox:Dispatch", "false"), ("EventBus:Outbox:Buckets", "3")]);
        for (int i = 40; i < 60; i++)
        {
            await TestDatabase.PlaceAsync(writer, $"customer {i % 10}", i);
        }

        await database.StartAsync(settings: ("EventBus:Outbox:Buckets", "3"));

        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(60);
        Assert.All(sent.Take(40), one => Assert.InRange(one.Number, 0, 39));
        Assert.All(sent.GroupBy(one => one.Customer), one => Assert.Equal(one.Select(e => e.Number).Order(), one.Select(e => e.Number)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_stuck_bucket_a_full_outbox_and_no_dispatcher_are_unhealthy(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, services: AddHealth,
            settings:
            [
                ("EventBus:Outbox:Dispatch", "false"), ("EventBus:Outbox:MaxWaiting", "2"), ("EventBus:Outbox:StalledAfter", "00:00:00.2"),
            ]);
        IHost host = database.Host;
        Assert.Equal((HealthStatus.Healthy, "The outbox of ShopContext makes progress."), Seen(await HealthAsync(host)));
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            context.AddRange(Enumerable.Range(0, 8).Select(i => new OutboxBucket { Bucket = i }));
            await context.SaveChangesAsync(Token);
        }

        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.PlaceAsync(host, "ada", 2);

        await TestDatabase.ReachAsync(async () =>
            Text(await HealthAsync(host)).Contains("has sent nothing for", StringComparison.Ordinal));
        HealthReport health = await HealthAsync(host);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Matches(
            "^The outbox of ShopContext is full: at least 2 events wait, and publishing fails or waits\\. The outbox of ShopContext: "
            + "Bucket 3 has sent nothing for 00:00:0\\d, and row 1 waits\\. No dispatcher has it\\.$",
            Text(health));
        EventPublishException e = await Assert.ThrowsAsync<EventPublishException>(() => TestDatabase.PlaceAsync(host, "ada", 3));
        Assert.Contains("EventBus:Outbox:MaxWaiting", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task By_policy_publishing_waits_for_room(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        database.Bus.Refusal = _ => PublishFailureReason.Unavailable;
        IHost host = await database.StartAsync(
            services: AddHealth, settings: [("EventBus:Outbox:MaxWaiting", "1"), ("EventBus:Outbox:WhenFull", "Wait")]);
        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.ReachAsync(async () => (await HealthAsync(host)).Status == HealthStatus.Unhealthy);

        Task waiting = TestDatabase.UseAsync(host, async context =>
        {
            await context.PublishAsync(new OrderPlaced("ada", 2));
            await context.SaveChangesAsync();
        });
        Assert.False(waiting.IsCompleted);
        database.Bus.Refusal = _ => null;
        await waiting;

        Assert.Equal([1, 2], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sent_events_are_kept_for_a_time(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:KeepSent", "01:00:00"));
        IHost host = database.Host;
        await TestDatabase.PlaceAsync(host, "ada", 1);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()) is [{ State: OutboxState.Sent, SentAt: not null }]);
        await database.StopAsync(host);

        await database.StartAsync(
            settings: [("EventBus:Outbox:KeepSent", "00:00:01"), ("EventBus:Outbox:CleanupInterval", "00:00:00.1")]);

        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
        Assert.Single(database.Bus.Sent);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_batch_costs_a_known_number_of_statements(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost publisher = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));
        await TestDatabase.UseAsync(publisher, async context =>
        {
            for (int i = 0; i < 100; i++)
            {
                context.Publish(new OrderPlaced("ada", i));
            }

            await context.SaveChangesAsync();
        });
        await database.StopAsync(publisher);
        database.Statements.IsOn = true;

        await database.StartAsync(
            settings: [("EventBus:Outbox:CheckInterval", "01:00:00"), ("EventBus:Outbox:PollInterval", "01:00:00")]);
        await database.Bus.ReachAsync(100);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);

        // The start reads once, and each worker when it begins. On SQLite they have begun before the first poll, which wakes one again.
        string removal = Assert.Single(database.Statements.Texts, text => text.Contains("DELETE FROM", StringComparison.Ordinal)
            && text.Contains("owner", StringComparison.Ordinal) && text.Contains("epoch", StringComparison.Ordinal));
        Assert.Equal(kind == DatabaseKind.PostgreSql, removal.Contains("'synchronous_commit', 'off'", StringComparison.Ordinal));
        Assert.InRange(database.Statements.Texts.Count(text => text.Contains("payload", StringComparison.Ordinal)), 1 + 8, 1 + 8 + 1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_whose_schema_is_missing_is_set_aside_and_others_go_on(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost publisher = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));
        await TestDatabase.PlaceAsync(publisher, "ada", 1);
        await TestDatabase.UseAsync(publisher, async context =>
        {
            await context.Set<OutboxSchemaRow>().ExecuteDeleteAsync();
            context.Publish(new StockCounted(5));
            await context.SaveChangesAsync();
        });
        await database.StopAsync(publisher);

        IHost host = await database.StartAsync(settings: ("EventBus:Outbox:MaxAttempts", "1"));

        Assert.Equal("dev-stock", Assert.Single(await database.Bus.ReachAsync(1)).Topic);
        IEventOutbox outbox = host.Services.GetRequiredService<IEventOutbox>();
        await TestDatabase.ReachAsync(async () => (await outbox.CountAsync(Token)).SetAside == 1);
        Assert.Contains(
            "event_outbox_schemas has no row",
            (await outbox.ListSetAsideAsync(cancellationToken: Token))[0].Reason,
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Rows_of_buckets_and_schemas_that_somebody_deletes_come_back(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:Lease", "00:00:01.5"));
        IHost host = database.Host;
        await TestDatabase.PlaceAsync(host, "ada", 1);
        await database.Bus.ReachAsync(1);
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
        await TestDatabase.UseAsync(host, async context =>
        {
            await context.Set<OutboxBucket>().ExecuteDeleteAsync(Token);
            await context.Set<OutboxSchemaRow>().ExecuteDeleteAsync(Token);
        });

        await using ShopContext bare = database.CreateBare<ShopContext>(options => new ShopContext(options));
        await TestDatabase.ReachAsync(async () => await bare.Set<OutboxBucket>().CountAsync(Token) == 8);
        await TestDatabase.PlaceAsync(host, "ada", 2);

        Assert.Equal(2, (await database.Bus.ReachAsync(2))[^1].Number);
        Assert.Equal(1, await bare.Set<OutboxSchemaRow>().CountAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_that_a_newer_version_wrote_is_set_aside_and_others_are_sent_once(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost publisher = await database.StartAsync(settings: ("EventBus:Outbox:Dispatch", "false"));
        await TestDatabase.PlaceAsync(publisher, "ada", 1);
        await TestDatabase.UseAsync(publisher, async context =>
        {
            await context.Set<OutboxSchemaRow>().ExecuteUpdateAsync(set => set.SetProperty(row => row.KeyFormat, "Hologram"));
            context.Publish(new StockCounted(5));
            await context.SaveChangesAsync();
        });
        await database.StopAsync(publisher);

        IHost host = await database.StartAsync(
            settings: ("EventBus:Outbox:MaxAttempts", "1"));

        IEventOutbox outbox = host.Services.GetRequiredService<IEventOutbox>();
        await TestDatabase.ReachAsync(async () => await outbox.CountAsync(Token) is { SetAside: 1, Waiting: 0 });
        Assert.Contains(
            "Its key is written as Hologram, which this version of EventSchemas doesn't know",
            (await outbox.ListSetAsideAsync(cancellationToken: Token))[0].Reason,
            StringComparison.Ordinal);
        Assert.Equal("dev-stock", Assert.Single(await database.Bus.ReachAsync(1)).Topic);
    }

    [Fact]
    public async Task A_dispatcher_whose_bucket_another_one_has_removes_nothing()
    {
        await using TestDatabase database = await StartAsync(DatabaseKind.PostgreSql, settings: ("EventBus:Outbox:Buckets", "1"));
        IHost host = database.Host;
        await TestDatabase.ReachAsync(() => Task.FromResult(TestDatabase.Service(host).Dispatcher!.OwnedCount == 1));
        database.Bus.Before = async _ =>
        {
            database.Bus.Before = static _ => Task.CompletedTask;
            await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
            await context.Set<OutboxBucket>().ExecuteUpdateAsync(
                set => set.SetProperty(bucket => bucket.Owner, "another").SetProperty(bucket => bucket.Epoch, bucket => bucket.Epoch + 1));
        };

        await TestDatabase.PlaceAsync(host, "ada", 1);

        // It is sent again when the other's lease has ended.
        Assert.Equal([1, 1], (await database.Bus.ReachAsync(2)).Select(sent => sent.Number));
        Assert.Contains("Another dispatcher has bucket 0 now", Assert.Single(database.Log.Lines).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Buckets", "0", "EventBus:Outbox:Buckets is 0: give 1 or more.")]
    [InlineData("Buckets", "5000", "EventBus:Outbox:Buckets is 5000: give 1024 at most.")]
    [InlineData("Lease", "00:00:00", "EventBus:Outbox:Lease is 00:00:00: give a time above zero")]
    [InlineData("LongestDowntime", "30.00:00:00", "EventBus:Outbox:KeepProcessed is 7.00:00:00, below EventBus:Outbox:LongestDowntime")]
    [InlineData("Bucket", "3", "EventBus:Outbox:Bucket isn't a setting")]
    public async Task A_wrong_setting_stops_the_start(string key, string value, string expected)
    {
        await using TestDatabase database = await CreateAsync(DatabaseKind.Sqlite);

        Exception e = await Assert.ThrowsAnyAsync<Exception>(() => database.StartAsync(settings: ($"EventBus:Outbox:{key}", value)));

        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private static string Text(HealthReport health) => Assert.Single(health.Entries).Value.Description ?? "";

    private static (HealthStatus Status, string Text) Seen(HealthReport health) => (health.Status, Text(health));
}
