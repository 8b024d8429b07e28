using System.Globalization;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Finds positions in topics. Its methods block, each of their calls with a limit. Not safe for concurrent use.</summary>
sealed class PositionFinder : IDisposable
{
    private static readonly TimeSpan RequestLimit = RangeReader.RequestLimit;
    private readonly IConsumer<byte[]?, byte[]?> _client;
    private readonly IAdminClient _admin;

    public PositionFinder(KafkaClientConfig clients, ILogger logger)
    {
        ConsumerConfig config = clients.Reader();

        // It often asks for a single record, or for one that isn't there.
        config.FetchWaitMaxMs = 10;
        _client = clients.Consumer(config, logger).Build();
        _admin = new DependentAdminClientBuilder(_client.Handle).Build();
    }

    /// <summary>What the partitions of a topic have now, from the oldest message to behind the newest.</summary>
    /// <exception cref="KafkaException">The topic doesn't exist, or the brokers don't answer.</exception>
    public PartitionRange[] AllOf(string topic, CancellationToken cancellationToken)
    {
        TopicMetadata found = _admin.GetMetadata(topic, RequestLimit).Topics[0];
        if (found.Error.IsError)
        {
            throw new KafkaException(found.Error);
        }

        return
        [
            .. found.Partitions
                .OrderBy(partition => partition.PartitionId)
                .Select(partition => All(new TopicPartition(topic, partition.PartitionId), cancellationToken)),
        ];
    }

    /// <summary>The partitions of all topics that the service may see.</summary>
    /// <exception cref="KafkaException">The brokers don't answer.</exception>
    public TopicPartition[] AllPartitions() =>
    [
        .. _admin.GetMetadata(RequestLimit).Topics
            .Where(topic => !topic.Error.IsError)
            .SelectMany(topic => topic.Partitions.Select(partition => new TopicPartition(topic.Topic, partition.PartitionId))),
    ];

    /// <summary>The offset of a position in each partition that it means.</summary>
    /// <param name="position">The position.</param>
    /// <param name="partitions">The partitions, with what they have.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="ArgumentException">A partition has no such offset, or the position doesn't say of which topic.</exception>
    /// <exception cref="KafkaException">The brokers don't answer.</exception>
    public Dictionary<TopicPartition, long> Find(
        EventPosition position, IReadOnlyCollection<PartitionRange> partitions, CancellationToken cancellationToken)
    {
        if (position.Offsets is { } offsets)
        {
            return Check(offsets, partitions);
        }

        return position.Time is { } time
            ? Find(time, partitions, cancellationToken)
            : partitions.ToDictionary(one => one.Partition, one => position.IsEarliest ? one.From : one.To);
    }

    public void Dispose()
    {
        _admin.Dispose();
        BoundedCall.Dispose(_client);
    }

    private PartitionRange All(TopicPartition partition, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        WatermarkOffsets known = _client.QueryWatermarkOffsets(partition, RequestLimit);
        return new PartitionRange(partition, known.Low.Value, known.High.Value);
    }

    private static Dictionary<TopicPartition, long> Check(
        IReadOnlyDictionary<int, long> offsets, IReadOnlyCollection<PartitionRange> partitions)
    {
        string[] topics = [.. partitions.Select(one => one.Partition.Topic).Distinct(StringComparer.Ordinal)];
        if (topics.Length > 1)
        {
            throw new ArgumentException($"Offsets are those of one topic: choose one of {string.Join(", ", topics)}.", nameof(offsets));
        }

        var found = new Dictionary<TopicPartition, long>();
        foreach ((int number, long offset) in offsets)
        {
            PartitionRange range = partitions.FirstOrDefault(one => one.Partition.Partition.Value == number)
                ?? throw new ArgumentException($"There is no partition {number} in {string.Join(", ", topics)}.", nameof(offsets));
            found.Add(range.Partition, offset >= range.From && offset <= range.To
                ? offset
                : throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{range.Partition} has the offsets from {range.From} to {range.To}, and not {offset}."),
                    nameof(offsets)));
        }

        return found;
    }

    private Dictionary<TopicPartition, long> Find(
        DateTimeOffset time, IReadOnlyCollection<PartitionRange> partitions, CancellationToken cancellationToken)
    {
        var timestamp = new Timestamp(time.UtcDateTime, TimestampType.CreateTime);
        Dictionary<TopicPartition, Offset> answers = _client
            .OffsetsForTimes(partitions.Select(one => new TopicPartitionTimestamp(one.Partition, timestamp)), RequestLimit)
            .ToDictionary(answer => answer.TopicPartition, answer => answer.Offset);
        return partitions.ToDictionary(
            one => one.Partition,
            one => answers.GetValueOrDefault(one.Partition, Offset.End) is { IsSpecial: false } answer
                ? Math.Clamp(answer.Value, one.From, one.To)
                : Search(one, timestamp.UnixTimestampMs, cancellationToken));
    }

    // A broker answers End where no message is as new, and some do for every time. The newest message says which of the two it is.
    private long Search(PartitionRange range, long time, CancellationToken cancellationToken)
    {
        if (range.IsEmpty || !IsAtOrAfter(range, range.To - 1, time, cancellationToken))
        {
            return range.To;
        }

        long low = range.From;
        long high = range.To - 1;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            if (IsAtOrAfter(range, middle, time, cancellationToken))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>Whether the first message from an offset on was written at a time or later. So it is where there is none.</summary>
    private bool IsAtOrAfter(PartitionRange range, long offset, long time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _client.Assign(new TopicPartitionOffset(range.Partition, offset));
        ConsumeResult<byte[]?, byte[]?> message = _client.Consume(RequestLimit)
            ?? throw new KafkaException(new Error(ErrorCode.Local_TimedOut, "the brokers don't answer"));
        return message.IsPartitionEOF || message.Message.Timestamp.UnixTimestampMs >= time;
    }
}
