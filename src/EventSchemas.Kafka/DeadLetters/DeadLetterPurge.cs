using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Removes letters from a dead-letter topic. Kafka deletes only from the front of a partition: what stays is written again at the end, with
/// its headers and time, then everything up to the last purged letter is deleted. A copy says what it is a copy of, so that a purge which
/// ends in between doubles no letter.
/// </summary>
sealed class DeadLetterPurge(
    ConsumerGroup group, DeadLetterReader letters, KafkaClientConfig clients, IRecordDeletion deletion, ILogger logger)
{
    private readonly List<TopicPartitionOffset> _chosen = [];
    private int _rewritten;

    /// <exception cref="DeadLetterException">The topic can't be read or written.</exception>
    public async Task<PurgeResult> RunAsync(Func<DeadLetter, bool> filter, CancellationToken cancellationToken)
    {
        await foreach (ConsumeResult<byte[]?, byte[]?> message in letters.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            if (letters.IsLetter(message) && filter(await letters.ShowAsync(message, cancellationToken).ConfigureAwait(false)))
            {
                _chosen.Add(message.TopicPartitionOffset);
            }
        }

        // In each partition from the front to behind the last chosen letter.
        PartitionRange[] ranges =
        [
            .. _chosen
                .GroupBy(letter => letter.TopicPartition)
                .Select(partition => new PartitionRange(
                    partition.Key,
                    letters.Ranges.First(range => range.Partition == partition.Key).From,
                    partition.Max(letter => letter.Offset.Value) + 1)),
        ];

        // Deleting nothing says whether deleting is possible, before anything is written.
        string? problem = await TryDeleteAsync(ranges.Select(range => new TopicPartitionOffset(range.Partition, range.From)))
            .ConfigureAwait(false);
        using IProducer<byte[]?, byte[]?> producer = clients.LosslessProducer(logger).Build();
        try
        {
            if (problem is null)
            {
                await CopyAsync(producer, ranges).ConfigureAwait(false);
                problem = await TryDeleteAsync(ranges.Select(range => new TopicPartitionOffset(range.Partition, range.To)))
                    .ConfigureAwait(false);
            }

            if (problem is not null)
            {
                await MarkAsync(producer).ConfigureAwait(false);
            }
        }
        catch (KafkaException e)
        {
            throw new DeadLetterException(
                $"The topic {group.DeadLetterTopic} can't be written to, and nothing was purged: {e.Error.Reason.TrimEnd('.')}.", e);
        }

        problem ??= await TryDeleteHandledAsync().ConfigureAwait(false);
        return new PurgeResult(_chosen.Count, _rewritten, problem);
    }

    /// <summary>Writes again what stays. What is closed needn't, and neither do markers, whose letters are in front of them.</summary>
    private async Task CopyAsync(IProducer<byte[]?, byte[]?> producer, PartitionRange[] ranges)
    {
        HashSet<TopicPartitionOffset> chosen = [.. _chosen];
        await foreach (ConsumeResult<byte[]?, byte[]?> message in letters.ReadAsync(ranges, CancellationToken.None).ConfigureAwait(false))
        {
            if (DeadLetterReader.IsMarker(message) || letters.IsClosed(message) || chosen.Contains(message.TopicPartitionOffset))
            {
                continue;
            }

            var copy = new Message<byte[]?, byte[]?>
            {
                Key = message.Message.Key,
                Value = message.Message.Value,
                Headers = DeadLetterHeaders.OfCopy(message, DeadLetterReader.PlaceOf(message)),
            };
            if (message.Message.Timestamp.Type != TimestampType.NotAvailable)
            {
                // It doesn't get younger.
                copy.Timestamp = new Timestamp(message.Message.Timestamp.UnixTimestampMs, TimestampType.CreateTime);
            }

            await producer.ProduceAsync(message.TopicPartition, copy, CancellationToken.None).ConfigureAwait(false);
            _rewritten++;
        }
    }

    /// <summary>Closes the chosen letters, which stay in the topic.</summary>
    private async Task MarkAsync(IProducer<byte[]?, byte[]?> producer)
    {
        foreach (TopicPartitionOffset letter in _chosen)
        {
            var marker = new Message<byte[]?, byte[]?> { Headers = [] };
            DeadLetterHeaders.Add(marker.Headers, DeadLetterNames.Group, group.Name);
            DeadLetterHeaders.Add(
                marker.Headers, DeadLetterNames.Purged, DeadLetterReader.PlaceOf(letter.Partition, letter.Offset));
            await producer.ProduceAsync(letter.TopicPartition, marker, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<string?> TryDeleteAsync(IEnumerable<TopicPartitionOffset> before)
    {
        TopicPartitionOffset[] all = [.. before];
        try
        {
            if (all.Length > 0)
            {
                await deletion.DeleteAsync(all, CancellationToken.None).ConfigureAwait(false);
            }

            return null;
        }
        catch (KafkaException e)
        {
            return $"The messages are still in {all[0].Topic}, until its retention deletes them: the brokers did not delete them "
                + $"({e.Error.Reason.TrimEnd('.')}). Give the service the right to delete records of the topic and purge again, or delete "
                + "them with Kafka's tools.";
        }
    }

    // What the group has handled is in the retry topic for nobody; what it has not, comes here again if it fails.
    private async Task<string?> TryDeleteHandledAsync()
    {
        TopicPartitionOffset[] handled;
        try
        {
            using var finder = new PositionFinder(clients, logger);
            using var offsets = new GroupOffsets(group.Name, clients, logger);
            PartitionRange[] all = await BoundedCall
                .RunAsync(() => finder.AllOf(group.RetryTopic, CancellationToken.None), CancellationToken.None)
                .ConfigureAwait(false);
            Dictionary<TopicPartition, long> positions = await offsets
                .ReadAsync([.. all.Select(one => one.Partition)], CancellationToken.None)
                .ConfigureAwait(false);
            handled =
            [
                .. all
                    .Where(one => positions.TryGetValue(one.Partition, out long position) && position > one.From)
                    .Select(one => new TopicPartitionOffset(one.Partition, Math.Min(positions[one.Partition], one.To))),
            ];
        }
        catch (KafkaException e)
        {
            return e.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic
                ? null
                : $"{group.RetryTopic} could not be looked at ({e.Error.Reason.TrimEnd('.')}): purge again.";
        }

        return await TryDeleteAsync(handled).ConfigureAwait(false);
    }
}
