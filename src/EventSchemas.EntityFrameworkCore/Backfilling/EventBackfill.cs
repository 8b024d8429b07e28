using EventSchemas.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EventSchemas.EntityFrameworkCore;

/// <inheritdoc/>
sealed class EventBackfill<TEvent>(BackfillTarget target) : IEventBackfill<TEvent>
    where TEvent : class, IEventContract<TEvent>
{
    public async Task<BackfillSummary> PlanAsync<TRow>(
        BackfillSource<TRow, TEvent> source, CancellationToken cancellationToken = default)
    {
        Check(source);
        BackfillRow? checkpoint = await target.Store.RunAsync(context => FindAsync(context, source.Name, cancellationToken))
            .ConfigureAwait(false);
        var summary = new BackfillSummary { IsContinued = checkpoint is not null };
        if (checkpoint?.FinishedAt is not null)
        {
            return summary;
        }

        await foreach (TRow row in source.Rows(checkpoint?.LastKey).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            summary = await PlanAsync(summary, source, row, cancellationToken).ConfigureAwait(false);
        }

        return summary;
    }

    public async Task<BackfillSummary> RunAsync<TRow>(
        BackfillSource<TRow, TEvent> source, IProgress<BackfillProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        Check(source);
        (BackfillRow checkpoint, bool isContinued) = await target.Store.RunAsync(
            context => BeginAsync(context, source.Name, cancellationToken)).ConfigureAwait(false);
        var summary = new BackfillSummary { IsContinued = isContinued };
        if (checkpoint.FinishedAt is not null)
        {
            return summary;
        }

        var pace = new Pace(source.EventsPerSecond, target.Runtime.Time);
        var batch = new List<TRow>(source.BatchSize);
        await foreach (TRow row in source.Rows(checkpoint.LastKey).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            batch.Add(row);
            if (batch.Count == source.BatchSize)
            {
                summary = await SaveAsync(
                    checkpoint, summary, source, batch, isLast: false, pace, progress, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }
        }

        return await SaveAsync(checkpoint, summary, source, batch, isLast: true, pace, progress, cancellationToken).ConfigureAwait(false);
    }

    private static void Check<TRow>(BackfillSource<TRow, TEvent> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrWhiteSpace(source.Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(source.BatchSize, 1);
        if (source.EventsPerSecond is { } rate)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate);
        }
    }

    private static PublishOptions Options<TRow>(BackfillSource<TRow, TEvent> source, TRow row) => new()
    {
        Id = NamedId.Of($"{TEvent.EventType}\n{source.Name}\n{source.Key(row)}"),
        Time = source.Time(row),
        IsReplay = true,
    };

    private static Task<BackfillRow?> FindAsync(DbContext context, string name, CancellationToken cancellationToken) =>
        context.Model.FindEntityType(typeof(BackfillRow)) is null
            ? throw new InvalidOperationException(
                $"{context.GetType().Name} has no table of back-fills: call modelBuilder.AddEventBackfills() in OnModelCreating, and add a "
                + "migration.")
            : context.Set<BackfillRow>().AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, cancellationToken);

    private async Task<(BackfillRow Checkpoint, bool IsContinued)> BeginAsync(
        DbContext context, string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, name, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known.EventType == TEvent.EventType ? (known, true) : throw new EventBackfillException(
                $"The back-fill {name} is one of {known.EventType}: give that of {TEvent.EventType} another name.");
        }

        var added = new BackfillRow
        {
            Name = name,
            EventType = TEvent.EventType,
            StartedAt = target.Runtime.Time.GetUtcNow().UtcDateTime,
        };
        context.Add(added);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (DbUpdateException e)
        {
            throw new EventBackfillException(
                $"The back-fill {name} can't begin: {(e.InnerException ?? e).Message} If another run has begun with this name at the same "
                + "time, leave the work to it.",
                e);
        }

        return (added, false);
    }

    private async Task<BackfillSummary> PlanAsync<TRow>(
        BackfillSummary summary, BackfillSource<TRow, TEvent> source, TRow row, CancellationToken cancellationToken)
    {
        summary = summary with { Rows = summary.Rows + 1 };
        if (source.Event(row) is not { } value)
        {
            return summary;
        }

        PublishOptions options = Options(source, row);
        try
        {
            (UndeliveredEvent? waiting, PublishResult? disabled) =
                await target.Runtime.PrepareAsync(value, options, cancellationToken).ConfigureAwait(false);
            if (waiting is null)
            {
                return Count(summary, options) with { Disabled = ((PublishResult.Disabled)disabled!).Reason };
            }

            target.Runtime.CheckSize(waiting);
            return Count(summary, options) with { Bytes = summary.Bytes + OutboxRuntime.SizeOf(waiting) };
        }
        catch (Exception e) when (e is EventDataException or EventPublishException)
        {
            return summary with
            {
                Invalid = summary.Invalid + 1,
                FirstInvalid = summary.FirstInvalid ?? $"{source.Key(row)}: {e.Message}",
            };
        }
    }

    private async Task<BackfillSummary> SaveAsync<TRow>(
        BackfillRow checkpoint,
        BackfillSummary summary,
        BackfillSource<TRow, TEvent> source,
        List<TRow> batch,
        bool isLast,
        Pace pace,
        IProgress<BackfillProgress>? progress,
        CancellationToken cancellationToken)
    {
        await target.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
        summary = await target.Store.RunAsync(async context =>
        {
            context.Attach(checkpoint);
            long before = summary.Events;
            foreach (TRow row in batch)
            {
                summary = await PublishAsync(context, summary, source, row, pace, cancellationToken).ConfigureAwait(false);
                checkpoint.LastKey = source.Key(row);
            }

            checkpoint.Rows += batch.Count;
            checkpoint.Events += summary.Events - before;
            checkpoint.Version++;
            checkpoint.FinishedAt = isLast ? target.Runtime.Time.GetUtcNow().UtcDateTime : null;
            try
            {
                await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (DbUpdateConcurrencyException e)
            {
                EventDbContextExtensions.SessionOf(context).Discard();
                throw new EventBackfillException(
                    $"The back-fill {source.Name} has another run at the same time: leave the work to that one, or start it again when the "
                    + "other has ended.",
                    e);
            }

            return summary;
        }).ConfigureAwait(false);
        if (checkpoint.LastKey is { } last)
        {
            progress?.Report(new BackfillProgress(checkpoint.Rows, checkpoint.Events, last));
        }

        return summary;
    }

    private static async Task<BackfillSummary> PublishAsync<TRow>(
        DbContext context,
        BackfillSummary summary,
        BackfillSource<TRow, TEvent> source,
        TRow row,
        Pace pace,
        CancellationToken cancellationToken)
    {
        summary = summary with { Rows = summary.Rows + 1 };
        if (source.Event(row) is not { } value)
        {
            return summary;
        }

        await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        PublishOptions options = Options(source, row);
        string? problem;
        Exception? cause = null;
        try
        {
            PublishResult result = await context.PublishAsync(value, options, cancellationToken).ConfigureAwait(false);
            if (result is PublishResult.Deferred)
            {
                return Count(summary, options);
            }

            problem = $"{((PublishResult.Disabled)result).Reason}. Switch the event on";
        }
        catch (Exception e) when (e is EventDataException or EventPublishException)
        {
            problem = $"{e.Message} Correct the row, or what becomes of it";
            cause = e;
        }

        EventDbContextExtensions.SessionOf(context).Discard();
        throw new EventBackfillException(
            $"The back-fill {source.Name} has ended before the row {source.Key(row)}: {problem}, and start the run again with the same "
            + "name.",
            cause);
    }

    private static BackfillSummary Count(BackfillSummary summary, PublishOptions options) => summary with
    {
        Events = summary.Events + 1,
        Earliest = summary.Earliest < options.Time ? summary.Earliest : options.Time,
        Latest = summary.Latest > options.Time ? summary.Latest : options.Time,
    };
}

/// <summary>Where back-fills publish: the first outbox of the service. Safe for concurrent use.</summary>
sealed class BackfillTarget(OutboxRuntime runtime, IServiceScopeFactory scopes)
{
    public OutboxRuntime Runtime { get; } = runtime;

    public OutboxStore Store { get; } = new(scopes, runtime.ContextType, runtime.Options);

    /// <summary>Waits while the outbox is more than half full.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (Runtime.Status.Last.Waiting * 2L > Runtime.Options.MaxWaiting)
        {
            await Task.Delay(Runtime.Options.CheckInterval, Runtime.Time, cancellationToken).ConfigureAwait(false);
        }
    }
}
