using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

/// <summary>A database whose clock has jumped: what was written before has the times of another clock.</summary>
public sealed class ClockTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(1.5);

    private static readonly (string, string?)[] Settings =
        [("EventBus:Outbox:Lease", "00:00:01.5"), ("EventBus:Outbox:CheckInterval", "01:00:00")];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_killed_process_is_followed_within_its_lease_although_the_clock_was_set_back(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost killed = await database.StartAsync(settings: Settings);
        await TestDatabase.ReachAsync(() => Task.FromResult(Owned(killed) == 8));
        await TestDatabase.KillAsync(killed);
        await MoveAsync(database, TimeSpan.FromHours(1));

        IHost next = await database.StartAsync(settings: Settings);
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < 16; i++)
        {
            await TestDatabase.PlaceAsync(next, $"customer {i}", i);
        }

        Assert.Equal(16, (await database.Bus.ReachAsync(16)).Count);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, (Lease * 4 / 3) + TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, -1)]
    [InlineData(DatabaseKind.PostgreSql, 1)]
    [InlineData(DatabaseKind.PostgreSql, -1)]
    public async Task While_dispatchers_run_nothing_is_lost_and_each_key_keeps_its_order(DatabaseKind kind, int hours)
    {
        await using TestDatabase database = await CreateAsync(kind);
        IHost[] dispatchers = [await database.StartAsync(settings: Settings), await database.StartAsync(settings: Settings)];
        await TestDatabase.ReachAsync(() => Task.FromResult(dispatchers.All(one => Owned(one) == 4)));

        for (int i = 0; i < 60; i++)
        {
            await TestDatabase.PlaceAsync(dispatchers[0], $"customer {i % 6}", i);
            if (i % 20 == 10)
            {
                await MoveAsync(database, TimeSpan.FromHours(hours));
            }
        }

        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
        SentEvent[] first = [.. database.Bus.Sent.DistinctBy(sent => sent.Id)];
        Assert.Equal(60, first.Length);
        Assert.All(first.GroupBy(one => one.Customer), one => Assert.Equal(one.Select(e => e.Number).Order(), one.Select(e => e.Number)));
        await TestDatabase.ReachAsync(() => Task.FromResult(dispatchers.All(one => Owned(one) == 4)));
    }

    private static int Owned(IHost host) => TestDatabase.Service(host).Dispatcher!.OwnedCount;

    private static async Task MoveAsync(TestDatabase database, TimeSpan by)
    {
        double seconds = by.TotalSeconds;
        await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
        await context.Set<OutboxBucket>().ExecuteUpdateAsync(
            set => set.SetProperty(one => one.LeaseUntil, one => DateTime.UtcNow.AddSeconds(seconds)), Token);
        await context.Set<OutboxDispatcherRow>().ExecuteUpdateAsync(
            set => set.SetProperty(one => one.SeenAt, one => DateTime.UtcNow.AddSeconds(seconds)), Token);
    }
}
