using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>How far groups are behind on Kafka, from committed offsets and the ends of partitions.</summary>
sealed class KafkaGroupLag(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    KafkaClientConfig clients,
    ILogger<KafkaGroupLag> logger) : IGroupLag
{
    public async Task<GroupLag> ReadAsync(
        string group, IReadOnlyList<string>? topics = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(group);
        GroupTopics? own = topics is null ? GroupTopics.Of(group, registrations, options.Value) : null;
        IReadOnlyList<string> asked = topics ?? own!.Topics;
        using var finder = new PositionFinder(clients, logger);
        using var offsets = new GroupOffsets(group, clients, logger);
        try
        {
            if (own is { Topics.Count: 0 })
            {
                // Nobody names the topics of a group that another service runs: they are those in which it has committed something.
                asked = await CommittedAsync(finder, offsets, except: own.RetryTopic, cancellationToken).ConfigureAwait(false);
            }

            PartitionRange[] all = await BoundedCall
                .RunAsync<PartitionRange[]>(
                    () =>
                    [
                        .. asked.SelectMany(topic => finder.AllOf(topic, cancellationToken)),
                        .. own is null ? [] : Existing(finder, own.RetryTopic, cancellationToken),
                    ],
                    cancellationToken)
                .ConfigureAwait(false);
            Dictionary<TopicPartition, long> committed = await offsets
                .ReadAsync([.. all.Select(one => one.Partition)], cancellationToken)
                .ConfigureAwait(false);
            return new GroupLag(
                group,
                [.. all.Select(one => Of(one, committed.TryGetValue(one.Partition, out long position) ? position : null))]);
        }
        catch (KafkaException e)
        {
            throw new EventBusReadException(
                $"The lag of the group {group} in {string.Join(", ", asked)} can't be read: {e.Error.Reason.TrimEnd('.')}. Check that the "
                + "topics exist, with the deployment's prefix, and that the service may read them and the group.",
                e);
        }
    }

    private static async Task<IReadOnlyList<string>> CommittedAsync(
        PositionFinder finder, GroupOffsets offsets, string except, CancellationToken cancellationToken)
    {
        TopicPartition[] all = await BoundedCall.RunAsync(finder.AllPartitions, cancellationToken).ConfigureAwait(false);
        Dictionary<TopicPartition, long> committed = await offsets.ReadAsync(all, cancellationToken).ConfigureAwait(false);
        return
        [
            .. committed.Keys.Select(partition => partition.Topic)
                .Where(topic => topic != except)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    // It need not exist before the first dead letter comes back.
    private static PartitionRange[] Existing(PositionFinder finder, string topic, CancellationToken cancellationToken)
    {
        try
        {
            return finder.AllOf(topic, cancellationToken);
        }
        catch (KafkaException e) when (e.Error.Code is ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic)
        {
            return [];
        }
    }

    private static PartitionLag Of(PartitionRange range, long? position) => new()
    {
        Topic = range.Partition.Topic,
        Partition = range.Partition.Partition.Value,
        Beginning = range.From,
        End = range.To,
        Position = position,
        Lag = position is { } next ? Math.Max(0, range.To - Math.Max(next, range.From)) : null,
        Missed = position is { } before ? Math.Max(0, range.From - before) : null,
    };
}
