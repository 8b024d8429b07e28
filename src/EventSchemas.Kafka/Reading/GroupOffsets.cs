using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// The positions of a group, read and written without joining it. Brokers take such a write only while the group has no members, so that a
/// running group can't be moved by accident. Safe for concurrent use.
/// </summary>
sealed class GroupOffsets(string group, KafkaClientConfig clients, ILogger logger) : IDisposable
{
    private static readonly TimeSpan RequestLimit = RangeReader.RequestLimit;

    private readonly IConsumer<byte[]?, byte[]?> _client = clients.Consumer(clients.Reader(group), logger).Build();

    /// <summary>The positions of those partitions that have one.</summary>
    /// <exception cref="KafkaException">The brokers don't answer, or refuse.</exception>
    public async Task<Dictionary<TopicPartition, long>> ReadAsync(
        IReadOnlyCollection<TopicPartition> partitions, CancellationToken cancellationToken)
    {
        if (partitions.Count == 0)
        {
            return [];
        }

        List<TopicPartitionOffset> committed = await BoundedCall
            .RunAsync(() => _client.Committed(partitions, RequestLimit), cancellationToken)
            .ConfigureAwait(false);
        return committed.Where(one => one.Offset.Value >= 0).ToDictionary(one => one.TopicPartition, one => one.Offset.Value);
    }

    /// <summary>Sets positions.</summary>
    /// <exception cref="KafkaException">The group has members, or the brokers don't answer, or refuse.</exception>
    public async Task WriteAsync(IReadOnlyCollection<TopicPartitionOffset> positions, CancellationToken cancellationToken)
    {
        if (positions.Count == 0)
        {
            return;
        }

        await BoundedCall
            .RunAsync(
                () =>
                {
                    _client.Commit(positions);
                    return true;
                },
                RequestLimit,
                cancellationToken)
            .ConfigureAwait(false);
    }

    public void Dispose() => BoundedCall.Dispose(_client);
}
