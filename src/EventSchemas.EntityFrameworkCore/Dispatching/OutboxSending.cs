using System.Collections.Concurrent;
using EventSchemas.Hosting;

namespace EventSchemas.EntityFrameworkCore;

/// <summary>Sends rows of the outbox, and says what became of each. Safe for concurrent use.</summary>
sealed class OutboxSending(OutboxStore store, UndeliveredSender sender)
{
    private readonly ConcurrentDictionary<string, OutboxSchemaRow> _schemas = new(StringComparer.Ordinal);

    /// <summary>Sends rows: those of one lane one after the other, until one isn't delivered.</summary>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="mayGoOn">Is asked before each row.</param>
    /// <param name="cancellationToken">Ends waiting for the bus.</param>
    /// <returns>The rows that were delivered or refused; and what else ended a lane, so that it isn't lost with it.</returns>
    public async Task<(IReadOnlyList<SentRow> Rows, Exception? Fault)> SendAsync(
        IReadOnlyList<OutboxRow> rows, Func<bool> mayGoOn, CancellationToken cancellationToken)
    {
        List<SentRow>[] lanes = [.. rows.GroupBy(row => row.Lane).Select(_ => new List<SentRow>())];
        Task sending = Task.WhenAll(rows.GroupBy(row => row.Lane).Zip(lanes, (lane, sent) =>
            SendLaneAsync(lane, sent, mayGoOn, cancellationToken)));
        await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (
            [.. lanes.SelectMany(lane => lane)],
            sending.IsCanceled ? new OperationCanceledException(cancellationToken) : sending.Exception?.InnerException);
    }

    private async Task SendLaneAsync(
        IEnumerable<OutboxRow> lane, List<SentRow> sent, Func<bool> mayGoOn, CancellationToken cancellationToken)
    {
        foreach (OutboxRow row in lane)
        {
            if (!mayGoOn())
            {
                break;
            }

            try
            {
                OutboxSchemaRow schema = await SchemaOfAsync(row, cancellationToken).ConfigureAwait(false);
                TraceContext? trace = row.TraceParent is { } parent ? new TraceContext(parent, row.TraceState) : null;
                await sender.SendAsync(OutboxRows.EventOf(row, schema), trace, cancellationToken).ConfigureAwait(false);
                sent.Add(new SentRow(row, Failure: null));
            }
            catch (EventPublishException e)
            {
                sent.Add(new SentRow(row, e));
                break;
            }
        }
    }

    private async ValueTask<OutboxSchemaRow> SchemaOfAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        if (_schemas.TryGetValue(row.Fingerprint, out OutboxSchemaRow? known))
        {
            return known;
        }

        OutboxSchemaRow found = await store.FindSchemaAsync(row.Fingerprint, cancellationToken).ConfigureAwait(false)
            ?? throw new EventPublishException(
                row.EventType,
                row.EventId,
                PublishOutcome.NotDelivered,
                PublishFailureReason.SchemaRefused,
                $"{row.EventType} {row.EventId} was not delivered. The table event_outbox_schemas has no row {row.Fingerprint}, which is "
                + "the schema that it was written with: restore the row, or purge the event.");
        return _schemas[row.Fingerprint] = found;
    }
}

/// <summary>A row that was sent, or refused.</summary>
/// <param name="Row">The row.</param>
/// <param name="Failure">Why it wasn't delivered; null if it was.</param>
readonly record struct SentRow(OutboxRow Row, EventPublishException? Failure);
