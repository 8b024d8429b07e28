using System.Globalization;
using System.Runtime.CompilerServices;
using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EventSchemas.EntityFrameworkCore.Tests;

public sealed class BackfillTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    private static readonly DateTimeOffset FirstTime = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Each_row_has_an_event_with_a_stable_id_its_own_time_and_the_mark_of_a_replay(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        var progress = new List<BackfillProgress>();

        BackfillSummary summary = await RunAsync(database.Host, Source("first", 25) with { BatchSize = 10 }, progress);

        Assert.Equal((25, 23, false), (summary.Rows, summary.Events, summary.IsContinued));
        Assert.Equal((FirstTime.AddDays(1), FirstTime.AddDays(25)), (summary.Earliest, summary.Latest));
        Assert.Equal([("010", 10L), ("020", 19L), ("025", 23L)], progress.Select(one => (one.LastKey, one.Events)));
        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(23);
        Assert.All(sent, one => Assert.Equal((FirstTime.AddDays(one.Number), true), (one.Time, one.IsReplay)));
        Assert.All(sent, one => Assert.Equal(8, one.Id.Version));
        Assert.Equal(
            NamedId.Of("com.acme.order.placed.v1\nfirst\n001"), sent.Single(one => one.Number == 1).Id);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_interrupted_run_goes_on_behind_its_last_batch_and_a_finished_one_does_nothing(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        BackfillSource<int, OrderPlaced> source = Source("second", 25) with { BatchSize = 10 };

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(database.Host, source with { Rows = after => Rows(25, after, failsAt: 14) }));
        BackfillSummary rest = await RunAsync(database.Host, source);
        BackfillSummary nothing = await RunAsync(database.Host, source);

        Assert.Equal((15, true), (rest.Rows, rest.IsContinued));
        Assert.Equal((0, true), (nothing.Rows, nothing.IsContinued));
        IReadOnlyList<SentEvent> sent = await database.Bus.ReachAsync(23);
        Assert.Equal(23, sent.DistinctBy(one => one.Id).Count());
        Assert.Empty(database.Log.Lines);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_plan_counts_and_publishes_nothing(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("EventBus:Outbox:MaxEventBytes", "20"));
        IEventBackfill<OrderPlaced> backfill = database.Host.Services.GetRequiredService<IEventBackfill<OrderPlaced>>();
        BackfillSource<int, OrderPlaced> source = Source("third", 12);

        BackfillSummary plan = await backfill.PlanAsync(source, Token);
        BackfillSummary bad = await backfill.PlanAsync(
            source with { Event = row => new OrderPlaced(row is 5 or 6 ? new string('x', 50) : "ada", row) }, Token);

        Assert.Equal((12, 11, 0), (plan.Rows, plan.Events, plan.Invalid));
        Assert.True(plan.Bytes > 0);
        Assert.Equal((12, 10, 2), (bad.Rows, bad.Events, bad.Invalid));
        Assert.StartsWith("005: com.acme.order.placed.v1", bad.FirstInvalid, StringComparison.Ordinal);
        Assert.Empty(await database.RowsAsync());
        await using ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options));
        Assert.False(await context.Set<BackfillRow>().AnyAsync(Token));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_event_that_is_off_and_a_row_without_a_valid_event_end_the_run_with_the_rows_key(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind, settings: ("FeatureManagement:Orders", "false"));

        EventBackfillException off = await Assert.ThrowsAsync<EventBackfillException>(() => RunAsync(database.Host, Source("off", 3)));
        IHost host = await database.StartAsync(settings: ("EventBus:Outbox:MaxEventBytes", "20"));
        EventBackfillException large = await Assert.ThrowsAsync<EventBackfillException>(
            () => RunAsync(host, Source("off", 3) with { Event = row => new OrderPlaced(new string('x', row * 20), row) }));

        Assert.Contains(
            "ended before the row 001: the feature flag Orders is off. Switch the event on", off.Message, StringComparison.Ordinal);
        Assert.Contains("EventBus:Outbox:MaxEventBytes", large.Message, StringComparison.Ordinal);
        Assert.Empty(await database.RowsAsync());
        Assert.Empty(database.Log.Lines);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Two_runs_with_one_name_do_not_go_on_side_by_side(DatabaseKind kind)
    {
        await using TestDatabase database = await StartAsync(kind);
        BackfillSource<int, OrderPlaced> source = Source("fourth", 25) with { BatchSize = 10 };

        EventBackfillException e = await Assert.ThrowsAsync<EventBackfillException>(
            () => RunAsync(database.Host, source with { Rows = after => Rows(25, after, at: 15, () => RunAsync(database.Host, source)) }));

        Assert.Contains("has another run at the same time", e.Message, StringComparison.Ordinal);
        Assert.Equal(23, (await database.Bus.ReachAsync(23)).DistinctBy(one => one.Id).Count());
        await TestDatabase.ReachAsync(async () => (await database.RowsAsync()).Count == 0);
        Assert.Equal(23, database.Bus.Sent.Count);
    }

    [Fact]
    public async Task A_rate_is_kept()
    {
        await using TestDatabase database = await StartAsync(DatabaseKind.Sqlite);
        long started = System.Diagnostics.Stopwatch.GetTimestamp();

        await RunAsync(database.Host, Source("rate", 11) with { EventsPerSecond = 50 });

        // Ten events, of which what a timer is late with is made up for.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(130), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void The_header_of_a_replay_shows_in_the_context()
    {
        EventContext context = EventContext.ForTest();

        Assert.False(context.IsReplay);
        Assert.True((context with { Headers = [new(EventContext.ReplayHeader, "true"u8.ToArray())] }).IsReplay);
        Assert.True((context with { Delivery = DeliveryKind.Replay }).IsReplay);
    }

    private static Task<BackfillSummary> RunAsync(
        IHost host, BackfillSource<int, OrderPlaced> source, List<BackfillProgress>? progress = null) =>
        host.Services.GetRequiredService<IEventBackfill<OrderPlaced>>().RunAsync(
            source, progress is null ? null : new Reports(progress), Token);

    /// <summary>Rows of which every eleventh has no event.</summary>
    private static BackfillSource<int, OrderPlaced> Source(string name, int count) => new()
    {
        Name = name,
        Rows = after => Rows(count, after),
        Key = row => row.ToString("D3", CultureInfo.InvariantCulture),
        Event = row => row % 11 == 0 ? null : new OrderPlaced($"key {row % 3}", row),
        Time = row => FirstTime.AddDays(row),
    };

    private static async IAsyncEnumerable<int> Rows(
        int count,
        string? after,
        int at = -1,
        Func<Task>? meanwhile = null,
        int failsAt = -1,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int first = after is null ? 1 : int.Parse(after, CultureInfo.InvariantCulture) + 1;
        for (int row = first; row <= count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (row == failsAt)
            {
                throw new InvalidOperationException("The rows can't be read any further.");
            }

            if (row == at && meanwhile is not null)
            {
                await meanwhile();
            }

            yield return row;
        }
    }

    private sealed class Reports(List<BackfillProgress> reports) : IProgress<BackfillProgress>
    {
        public void Report(BackfillProgress value) => reports.Add(value);
    }
}
