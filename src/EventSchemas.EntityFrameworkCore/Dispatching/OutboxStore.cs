using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// What dispatchers ask of the database, each in a context of its own. Times are those of the database. Safe for concurrent use.
/// </summary>
sealed class OutboxStore(IServiceScopeFactory scopes, Type contextType, OutboxOptions options)
{
    private static readonly Expression<Func<OutboxRow, bool>> IsWaiting = row => row.State == OutboxState.Waiting;

    /// <summary>Runs something with a context.</summary>
    public async Task<T> RunAsync<T>(Func<DbContext, Task<T>> run)
    {
        AsyncServiceScope scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var context = (DbContext)scope.ServiceProvider.GetRequiredService(contextType);
            return await run(context).ConfigureAwait(false);
        }
    }

    /// <summary>The oldest events of a bucket that may be sent.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="isOld">Whether those are read that were published while there was another number of buckets.</param>
    /// <param name="resting">The lanes that wait after a failure.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task<List<OutboxRow>> ReadAsync(int bucket, bool isOld, long[] resting, CancellationToken cancellationToken) =>
        RunAsync(context =>
        {
            int count = options.Buckets;
            IQueryable<OutboxRow> rows = Sendable(context);
            rows = isOld
                ? rows.Where(row => (row.BucketCount < count || row.BucketCount > count) && Math.Abs(row.Lane % count) == bucket)
                : rows.Where(row => row.BucketCount == count && row.Bucket == bucket);
            if (resting.Length > 0)
            {
                rows = rows.Where(row => !resting.Contains(row.Lane));
            }

            return rows.OrderBy(row => row.Id).Take(options.BatchSize).AsNoTracking().ToListAsync(cancellationToken);
        });

    /// <summary>The buckets of an owner that have something to send.</summary>
    public Task<List<int>> ReadBusyAsync(string owner, CancellationToken cancellationToken) => RunAsync(context =>
    {
        int count = options.Buckets;
        IQueryable<OutboxRow> sendable = Sendable(context);
        return context.Set<OutboxBucket>()
            .Where(bucket => bucket.Owner == owner && sendable.Any(
                row => row.BucketCount == count && row.Bucket == bucket.Bucket))
            .Select(bucket => bucket.Bucket)
            .ToListAsync(cancellationToken);
    });

    /// <summary>Whether events wait that were published while there was another number of buckets.</summary>
    public Task<bool> HasOldAsync(CancellationToken cancellationToken) => RunAsync(context =>
    {
        int count = options.Buckets;
        return Sendable(context).AnyAsync(row => row.BucketCount < count || row.BucketCount > count, cancellationToken);
    });

    /// <summary>How many events of each lane wait, or are set aside with their lane.</summary>
    /// <param name="lanes">Only of these; null for all.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public Task<Dictionary<long, int>> CountLanesAsync(long[]? lanes, CancellationToken cancellationToken) => RunAsync(context =>
    {
        IQueryable<OutboxRow> rows = options.WhenSetAside == FailedKeyPolicy.Skip
            ? context.Set<OutboxRow>().Where(IsWaiting)
            : context.Set<OutboxRow>().Where(row => row.State == OutboxState.Waiting || row.State == OutboxState.SetAside);
        rows = lanes is null ? rows : rows.Where(row => lanes.Contains(row.Lane));
        return rows.GroupBy(row => row.Lane)
            .Select(lane => new { lane.Key, Count = lane.Count() })
            .ToDictionaryAsync(lane => lane.Key, lane => lane.Count, cancellationToken);
    });

    /// <summary>The oldest events from a row on, whatever their state.</summary>
    public Task<List<OutboxRow>> ReadFromAsync(long from, int count, CancellationToken cancellationToken) => RunAsync(context =>
        context.Set<OutboxRow>().Where(row => row.Id >= from).OrderBy(row => row.Id).Take(count).AsNoTracking()
            .ToListAsync(cancellationToken));

    /// <summary>Deletes events, whoever has their bucket.</summary>
    public Task<int> DeleteAsync(long[] ids, CancellationToken cancellationToken) => RunAsync(context =>
        context.Set<OutboxRow>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken));

    /// <summary>
    /// Removes events that were delivered, or keeps them as sent. If the database crashes before that is on the disk, they are sent again.
    /// </summary>
    /// <returns>How many; fewer if the bucket has another owner now, or somebody has purged them.</returns>
    public Task<int> EndAsync(OwnedBucket owned, long[] ids, CancellationToken cancellationToken) => RunAsync(context =>
    {
        IQueryable<OutboxRow> rows = PostgreSqlDialect.WithoutWaiting(
            context, Owned(context, owned).Where(row => ids.Contains(row.Id)));
        return options.KeepSent == TimeSpan.Zero
            ? rows.ExecuteDeleteAsync(cancellationToken)
            : rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, OutboxState.Sent).SetProperty(row => row.SentAt, DateTime.UtcNow),
                cancellationToken);
    });

    /// <summary>Notes that an event was refused, and sets it aside if it was for good.</summary>
    public Task<int> FailAsync(OwnedBucket owned, long id, string error, bool isForGood, CancellationToken cancellationToken) =>
        RunAsync(context =>
        {
            OutboxState state = isForGood ? OutboxState.SetAside : OutboxState.Waiting;
            return Owned(context, owned).Where(row => row.Id == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, state)
                    .SetProperty(row => row.Attempts, row => row.Attempts + 1)
                    .SetProperty(row => row.LastError, error),
                cancellationToken);
        });

    /// <summary>The schema that an event was written with; null if nobody has stored it.</summary>
    public Task<OutboxSchemaRow?> FindSchemaAsync(string fingerprint, CancellationToken cancellationToken) => RunAsync(context =>
        context.Set<OutboxSchemaRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Fingerprint == fingerprint, cancellationToken));

    /// <summary>Whether a dispatcher still has a bucket.</summary>
    public Task<bool> HasAsync(OwnedBucket owned, CancellationToken cancellationToken) => RunAsync(context =>
        context.Set<OutboxBucket>().AnyAsync(
            bucket => bucket.Bucket == owned.Bucket && bucket.Owner == owned.Owner && bucket.Epoch == owned.Epoch, cancellationToken));

    /// <summary>The events that wait and may be sent.</summary>
    public IQueryable<OutboxRow> Sendable(DbContext context)
    {
        IQueryable<OutboxRow> rows = context.Set<OutboxRow>().Where(IsWaiting);
        return options.WhenSetAside == FailedKeyPolicy.Skip
            ? rows
            : rows.Where(row => !context.Set<OutboxRow>().Any(failed => failed.State == OutboxState.SetAside && failed.Lane == row.Lane));
    }

    private static IQueryable<OutboxRow> Owned(DbContext context, OwnedBucket owned) => context.Set<OutboxRow>().Where(
        _ => context.Set<OutboxBucket>().Any(
            bucket => bucket.Bucket == owned.Bucket && bucket.Owner == owned.Owner && bucket.Epoch == owned.Epoch));
}

/// <summary>A bucket that a dispatcher has.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Owner">The dispatcher.</param>
/// <param name="Epoch">The change of owner with which it got the bucket.</param>
readonly record struct OwnedBucket(int Bucket, string Owner, long Epoch);
