using Microsoft.EntityFrameworkCore;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Deletes what is kept no longer, in batches, so that no transaction is long. Safe for concurrent use.</summary>
sealed class OutboxCleanup(OutboxStore store, OutboxOptions options)
{
    private const int Batch = 1000;

    /// <summary>Deletes the events that were sent long enough ago.</summary>
    public async Task DeleteSentAsync(CancellationToken cancellationToken)
    {
        double kept = -options.KeepSent.TotalSeconds;
        if (kept < 0)
        {
            await RepeatAsync<OutboxRow>(
                rows => rows.Where(row => row.State == OutboxState.Sent && row.SentAt < DateTime.UtcNow.AddSeconds(kept))
                    .OrderBy(row => row.SentAt),
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets which events were handled long enough ago.</summary>
    public Task ForgetProcessedAsync(CancellationToken cancellationToken)
    {
        double kept = -options.KeepProcessed.TotalSeconds;
        return RepeatAsync<ProcessedEventRow>(
            rows => rows.Where(row => row.HandledAt < DateTime.UtcNow.AddSeconds(kept)).OrderBy(row => row.HandledAt), cancellationToken);
    }

    private async Task RepeatAsync<TRow>(Func<IQueryable<TRow>, IQueryable<TRow>> old, CancellationToken cancellationToken)
        where TRow : class
    {
        int deleted;
        do
        {
            deleted = await store.RunAsync(
                context => old(context.Set<TRow>()).Take(Batch).ExecuteDeleteAsync(cancellationToken)).ConfigureAwait(false);
        }
        while (deleted == Batch);
    }
}
