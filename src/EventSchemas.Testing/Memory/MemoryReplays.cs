using System.Collections.Concurrent;
using EventSchemas.Hosting;
using Microsoft.Extensions.Options;

namespace EventSchemas.Testing;

/// <summary>Replays on the bus in memory. Safe for concurrent use, as long as two runs at the same time have different names.</summary>
sealed class MemoryReplays(
    MemoryBus bus, EventBusRegistrations registrations, IOptions<EventBusOptions> options, TimeProvider time) : IEventReplays
{
    private readonly ConcurrentDictionary<(string Group, string Name), Cursor[]> _runs = new();

    public Task<ReplaySummary> PlanAsync(EventReplay replay, CancellationToken cancellationToken = default)
    {
        (GroupTopics group, ReplaySelection selection) = Check(replay);
        bool isContinued = _runs.TryGetValue((group.Name, replay.Name), out Cursor[]? cursors);
        var counts = new ReplayCounts();
        cursors ??= Begin(replay, selection);
        foreach (Cursor cursor in cursors)
        {
            foreach (MemoryRecord record in cursor.Partition.All().Take((int)cursor.To).Skip((int)cursor.Next))
            {
                Count(counts, cursor, record, selection);
            }
        }

        return Task.FromResult(counts.ToSummary(Ranges(cursors), isContinued));
    }

    public async Task<ReplaySummary> RunAsync(
        EventReplay replay, IProgress<ReplayProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        (GroupTopics group, ReplaySelection selection) = Check(replay);
        bool isContinued = _runs.TryGetValue((group.Name, replay.Name), out Cursor[]? cursors);
        cursors ??= _runs[(group.Name, replay.Name)] = Begin(replay, selection);
        IReadOnlyList<ReplayRange> ranges = Ranges(cursors);
        var counts = new ReplayCounts();
        var pace = new Pace(replay.MessagesPerSecond, time);
        foreach (Cursor cursor in cursors)
        {
            while (cursor.Next < cursor.To)
            {
                MemoryRecord record = await cursor.Partition.ReadAsync(cursor.Next, cancellationToken).ConfigureAwait(false);
                string[] handlers = Handlers(record, selection);
                foreach (string _ in handlers)
                {
                    await pace.WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                foreach (string handler in handlers)
                {
                    bus.Append(group.RetryTopic, record with
                    {
                        Handler = handler,
                        Delivery = DeliveryKind.Replay,
                        Origin = new MemoryPlace(cursor.Partition.Topic, cursor.Partition.Number, cursor.Next),
                        IncludesProcessed = replay.IncludesProcessed,
                    });
                }

                Count(counts, cursor, record, selection);
                cursor.Next++;
            }
        }

        progress?.Report(new ReplayProgress(counts.Read, counts.Sent, Remaining: 0));
        return counts.ToSummary(ranges, isContinued);
    }

    private (GroupTopics Group, ReplaySelection Selection) Check(EventReplay replay)
    {
        ArgumentNullException.ThrowIfNull(replay);
        var group = GroupTopics.Of(replay.Group, registrations, options.Value);
        return (group, new ReplaySelection(group, replay));
    }

    private Cursor[] Begin(EventReplay replay, ReplaySelection selection) =>
    [
        .. from topic in selection.Topics
           from partition in bus.PartitionsOf(topic)
           let next = Find(replay.From, partition)
           where next is not null
           select new Cursor(partition, Find(replay.To, partition) ?? partition.End) { Next = next.Value },
    ];

    private static long? Find(EventPosition position, MemoryPartition partition) =>
        position.Offsets is { } offsets ? offsets.TryGetValue(partition.Number, out long offset) ? offset : null
        : position.Time is { } time ? partition.All().TakeWhile(record => record.Time < time).Count()
        : position.IsEarliest ? 0
        : partition.End;

    private static string[] Handlers(MemoryRecord record, ReplaySelection selection) =>
        record.Value is null ? [] : selection.HandlersOf(record.EventType);

    private static void Count(ReplayCounts counts, Cursor cursor, MemoryRecord record, ReplaySelection selection) =>
        counts.Add(cursor.Partition.Topic, cursor.Partition.Number, record.EventType, Handlers(record, selection));

    private static ReplayRange[] Ranges(Cursor[] cursors) =>
        [.. cursors.Select(one => new ReplayRange(one.Partition.Topic, one.Partition.Number, one.Next, one.To))];

    /// <summary>How far a run is in a partition.</summary>
    private sealed class Cursor(MemoryPartition partition, long to)
    {
        public MemoryPartition Partition => partition;

        public long Next { get; set; }

        public long To => to;
    }
}
