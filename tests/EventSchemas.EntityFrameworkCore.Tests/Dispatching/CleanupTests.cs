using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore.Tests;

public sealed class CleanupTests(PostgresServer postgres) : DatabaseTests(postgres)
{
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Sent_events_are_deleted_a_thousand_at_a_time_and_those_that_wait_stay(DatabaseKind kind)
    {
        await using TestDatabase database = await CreateAsync(kind);
        await using (ShopContext context = database.CreateBare<ShopContext>(options => new ShopContext(options)))
        {
            DateTime lastYear = DateTime.UtcNow.AddYears(-1);
            context.AddRange(Enumerable.Range(0, 2500).Select(_ => RowOf(OutboxState.Sent, lastYear)));
            context.AddRange(RowOf(OutboxState.Sent, DateTime.UtcNow), RowOf(OutboxState.SetAside, sentAt: null));
            await context.SaveChangesAsync(Token);
        }

        var deletions = new Deletions();
        await database.StartAsync(
            services: services => services.AddDbContext<ShopContext>(options =>
            {
                database.Use(options);
                options.AddInterceptors(deletions);
            }),
            settings: [("EventBus:Outbox:KeepSent", "01:00:00"), ("EventBus:Outbox:CleanupInterval", "01:00:00")]);

        await TestDatabase.ReachAsync(() => Task.FromResult(deletions.Counts.Count == 3));
        Assert.Equal([1000, 1000, 500], deletions.Counts);
        Assert.Equal([OutboxState.Sent, OutboxState.SetAside], (await database.RowsAsync()).Select(row => row.State));
    }

    private static OutboxRow RowOf(OutboxState state, DateTime? sentAt) => new()
    {
        BucketCount = 8,
        State = state,
        EventType = "com.acme.order.placed.v1",
        EventId = Guid.NewGuid(),
        Topic = "dev-orders",
        Fingerprint = "none",
        EventTime = DateTime.UnixEpoch,
        CreatedAt = DateTime.UnixEpoch,
        SentAt = sentAt,
    };

    /// <summary>How many events each statement has deleted.</summary>
    private sealed class Deletions : DbCommandInterceptor
    {
        private readonly ConcurrentQueue<int> _counts = new();

        public IReadOnlyCollection<int> Counts => _counts;

        public override ValueTask<int> NonQueryExecutedAsync(
            DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.Contains("sent_at", StringComparison.Ordinal)
                && command.CommandText.Contains("DELETE FROM", StringComparison.Ordinal))
            {
                _counts.Enqueue(result);
            }

            return new(result);
        }
    }
}
