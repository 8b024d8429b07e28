using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Where a run begins, is and ends. The brokers remember it by the run's name.</summary>
sealed partial class ReplayPositions : IDisposable
{
    private readonly EventReplay _replay;
    private readonly KafkaClientConfig _clients;
    private readonly ILogger _logger;
    private readonly string _name;
    private readonly GroupOffsets _position;
    private readonly GroupOffsets _end;
    private readonly Dictionary<TopicPartition, long> _reached = [];
    private readonly Dictionary<TopicPartition, long> _kept = [];

    public ReplayPositions(GroupTopics group, EventReplay replay, KafkaClientConfig clients, ILogger logger)
    {
        _replay = replay;
        _clients = clients;
        _logger = logger;
        _name = $"{group.Name}.replay.{replay.Name}";
        _position = new GroupOffsets(_name, clients, logger);
        _end = new GroupOffsets($"{_name}.end", clients, logger);
    }

    /// <summary>What this run reads.</summary>
    public IReadOnlyList<PartitionRange> Ranges { get; private set; } = [];

    /// <summary>Whether a run with this name has begun before.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>How many offsets are left.</summary>
    public long Remaining => Ranges.Sum(range => range.To - _reached[range.Partition]);

    /// <summary>The ranges, to be shown.</summary>
    public IReadOnlyList<ReplayRange> Shown =>
        [.. Ranges.Select(range => new ReplayRange(range.Partition.Topic, range.Partition.Partition.Value, range.From, range.To))];

    /// <summary>Finds the ranges: what is left of a run that has begun, or else what is asked for.</summary>
    /// <exception cref="KafkaException">The topics or positions can't be read.</exception>
    public async Task FindAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        using var finder = new PositionFinder(_clients, _logger);
        PartitionRange[] all = await BoundedCall
            .RunAsync<PartitionRange[]>(() => [.. topics.SelectMany(topic => finder.AllOf(topic, cancellationToken))], cancellationToken)
            .ConfigureAwait(false);
        TopicPartition[] partitions = [.. all.Select(one => one.Partition)];
        Dictionary<TopicPartition, long> starts = await _position.ReadAsync(partitions, cancellationToken).ConfigureAwait(false);
        Dictionary<TopicPartition, long> ends = await _end.ReadAsync(partitions, cancellationToken).ConfigureAwait(false);
        IsContinued = starts.Count > 0;
        if (!IsContinued)
        {
            (starts, ends) = await BoundedCall
                .RunAsync(
                    () => (finder.Find(_replay.From, all, cancellationToken), finder.Find(_replay.To, all, cancellationToken)),
                    cancellationToken)
                .ConfigureAwait(false);
        }

        Ranges =
        [
            .. all
                .Where(one => starts.ContainsKey(one.Partition))
                .Select(one => Range(one, starts[one.Partition], ends.GetValueOrDefault(one.Partition, one.To))),
        ];
        foreach (PartitionRange range in Ranges)
        {
            _reached[range.Partition] = range.From;
        }
    }

    /// <summary>Remembers the range, so that a run that is interrupted from here on can go on.</summary>
    /// <exception cref="EventReplayException">The positions can't be written.</exception>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (!IsContinued)
        {
            // The end first: without a position, the run has not begun.
            TopicPartitionOffset[] ends = [.. Ranges.Select(range => new TopicPartitionOffset(range.Partition, range.To))];
            await WriteAsync(_end, ends, cancellationToken).ConfigureAwait(false);
            await KeepAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Everything before an offset is sent.</summary>
    public void Advance(TopicPartition partition, long offset) => _reached[partition] = offset;

    /// <summary>Everything is sent.</summary>
    public void AdvanceToEnd()
    {
        foreach (PartitionRange range in Ranges)
        {
            _reached[range.Partition] = range.To;
        }
    }

    /// <summary>Remembers the position.</summary>
    /// <exception cref="EventReplayException">It can't be written.</exception>
    public async Task KeepAsync()
    {
        TopicPartitionOffset[] changed =
        [
            .. _reached
                .Where(one => !_kept.TryGetValue(one.Key, out long kept) || kept != one.Value)
                .Select(one => new TopicPartitionOffset(one.Key, one.Value)),
        ];
        await WriteAsync(_position, changed, CancellationToken.None).ConfigureAwait(false);
        foreach (TopicPartitionOffset one in changed)
        {
            _kept[one.TopicPartition] = one.Offset.Value;
        }
    }

    public void Dispose()
    {
        _position.Dispose();
        _end.Dispose();
    }

    private async Task WriteAsync(GroupOffsets offsets, TopicPartitionOffset[] positions, CancellationToken cancellationToken)
    {
        try
        {
            await offsets.WriteAsync(positions, cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw new EventReplayException(
                $"How far the replay {_replay.Name} is can't be kept: {e.Error.Reason.TrimEnd('.')}. Check that the service may commit in "
                + $"the group {_name}. Start the run again: what was sent since the last commit is sent again.",
                e);
        }
    }

    private PartitionRange Range(PartitionRange all, long from, long to)
    {
        if (from < all.From && from < to)
        {
            LogGone(_logger, _replay.Name, all.Partition, from, all.From);
        }

        long end = Math.Clamp(to, all.From, all.To);
        return new PartitionRange(all.Partition, Math.Clamp(from, all.From, end), end);
    }

    [LoggerMessage(73, LogLevel.Warning, "Replay {Name}: the messages of {Partition} from offset {From} to {To} aren't there any more")]
    private static partial void LogGone(ILogger logger, string name, TopicPartition partition, long from, long to);
}
