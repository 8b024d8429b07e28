using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>A part of a partition, as numbers. Immutable.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="From">The first offset.</param>
/// <param name="To">The first offset behind it.</param>
sealed record PartitionRange(TopicPartition Partition, long From, long To)
{
    public bool IsEmpty => From >= To;
}
