using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Watches how far a group is behind on a stream, since a stream deletes its oldest entries without looking at groups: warns before it
/// happens, and counts what was lost, also where somebody else has moved the group past entries that it had not read. Used by the group's
/// loop only.
/// </summary>
sealed class StreamWatch(
    StreamConsumer stream,
    ConsumerGroup group,
    RedisValue consumer,
    RedisOptions options,
    string settingsPath,
    EventBusTelemetry telemetry,
    TimeProvider time,
    ILogger logger)
{
    private const int CountPage = 1_000;

    // For so long the health check says that the group was moved.
    private static readonly TimeSpan MovedFor = TimeSpan.FromMinutes(5);

    private readonly string _setting = $"{settingsPath}:{nameof(RedisOptions.StreamMaxLength)}";

    // How many entries the server's counters have for lost, which were reported or were lost before this process began.
    private long? _known;

    private bool _isBehind;

    // The group was created again, and has read nothing yet: what the stream has deleted, it can't read.
    private bool _isNew;

    // How many entries the stream had been given, and how many of them the group had behind it, when it was looked at last.
    private long _added;
    private long _position;

    // Where the group was when it was looked at last, if this process was reading then.
    private Place? _place;
    private string? _moved;
    private long _movedAt;

    /// <summary>Looks at the stream and the group.</summary>
    public async Task ObserveAsync(IDatabase database)
    {
        Task<StreamGroupInfo[]> groups = database.StreamGroupInfoAsync(stream.Stream);
        Task<StreamState> state = StreamState.ReadAsync(database, stream.Stream);
        await Task.WhenAll(groups, state).ConfigureAwait(false);
        StreamState now = await state.ConfigureAwait(false);
        StreamGroupInfo info = Array.Find(await groups.ConfigureAwait(false), one => one.Name == group.Name);
        if (info.LastDeliveredId is not { } delivered)
        {
            return;
        }

        var last = StreamId.Parse(delivered);
        bool isCaughtUp = last >= now.Last;
        bool hasGap = now.Length > 0 && now.First > last;

        // The client says 0 where the server doesn't know: before version 7, and after somebody has moved the group.
        long? read = last == StreamId.Zero ? 0 : info.EntriesRead is > 0 and var entries ? entries : null;
        long? lost = _isNew && last == StreamId.Zero ? now.Added - now.Length : LostSince(now, read, isCaughtUp, hasGap);
        _known ??= hasGap ? 0 : lost ?? await CountLostAsync(database, now, read, last).ConfigureAwait(false);
        if (lost > _known)
        {
            Report(lost.Value - _known.Value, now);
        }

        _known = lost ?? _known;
        await CheckPlaceAsync(database, now, new Place(last, read, info.ConsumerCount), isCaughtUp).ConfigureAwait(false);
        stream.Progress.Lag = isCaughtUp ? 0
            : hasGap ? now.Length
            : info.Lag is { } lag ? Math.Clamp(lag - _known.GetValueOrDefault(), 0, now.Length)
            : now.Length;
        stream.Progress.IsLagKnown = true;
        _isNew &= last == StreamId.Zero;
        _added = now.Added ?? 0;
        _position = _added - stream.Progress.Lag;
        Warn(now);
    }

    /// <summary>The group was created again, at the beginning of the stream. Counts what it can't read any more.</summary>
    /// <returns>How many entries are lost: on another stream of the same name those that were waiting when it was seen last.</returns>
    public async Task<long> RestartAsync(IDatabase database)
    {
        StreamState now = await StreamState.ReadAsync(database, stream.Stream).ConfigureAwait(false);
        long deleted = now.Added - now.Length ?? 0;
        long lost = now.Added >= _added ? Math.Max(0, deleted - _position) : stream.Progress.Lag + deleted;
        _known = deleted;
        _isNew = true;
        _place = null;
        if (lost > 0)
        {
            telemetry.Lost.Add(lost, new KeyValuePair<string, object?>(EventBusTelemetry.GroupTag, group.Name));
        }

        return lost;
    }

    /// <summary>
    /// How many entries the group never got, since it exists: those that were added, without those that it has read and those that are
    /// still to come. Null where the server can't say it.
    /// </summary>
    private static long? LostSince(StreamState now, long? entriesRead, bool isCaughtUp, bool hasGap) =>
        now.Added is not { } added || entriesRead is not { } read ? null
        : isCaughtUp ? Math.Max(0, added - read)
        : hasGap ? Math.Max(0, added - now.Length - read)
        : null;

    /// <summary>Finds out whether the group has gone further than it was read.</summary>
    private async Task CheckPlaceAsync(IDatabase database, StreamState now, Place place, bool isCaughtUp)
    {
        long? newlyRead = stream.NewlyRead;
        Place? before = _place;
        _place = newlyRead is null ? null : place with { Position = place.Read ?? (isCaughtUp ? now.Added : null) };
        stream.NewlyRead = newlyRead is null ? null : 0;

        // An entry that somebody has deleted before it was read isn't counted either.
        if (newlyRead is not { } own || before is null || place.Last <= before.Last || now.Deleted > before.Last)
        {
            return;
        }

        // The server forgets how many entries a group has read when somebody moves it, and counts again with the next read. What other
        // processes have read, only they know.
        bool isForgotten = before.Read is not null && place.Read is null;
        bool isAlone = before.Consumers <= 1 && place.Consumers <= 1;
        long passed = _place!.Position - before.Position
            ?? (isForgotten ? await CountAsync(database, $"({before.Last}", place.Last.ToString()).ConfigureAwait(false) : 0);
        if (passed > own && (isForgotten || (isAlone && await IsAloneAsync(database).ConfigureAwait(false))))
        {
            ReportMoved(passed - own, before.Last, isAlone);
        }
    }

    // A consumer that has only asked, and got nothing, has no name there.
    private async Task<bool> IsAloneAsync(IDatabase database) =>
        await database.StreamConsumerInfoAsync(stream.Stream, group.Name).ConfigureAwait(false) is [{ Name: var name }] && name == consumer;

    private void ReportMoved(long count, StreamId behind, bool isAlone)
    {
        string about = isAlone ? "" : "up to ";
        _moved = string.Create(
            CultureInfo.InvariantCulture,
            $"somebody else has moved the group, or destroyed and created it, so that it has passed over {about}{count} entries behind "
            + $"{behind} that it had not read. As far as the stream still has them, run them again with a replay");
        _movedAt = time.GetTimestamp();
        RedisLog.Moved(logger, group.Name, stream.Stream, _moved);
        telemetry.Lost.Add(count, new KeyValuePair<string, object?>(EventBusTelemetry.GroupTag, group.Name));
    }

    // Entries are waiting, so that those which an earlier process has lost can only be found by counting.
    private async Task<long?> CountLostAsync(IDatabase database, StreamState now, long? entriesRead, StreamId last)
    {
        if (now.Added is not { } added || entriesRead is not { } read)
        {
            return null;
        }

        if (added == now.Length)
        {
            return 0;
        }

        return Math.Max(0, added - read - await CountAsync(database, $"({last}", "+").ConfigureAwait(false));
    }

    private async Task<long> CountAsync(IDatabase database, RedisValue from, RedisValue to)
    {
        long count = 0;
        while (true)
        {
            StreamEntry[] page = await database.StreamRangeAsync(stream.Stream, from, to, CountPage).ConfigureAwait(false);
            count += page.Length;
            if (page.Length < CountPage)
            {
                return count;
            }

            from = $"({page[^1].Id}";
        }
    }

    private void Report(long count, StreamState now)
    {
        RedisLog.Trimmed(logger, group.Name, stream.Stream, count, now.Length, _setting);
        telemetry.Lost.Add(count, new KeyValuePair<string, object?>(EventBusTelemetry.GroupTag, group.Name));
    }

    private void Warn(StreamState now)
    {
        // Whoever writes with the smallest length decides: a stream that was trimmed has that length.
        long limit = now.Added > now.Length ? Math.Min(now.Length, options.StreamMaxLength) : options.StreamMaxLength;
        long lag = stream.Progress.Lag;
        bool isBehind = !stream.IsRetry && lag > limit * options.LagWarning;
        string? behind = !isBehind ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{lag} entries wait, and the stream keeps {limit}: the oldest are deleted before they are read if it goes on like this. Make "
            + $"the handlers faster, or raise {_setting} in every service that publishes to the stream.");
        if (behind is not null && !_isBehind)
        {
            RedisLog.Behind(logger, group.Name, stream.Stream, behind);
        }

        _isBehind = isBehind;
        _moved = _moved is not null && time.GetElapsedTime(_movedAt) < MovedFor ? _moved : null;
        stream.Progress.Warning = _moved is null ? behind : string.Join(' ', $"{_moved}.", behind).TrimEnd();
    }

    /// <summary>Where a group is.</summary>
    /// <param name="Last">The last entry that it was given.</param>
    /// <param name="Read">How many entries it has read, as the server counts; null where the server doesn't know.</param>
    /// <param name="Consumers">How many consumers it has.</param>
    private sealed record Place(StreamId Last, long? Read, int Consumers)
    {
        /// <summary>How many entries it has behind it, read or not; null where nobody knows.</summary>
        public long? Position { get; init; }
    }
}

