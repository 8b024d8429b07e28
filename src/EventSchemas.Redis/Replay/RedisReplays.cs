using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Replays on Redis. How far a run is, and where it ends, is in a hash, <c>&lt;group&gt;.replay.&lt;name&gt;</c>, with two fields for each
/// stream.
/// </summary>
sealed partial class RedisReplays(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    RedisConnections connections,
    TimeProvider time,
    ILogger<RedisReplays> logger) : IEventReplays
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private const string EndSuffix = " end";
    private const int MaxUnkept = 1_000;

    public Task<ReplaySummary> PlanAsync(EventReplay replay, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return PlanAsync(GroupTopics.Of(replay.Group, registrations, options.Value), replay, cancellationToken);
    }

    private async Task<ReplaySummary> PlanAsync(GroupTopics group, EventReplay replay, CancellationToken cancellationToken)
    {
        var selection = new ReplaySelection(group, replay);
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            (Cursor[] cursors, bool isContinued) = await FindAsync(database, group, replay, selection).ConfigureAwait(false);
            var counts = new ReplayCounts();
            foreach (Cursor cursor in cursors)
            {
                await foreach (Entry entry in cursor.ReadAsync(connections, cancellationToken).ConfigureAwait(false))
                {
                    string? eventType = TypeOf(entry);
                    counts.Add(cursor.Stream, 0, eventType, Handlers(selection, eventType));
                }
            }

            return counts.ToSummary([.. cursors.Select(cursor => cursor.Range)], isContinued);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw Unreadable(selection, e);
        }
    }

    public Task<ReplaySummary> RunAsync(
        EventReplay replay, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(replay);
        return RunAsync(GroupTopics.Of(replay.Group, registrations, options.Value), replay, progress, cancellationToken);
    }

    private async Task<ReplaySummary> RunAsync(
        GroupTopics group, EventReplay replay, IProgress<ReplayProgress>? progress, CancellationToken cancellationToken)
    {
        var selection = new ReplaySelection(group, replay);
        var counts = new ReplayCounts();
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            (Cursor[] cursors, bool isContinued) = await FindAsync(database, group, replay, selection).ConfigureAwait(false);
            RedisKey key = KeyOf(group, replay);
            await KeepAsync(database, key, cursors).ConfigureAwait(false);
            ReplayRange[] ranges = [.. cursors.Select(cursor => cursor.Range)];
            LogBegins(logger, replay.Name, group.Name, string.Join(", ", replay.Handlers), replay.From, replay.To, isContinued);
            var run = new Run(database, key, cursors, counts, progress, time);
            try
            {
                await SendAsync(group, replay, selection, run, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await run.KeepAsync().ConfigureAwait(false);
            }

            LogEnds(logger, replay.Name, group.Name, counts.Read, counts.Sent, group.RetryTopic);
            return counts.ToSummary(ranges, isContinued);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw Unreadable(selection, e);
        }
    }

    private async Task SendAsync(
        GroupTopics group, EventReplay replay, ReplaySelection selection, Run run, CancellationToken cancellationToken)
    {
        var pace = new Pace(replay.MessagesPerSecond, time);
        foreach (Cursor cursor in run.Cursors)
        {
            await foreach (Entry entry in cursor.ReadAsync(connections, cancellationToken).ConfigureAwait(false))
            {
                string? eventType = TypeOf(entry);
                string[] handlers = Handlers(selection, eventType);
                foreach (string handler in handlers)
                {
                    await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
                    await SendAsync(run.Database, group, entry, handler, replay).ConfigureAwait(false);
                }

                await run.AddAsync(cursor, entry, eventType, handlers).ConfigureAwait(false);
            }

            cursor.Next = cursor.End;
        }
    }

    private async Task SendAsync(IDatabase database, GroupTopics group, Entry entry, string handler, EventReplay replay)
    {
        try
        {
            await database.StreamAddAsync(
                group.RetryTopic, DeadLetterFields.OfReplay(entry, group.Name, handler, replay.IncludesProcessed)).ConfigureAwait(false);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new EventReplayException(
                $"The replay {replay.Name} can't send to {group.RetryTopic}. {connections.Explain(e)}. Start the run "
                + "again to go on where it stopped.",
                e);
        }
    }

    private async Task<(Cursor[] Cursors, bool IsContinued)> FindAsync(
        IDatabase database, GroupTopics group, EventReplay replay, ReplaySelection selection)
    {
        Dictionary<RedisValue, RedisValue> kept = (await database.HashGetAllAsync(KeyOf(group, replay)).ConfigureAwait(false))
            .ToDictionary(one => one.Name, one => one.Value);
        List<Cursor> cursors = [];
        foreach (string stream in selection.Topics)
        {
            if (kept.TryGetValue(stream, out RedisValue next) && kept.TryGetValue(stream + EndSuffix, out RedisValue end))
            {
                cursors.Add(new Cursor(stream, StreamId.Parse(end)) { Next = StreamId.Parse(next) });
            }
            else if (await StreamPlaces.FindAsync(database, stream, replay.From).ConfigureAwait(false) is { } from)
            {
                StreamId to = await StreamPlaces.FindAsync(database, stream, replay.To).ConfigureAwait(false)
                    ?? await StreamPlaces.EndAsync(database, stream).ConfigureAwait(false);
                cursors.Add(new Cursor(stream, to) { Next = from });
            }
        }

        return ([.. cursors], kept.Count > 0);
    }

    private static Task KeepAsync(IDatabase database, RedisKey key, Cursor[] cursors) => database.HashSetAsync(
        key,
        [
            .. cursors.SelectMany(cursor => (HashEntry[])
            [
                new(cursor.Stream, cursor.Next.ToString()),
                new(cursor.Stream + EndSuffix, cursor.End.ToString()),
            ]),
        ]);

    private RedisKey KeyOf(GroupTopics group, EventReplay replay) => options.Value.FullTopic($"{group.Name}.replay.{replay.Name}");

    private static string? TypeOf(Entry entry) => entry.FindText(EntryFields.Metadata[0].Name) is { Length: > 0 } type ? type : null;

    private static string[] Handlers(ReplaySelection selection, string? eventType) =>
        eventType is null ? [] : selection.HandlersOf(eventType);

    private EventReplayException Unreadable(ReplaySelection selection, Exception e) => new(
        $"The streams {string.Join(", ", selection.Topics)} can't be read again. {connections.Explain(e)}. Start the "
        + "run again to go on where it stopped.",
        e);

    [LoggerMessage(170, LogLevel.Information, "Replay {Name} of group {Group} into {Handlers} begins: from {From} to {To}, continued: "
        + "{IsContinued}")]
    private static partial void LogBegins(
        ILogger logger, string name, string group, string handlers, EventPosition from, EventPosition to, bool isContinued);

    [LoggerMessage(172, LogLevel.Information, "Replay {Name} of group {Group} has sent its last entry: {Read} entries were read, {Sent} "
        + "are on their way by {RetryStream}")]
    private static partial void LogEnds(ILogger logger, string name, string group, long read, long sent, string retryStream);

    /// <summary>How far a run is in a stream.</summary>
    private sealed class Cursor(string stream, StreamId end)
    {
        public string Stream => stream;

        public StreamId Next { get; set; }

        public StreamId End => end;

        public ReplayRange Range => new(stream, 0, Next.ToOffset(), end.ToOffset());

        public IAsyncEnumerable<Entry> ReadAsync(RedisConnections connections, CancellationToken cancellationToken) =>
            new StreamRange(stream, connections).ReadAsync(Next, end, cancellationToken);
    }

    /// <summary>A run: what it has sent and not remembered yet.</summary>
    private sealed class Run(
        IDatabase database,
        RedisKey key,
        Cursor[] cursors,
        ReplayCounts counts,
        IProgress<ReplayProgress>? progress,
        TimeProvider time)
    {
        private long _kept = time.GetTimestamp();
        private int _unkept;

        public IDatabase Database => database;

        public Cursor[] Cursors => cursors;

        public async Task AddAsync(Cursor cursor, Entry entry, string? eventType, string[] handlers)
        {
            counts.Add(cursor.Stream, 0, eventType, handlers);
            cursor.Next = entry.Id.Next;
            if (++_unkept >= MaxUnkept || time.GetElapsedTime(_kept) >= Interval)
            {
                await KeepAsync().ConfigureAwait(false);
            }
        }

        /// <summary>Remembers the position: everything before it is on the retry stream.</summary>
        public async Task KeepAsync()
        {
            await RedisReplays.KeepAsync(database, key, cursors).ConfigureAwait(false);
            _kept = time.GetTimestamp();
            _unkept = 0;
            progress?.Report(new ReplayProgress(counts.Read, counts.Sent, cursors.Sum(one => Math.Max(0, Left(one)))));
        }

        private static long Left(Cursor cursor) => cursor.Next >= cursor.End ? 0 : cursor.End.ToOffset() - cursor.Next.ToOffset();
    }
}
