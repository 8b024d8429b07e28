using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>
/// The buckets that one dispatcher has: its share of all, for as long as it renews them. Leases end by the database's clock; the
/// dispatcher itself counts from before it asked, so that it never believes longer than the database. Not safe for concurrent use, except
/// for <see cref="IsValid"/>.
/// </summary>
sealed class OutboxLeases(OutboxStore store, OutboxOptions options, TimeProvider time)
{
    // Buckets whose owner was alive at a time that is still to come: the database's clock was set back. One that lives says so again soon.
    private readonly Dictionary<int, Sighting> _ahead = [];
    private long _renewed;

    /// <summary>The dispatcher's name.</summary>
    public string Owner { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>How often leases are renewed.</summary>
    public TimeSpan RenewInterval => options.Lease / 3;

    /// <summary>Whether the buckets are the dispatcher's for sure.</summary>
    public bool IsValid => time.GetElapsedTime(Volatile.Read(ref _renewed)) < options.Lease * 0.9;

    /// <summary>Adds the rows of the buckets, and removes those of an earlier number.</summary>
    public Task PrepareAsync(CancellationToken cancellationToken) => store.RunAsync(async context =>
    {
        int count = options.Buckets;
        HashSet<int> known = [.. await context.Set<OutboxBucket>().Select(bucket => bucket.Bucket).ToListAsync(cancellationToken)
            .ConfigureAwait(false)];
        for (int bucket = 0; bucket < count; bucket++)
        {
            if (!known.Contains(bucket))
            {
                context.Add(new OutboxBucket { Bucket = bucket });
            }
        }

        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException)
        {
            // Another process adds them at the same time; those that are still missing come with the next try.
            context.ChangeTracker.Clear();
        }

        return await context.Set<OutboxBucket>().Where(bucket => bucket.Bucket >= count).ExecuteDeleteAsync(cancellationToken)
            .ConfigureAwait(false);
    });

