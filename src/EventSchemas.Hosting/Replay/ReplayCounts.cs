namespace EventSchemas.Hosting;

/// <summary>Counts the messages of a run by place, event type and handler.</summary>
sealed class ReplayCounts
{
    private readonly Dictionary<(string Topic, int Partition, string? EventType, string? Handler), long> _counts = [];

    public long Read { get; private set; }

    public long Sent { get; private set; }

    /// <summary>Counts a message, and the handlers that get it.</summary>
    public void Add(string topic, int partition, string? eventType, IReadOnlyList<string> handlers)
    {
        Read++;
        Sent += handlers.Count;
        if (handlers.Count == 0)
        {
            Increment((topic, partition, eventType, null));
        }

        foreach (string handler in handlers)
        {
            Increment((topic, partition, eventType, handler));
        }
    }

    public ReplaySummary ToSummary(IReadOnlyList<ReplayRange> ranges, bool isContinued) => new()
    {
        IsContinued = isContinued,
        Ranges = ranges,
        Counts =
        [
            .. _counts
                .OrderBy(one => one.Key.Topic, StringComparer.Ordinal)
                .ThenBy(one => one.Key.Partition)
                .ThenBy(one => one.Key.EventType, StringComparer.Ordinal)
                .ThenBy(one => one.Key.Handler, StringComparer.Ordinal)
                .Select(one => new ReplayCount(one.Key.Topic, one.Key.Partition, one.Key.EventType, one.Key.Handler, one.Value)),
        ],
        Read = Read,
        Sent = Sent,
    };

    private void Increment((string Topic, int Partition, string? EventType, string? Handler) kind) =>
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
}
