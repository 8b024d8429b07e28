using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore;

/// <inheritdoc/>
sealed class EventOutbox(OutboxRuntime runtime, IServiceScopeFactory scopes) : IEventOutbox
{
    private readonly OutboxStore _store = new(scopes, runtime.ContextType, runtime.Options);

    public Task<OutboxCounts> CountAsync(CancellationToken cancellationToken = default) => _store.RunAsync(async context =>
    {
        var counts = await context.Set<OutboxRow>().GroupBy(row => row.State)
            .Select(rows => new { State = rows.Key, Count = rows.Count() })
            .ToDictionaryAsync(rows => rows.State, rows => rows.Count, cancellationToken).ConfigureAwait(false);
        return new OutboxCounts(
            counts.GetValueOrDefault(OutboxState.Waiting),
            counts.GetValueOrDefault(OutboxState.SetAside),
            counts.GetValueOrDefault(OutboxState.Sent));
    });

    public Task<IReadOnlyList<SetAsideEvent>> ListSetAsideAsync(int count = 100, CancellationToken cancellationToken = default) =>
        _store.RunAsync<IReadOnlyList<SetAsideEvent>>(async context => await context.Set<OutboxRow>()
            .Where(row => row.State == OutboxState.SetAside)
            .OrderBy(row => row.Id)
            .Take(count)
            .Select(row => new SetAsideEvent(
                row.Id, row.EventType, row.EventId, row.Topic, row.KeyText, row.Attempts, row.LastError))
            .ToListAsync(cancellationToken).ConfigureAwait(false));

    public async Task<int> RetryAsync(string? eventType = null, string? key = null, CancellationToken cancellationToken = default)
    {
        int retried = await _store.RunAsync(context => Chosen(context, eventType, key)
            .Where(row => row.State == OutboxState.SetAside)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, OutboxState.Waiting).SetProperty(row => row.Attempts, 0), cancellationToken))
            .ConfigureAwait(false);
        runtime.Committed([.. Enumerable.Range(0, runtime.Options.Buckets)]);
        return retried;
    }

    public async Task<int> PurgeAsync(string? eventType, string? key, CancellationToken cancellationToken = default)
    {
        if (eventType is null && key is null)
        {
            throw new ArgumentException("Give an event type, a key, or both: without them every event would be deleted.");
        }

        int purged = await _store.RunAsync(context => Chosen(context, eventType, key).ExecuteDeleteAsync(cancellationToken))
            .ConfigureAwait(false);
        runtime.Committed([.. Enumerable.Range(0, runtime.Options.Buckets)]);
        return purged;
    }

    private static IQueryable<OutboxRow> Chosen(DbContext context, string? eventType, string? key)
    {
        IQueryable<OutboxRow> rows = context.Set<OutboxRow>();
        if (eventType is not null)
        {
            rows = rows.Where(row => row.EventType == eventType);
        }

        return key is null ? rows : rows.Where(row => row.KeyText == key);
    }
}