    /// <summary>Renews the leases, and takes or offers buckets so that each dispatcher has its share.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>The buckets that it has from now on, and those of them that it should give back.</returns>
    public Task<LeaseResult> RenewAsync(CancellationToken cancellationToken) =>
        store.RunAsync(async context =>
        {
            long started = time.GetTimestamp();
            double lease = options.Lease.TotalSeconds;
            DbSet<OutboxBucket> buckets = context.Set<OutboxBucket>();
            await BeatAsync(context, cancellationToken).ConfigureAwait(false);
            await buckets.Where(bucket => bucket.Owner == Owner).ExecuteUpdateAsync(
                set => set.SetProperty(bucket => bucket.LeaseUntil, bucket => DateTime.UtcNow.AddSeconds(lease)), cancellationToken)
                .ConfigureAwait(false);

            DbSet<OutboxDispatcherRow> dispatchers = context.Set<OutboxDispatcherRow>();
            int alive = await dispatchers
                .CountAsync(
                    one => one.SeenAt > DateTime.UtcNow.AddSeconds(-lease) && one.SeenAt <= DateTime.UtcNow.AddSeconds(lease),
                    cancellationToken)
                .ConfigureAwait(false);
            int share = (options.Buckets + Math.Max(alive, 1) - 1) / Math.Max(alive, 1);
            var all = await buckets
                .Select(bucket => new
                {
                    bucket.Bucket,
                    bucket.Owner,
                    bucket.Epoch,
                    IsFree = bucket.Owner == null || bucket.LeaseUntil < DateTime.UtcNow,
                    IsAhead = dispatchers.Any(one => one.Id == bucket.Owner && one.SeenAt > DateTime.UtcNow),
                })
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            HashSet<int> abandoned = Abandoned(all.Where(bucket => bucket.IsAhead).ToDictionary(one => one.Bucket, one => one.Epoch));
            int have = all.Count(bucket => bucket.Owner == Owner);
            int[] wanted = [.. all.Where(bucket => (bucket.IsFree || abandoned.Contains(bucket.Bucket)) && bucket.Owner != Owner)
                .OrderBy(_ => Random.Shared.Next()).Take(share - have).Select(bucket => bucket.Bucket)];
            if (wanted.Length > 0)
            {
                int[] taken = [.. wanted.Where(abandoned.Contains)];
                await buckets
                    .Where(bucket => wanted.Contains(bucket.Bucket) && (bucket.Owner == null || bucket.LeaseUntil < DateTime.UtcNow
                        || (taken.Contains(bucket.Bucket)
                            && dispatchers.Any(one => one.Id == bucket.Owner && one.SeenAt > DateTime.UtcNow))))
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(bucket => bucket.Owner, Owner)
                            .SetProperty(bucket => bucket.Epoch, bucket => bucket.Epoch + 1)
                            .SetProperty(bucket => bucket.LeaseUntil, bucket => DateTime.UtcNow.AddSeconds(lease)),
                        cancellationToken).ConfigureAwait(false);
            }

            var mine = await buckets.Where(bucket => bucket.Owner == Owner).OrderBy(bucket => bucket.Bucket)
                .Select(bucket => new { bucket.Bucket, bucket.Epoch }).ToListAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _renewed, started);
            OwnedBucket[] now = [.. mine.Select(bucket => new OwnedBucket(bucket.Bucket, Owner, bucket.Epoch))];
            return new LeaseResult(now, [.. now.Skip(share)], HasAll: all.Count >= options.Buckets);
        });

    /// <summary>Gives buckets back, so that another dispatcher needn't wait for the end of the lease.</summary>
    public Task ReleaseAsync(int[] released, CancellationToken cancellationToken) => store.RunAsync(context =>
        context.Set<OutboxBucket>().Where(bucket => bucket.Owner == Owner && released.Contains(bucket.Bucket)).ExecuteUpdateAsync(
            set => set.SetProperty(bucket => bucket.Owner, (string?)null)
                .SetProperty(bucket => bucket.Epoch, bucket => bucket.Epoch + 1)
                .SetProperty(bucket => bucket.LeaseUntil, (DateTime?)null),
            cancellationToken));

    /// <summary>Says that the dispatcher has ended.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => store.RunAsync(context =>
        context.Set<OutboxDispatcherRow>().Where(one => one.Id == Owner).ExecuteDeleteAsync(cancellationToken));

    /// <summary>Those of the buckets that nobody has renewed for a lease, by the clock of the process.</summary>
    /// <param name="ahead">The epochs of buckets whose owner was alive at a time that is still to come.</param>
    private HashSet<int> Abandoned(Dictionary<int, long> ahead)
    {
        foreach (int bucket in _ahead.Keys.Where(bucket => !ahead.ContainsKey(bucket)).ToArray())
        {
            _ahead.Remove(bucket);
        }

        foreach ((int bucket, long epoch) in ahead)
        {
            if (!_ahead.TryGetValue(bucket, out Sighting seen) || seen.Epoch != epoch)
            {
                _ahead[bucket] = new Sighting(epoch, time.GetTimestamp());
            }
        }

        return [.. _ahead.Where(one => time.GetElapsedTime(one.Value.Since) >= options.Lease).Select(one => one.Key)];
    }

    private async Task BeatAsync(DbContext context, CancellationToken cancellationToken)
    {
        int updated = await context.Set<OutboxDispatcherRow>().Where(one => one.Id == Owner).ExecuteUpdateAsync(
            set => set.SetProperty(one => one.SeenAt, one => DateTime.UtcNow), cancellationToken).ConfigureAwait(false);
        if (updated == 0)
        {
            context.Add(new OutboxDispatcherRow { Id = Owner, SeenAt = DateTime.UnixEpoch });
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            await context.Set<OutboxDispatcherRow>().Where(one => one.Id == Owner).ExecuteUpdateAsync(
                set => set.SetProperty(one => one.SeenAt, one => DateTime.UtcNow), cancellationToken).ConfigureAwait(false);
            await context.Set<OutboxDispatcherRow>()
                .Where(one => one.SeenAt < DateTime.UtcNow.AddSeconds(-options.Lease.TotalSeconds * 100))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private readonly record struct Sighting(long Epoch, long Since);
}

/// <summary>The buckets that a dispatcher has.</summary>
/// <param name="Owned">All.</param>
/// <param name="Surplus">Those of them that others should have.</param>
/// <param name="HasAll">Whether the table has all buckets; not if somebody has deleted rows.</param>
readonly record struct LeaseResult(IReadOnlyList<OwnedBucket> Owned, IReadOnlyList<OwnedBucket> Surplus, bool HasAll);
