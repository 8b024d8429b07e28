using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>A part of a partition, as numbers. Immutable.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The first offset behind it; <see cref="Endless"/> to wait for more.</param>
sealed record PartitionRange(TopicPartition Partition, long From, long To)
{
    /// <summary>The end of a range that has none.</summary>
    public const long Endless = long.MaxValue;

    public bool IsEmpty => From >= To;
}
