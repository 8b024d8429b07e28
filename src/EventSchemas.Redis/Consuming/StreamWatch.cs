using System.Globalization;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Watches how far a group is behind on a stream, since a stream deletes its oldest entries without looking at groups: warns before it
/// happens, and counts what was lost. Used by the group's loop only.
/// </summary>
sealed class StreamWatch(
    StreamConsumer stream, ConsumerGroup group, RedisOptions options, string settingsPath, EventBusTelemetry telemetry, ILogger logger)
{
    private const int CountPage = 1_000;

    private readonly string _setting = $"{settingsPath}:{nameof(RedisOptions.StreamMaxLength)}";

    // How many entries the server's counters have for lost, which were reported or were lost before this process began.
    private long? _known;

    // The group was created again, and has read nothing yet: what the stream has deleted, it can't read.
    private bool _isNew;

    // How many entries the stream had been given, and how many of them the group had behind it, when it was looked at last.
    private long _added;
    private long _position;

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
        long? lost = _isNew && last == StreamId.Zero ? now.Added - now.Length : LostSince(now, info, isCaughtUp, hasGap);
        _known ??= hasGap ? 0 : lost ?? await CountLostAsync(database, now, info, last).ConfigureAwait(false);
        if (lost > _known)
        {
            Report(lost.Value - _known.Value, now);
        }

        _known = lost ?? _known;
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
        if (lost > 0)
        {
            telemetry.Lost.Add(lost, new KeyValuePair<string, object?>(EventBusTelemetry.GroupTag, group.Name));
        }

        return lost;
    }

    /// <summary>
    /// How many entries the group never got, since it exists: those that were added, without those that it has read and those that are
    /// still to come. Null where the server can't say it: before version 7, and after somebody has moved the group.
    /// </summary>
    private static long? LostSince(StreamState now, StreamGroupInfo info, bool isCaughtUp, bool hasGap) =>
        now.Added is not { } added || info.EntriesRead is not { } read ? null
        : isCaughtUp ? Math.Max(0, added - read)
        : hasGap ? Math.Max(0, added - now.Length - read)
        : null;

    // Entries are waiting, so that those which an earlier process has lost can only be found by counting.
    private async Task<long?> CountLostAsync(IDatabase database, StreamState now, StreamGroupInfo info, StreamId last)
    {
        if (now.Added is not { } added || info.EntriesRead is not { } read)
        {
            return null;
        }

        if (added == now.Length)
        {
            return 0;
        }

        long waiting = 0;
        RedisValue from = $"({last}";
        while (true)
        {
            StreamEntry[] page = await database.StreamRangeAsync(stream.Stream, from, "+", CountPage).ConfigureAwait(false);
            waiting += page.Length;
            if (page.Length < CountPage)
            {
                return Math.Max(0, added - read - waiting);
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
        string? before = stream.Progress.Warning;
        stream.Progress.Warning = !isBehind ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{lag} entries wait, and the stream keeps {limit}: the oldest are deleted before they are read if it goes on like this. Make "
            + $"the handlers faster, or raise {_setting} in every service that publishes to the stream.");
        if (isBehind && before is null)
        {
            RedisLog.Behind(logger, group.Name, stream.Stream, stream.Progress.Warning!);
        }
    }
}

/// <summary>What the server says of a stream. Immutable.</summary>
/// <param name="Length">How many entries it has.</param>
/// <param name="First">The first one's id; zero if there is none.</param>
/// <param name="Last">The id that was given last.</param>
/// <param name="Added">How many entries were ever added; null before version 7.</param>
sealed record StreamState(long Length, StreamId First, StreamId Last, long? Added)
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
            fields.TryGetValue("entries-added", out RedisResult? added) ? (long)added : null);
    }
}
