using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Entries of a group that were read and not acknowledged: those of this process that it doesn't have in hand, and those that others have
/// left behind. The list of pending entries is asked first, since it changes nothing and has the counts of deliveries, which
/// <see cref="RedisOptions.MaxDeliveries"/> needs. <c>XAUTOCLAIM</c> returns none, and takes entries whoever has them: it would raise the
/// counts of those in hand here, and send them again. Like <c>XCLAIM</c> it drops deleted entries from the list, before version 7 without
/// naming them, so that these are looked for first.
/// </summary>
sealed class PendingEntries(
    ConsumerGroup group, RedisValue consumer, EntryReader reader, RedisOptions options, EventBusTelemetry telemetry, ILogger logger)
{
    /// <summary>The beginning of the list.</summary>
    public static readonly RedisValue First = "-";

    private static readonly RedisValue Last = "+";

    private const int Page = 100;

    private long Abandoned => (long)options.ClaimAfter.TotalMilliseconds;

    /// <summary>
    /// Takes the next page of what was delivered to this process and isn't in hand, as far as there is room. Moves
    /// <see cref="StreamConsumer.RecoverFrom"/> on.
    /// </summary>
    public async Task<int> TakeOwnAsync(IDatabase database, StreamConsumer stream, CancellationToken cancellationToken)
    {
        int taken = 0;
        while (stream.RecoverFrom is { } from && stream.Room > 0 && taken < Page)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StreamPendingMessageInfo[] listed =
                await database.StreamPendingMessagesAsync(stream.Stream, group.Name, Page, consumer, from, Last).ConfigureAwait(false);
            StreamPendingMessageInfo[] wanted =
                [.. listed.Where(one => !stream.Has(StreamId.Parse(one.MessageId))).Take(stream.Room)];
            taken += await TakeAsync(database, stream, wanted, minIdle: 0).ConfigureAwait(false);
            stream.RecoverFrom = NextPage(listed, wanted.Length > 0 ? wanted[^1].MessageId : RedisValue.Null);
        }

        return taken;
    }

    /// <summary>Tells the server that this process still works on the entries in hand, before another takes them over.</summary>
    public async Task RenewAsync(IDatabase database, StreamConsumer stream)
    {
        for (RedisValue? from = First; from is not null;)
        {
            StreamPendingMessageInfo[] listed = await database.StreamPendingMessagesAsync(
                stream.Stream, group.Name, Page, consumer, from, Last, Abandoned / 4).ConfigureAwait(false);
            RedisValue[] held = [.. listed.Select(one => one.MessageId).Where(id => stream.Has(StreamId.Parse(id)))];
            if (held.Length > 0)
            {
                // The ids alone: the count of deliveries stays.
                await database.StreamClaimIdsOnlyAsync(stream.Stream, group.Name, consumer, 0, held).ConfigureAwait(false);
            }

            from = NextPage(listed, RedisValue.Null);
        }
    }

    /// <summary>Takes over what other consumers have left behind, as far as there is room.</summary>
    public async Task TakeAbandonedAsync(IDatabase database, StreamConsumer stream, CancellationToken cancellationToken)
    {
        for (RedisValue? from = First; from is not null && stream.Room > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            StreamPendingMessageInfo[] listed = await database.StreamPendingMessagesAsync(
                stream.Stream, group.Name, Page, RedisValue.Null, from, Last, Abandoned).ConfigureAwait(false);
            StreamPendingMessageInfo[] wanted = [.. listed.Where(one => one.ConsumerName != consumer).Take(stream.Room)];
            await TakeAsync(database, stream, wanted, Abandoned).ConfigureAwait(false);
            from = NextPage(listed, RedisValue.Null);
        }
    }

    private async Task<int> TakeAsync(
        IDatabase database, StreamConsumer stream, StreamPendingMessageInfo[] wanted, long minIdle)
    {
        if (wanted.Length == 0)
        {
            return 0;
        }

        // A claim removes a deleted entry from the list without a word, so that these are looked for before.
        StreamEntry[][] found = await Task.WhenAll(wanted.Select(one =>
            database.StreamRangeAsync(stream.Stream, one.MessageId, one.MessageId, count: 1))).ConfigureAwait(false);
        StreamPendingMessageInfo[] there = [.. wanted.Where((_, index) => found[index].Length > 0)];
        foreach (StreamPendingMessageInfo missing in wanted.Where((_, index) => found[index].Length == 0))
        {
            await ReportLostAsync(database, stream, missing.MessageId).ConfigureAwait(false);
        }

        if (there.Length == 0)
        {
            return wanted.Length;
        }

        StreamEntry[] claimed = await database.StreamClaimAsync(
            stream.Stream, group.Name, consumer, minIdle, [.. there.Select(one => one.MessageId)]).ConfigureAwait(false);
        Dictionary<RedisValue, int> deliveries = there.ToDictionary(one => one.MessageId, one => one.DeliveryCount);
        StreamEntry[] usable = [.. claimed.Where(entry => !entry.IsNull && entry.Values is { Length: > 0 })];
        foreach (StreamEntry entry in usable)
        {
            stream.Enqueue(new RedisMessage(
                new Entry(stream.Stream, StreamId.Parse(entry.Id), entry.Values), reader, deliveries.GetValueOrDefault(entry.Id) + 1L));
        }

        if (usable.Length > 0)
        {
            RedisLog.Recovered(logger, group.Name, stream.Stream, usable.Length, StreamId.Parse(usable[0].Id));
        }

        return wanted.Length;
    }

    // Of two processes that find it, one removes it.
    private async Task ReportLostAsync(IDatabase database, StreamConsumer stream, RedisValue id)
    {
        if (await database.StreamAcknowledgeAsync(stream.Stream, group.Name, id).ConfigureAwait(false) > 0)
        {
            RedisLog.LostPending(logger, group.Name, string.Create(CultureInfo.InvariantCulture, $"{stream.Stream}@{id}"));
            telemetry.Lost.Add(1, new KeyValuePair<string, object?>(EventBusTelemetry.GroupTag, group.Name));
        }
    }

    /// <summary>Where the next page begins; null behind the last.</summary>
    /// <param name="listed">The page.</param>
    /// <param name="reached">The last entry that was taken, if that isn't the last of the page.</param>
    private static RedisValue? NextPage(StreamPendingMessageInfo[] listed, RedisValue reached)
    {
        if (listed.Length == 0)
        {
            return null;
        }

        RedisValue last = listed[^1].MessageId;
        if (!reached.IsNull && reached != last)
        {
            return $"({reached}";
        }

        return listed.Length < Page ? null : (RedisValue?)$"({last}";
    }
}