/// <summary>What the server says of a stream. Immutable.</summary>
/// <param name="Length">How many entries it has.</param>
/// <param name="First">The first one's id; zero if there is none.</param>
/// <param name="Last">The id that was given last.</param>
/// <param name="Added">How many entries were ever added; null before version 7.</param>
/// <param name="Deleted">The last id that was deleted by itself, rather than by trimming; zero if there is none.</param>
sealed record StreamState(long Length, StreamId First, StreamId Last, long? Added, StreamId Deleted)
{
    /// <summary>Asks the server.</summary>
    /// <exception cref="RedisServerException">There is no such stream.</exception>
    public static async Task<StreamState> ReadAsync(IDatabase database, string stream)
    {
        RedisResult result = await database.ExecuteAsync("XINFO", "STREAM", (RedisKey)stream).ConfigureAwait(false);
        Dictionary<string, RedisResult> fields = result.ToDictionary(StringComparer.Ordinal);
        RedisResult[]? first = fields.TryGetValue("first-entry", out RedisResult? entry) && !entry.IsNull ? (RedisResult[]?)entry : null;
        return new StreamState(
            (long)fields["length"],
            first is { Length: > 0 } ? StreamId.Parse((RedisValue)first[0]) : StreamId.Zero,
            StreamId.Parse((RedisValue)fields["last-generated-id"]),
            fields.TryGetValue("entries-added", out RedisResult? added) ? (long)added : null,
            fields.TryGetValue("max-deleted-entry-id", out RedisResult? deleted) ? StreamId.Parse((RedisValue)deleted) : StreamId.Zero);
    }
}
