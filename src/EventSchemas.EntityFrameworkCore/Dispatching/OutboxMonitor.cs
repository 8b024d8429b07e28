using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// Counts what waits, and sees which buckets make no progress: those whose oldest event stays the same, whichever process has them. Not
/// safe for concurrent use.
/// </summary>
sealed class OutboxMonitor(OutboxRuntime runtime, OutboxStore store)
{
    private readonly Dictionary<int, Head> _heads = [];

    /// <summary>Looks once.</summary>
    /// <param name="owned">How many buckets this process has.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    public async Task LookAsync(int owned, CancellationToken cancellationToken)
    {
        (int waiting, int setAside, OutboxRow? first) = await store.RunAsync(async context =>
        {
            // SQLite names its file in full only while it is open.
            await context.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            DbSet<OutboxRow> rows = context.Set<OutboxRow>();
            int count = await rows.Where(row => row.State == OutboxState.Waiting).Take(runtime.Options.MaxWaiting)
                .CountAsync(cancellationToken).ConfigureAwait(false);
            IQueryable<OutboxRow> failed = rows.Where(row => row.State == OutboxState.SetAside);
            int aside = await failed.CountAsync(cancellationToken).ConfigureAwait(false);
            OutboxRow? one = aside == 0 ? null
                : await failed.OrderBy(row => row.Id).AsNoTracking().FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            runtime.KeepSchemas(
                OutboxDatabase.NameOf(context.Database.GetDbConnection()),
                await context.Set<OutboxSchemaRow>().Select(row => row.Fingerprint).ToHashSetAsync(cancellationToken)
                    .ConfigureAwait(false));
            return (count, aside, one);
        }).ConfigureAwait(false);
        string? text = first is null ? null : $"{first.EventType} {first.EventId}: {first.LastError}";
        IReadOnlyList<string> stalled = await StalledAsync(cancellationToken).ConfigureAwait(false);
        runtime.Status.Last = new OutboxSnapshot(waiting, waiting >= runtime.Options.MaxWaiting, setAside, text, owned, stalled);
    }

    private async Task<IReadOnlyList<string>> StalledAsync(CancellationToken cancellationToken)
    {
        int count = runtime.Options.Buckets;
        var buckets = await store.RunAsync(context =>
        {
            IQueryable<OutboxRow> sendable = store.Sendable(context);
            return context.Set<OutboxBucket>()
                .Select(bucket => new
                {
                    bucket.Bucket,
                    bucket.Owner,
                    IsOwned = bucket.Owner != null && bucket.LeaseUntil >= DateTime.UtcNow,
                    Head = sendable.Where(row => row.BucketCount == count && row.Bucket == bucket.Bucket).OrderBy(row => row.Id)
                        .Select(row => (long?)row.Id).FirstOrDefault(),
                })
                .ToListAsync(cancellationToken);
        }).ConfigureAwait(false);
        var texts = new List<string>();
        foreach (var bucket in buckets.OrderBy(bucket => bucket.Bucket))
        {
            if (bucket.Head is not { } head)
            {
                _heads.Remove(bucket.Bucket);
                continue;
            }

            if (!_heads.TryGetValue(bucket.Bucket, out Head known) || known.Id != head)
            {
                _heads[bucket.Bucket] = known = new Head(head, runtime.Time.GetTimestamp());
            }

            TimeSpan stalled = runtime.Time.GetElapsedTime(known.Since);
            if (stalled >= runtime.Options.StalledAfter)
            {
                string owner = bucket.IsOwned ? $"Its dispatcher is {bucket.Owner}" : "No dispatcher has it";
                texts.Add(
                    $"Bucket {bucket.Bucket} has sent nothing for {stalled.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture)}, and row "
                    + $"{head} waits. {owner}.");
            }
        }

        return texts;
    }

    private readonly record struct Head(long Id, long Since);
}
