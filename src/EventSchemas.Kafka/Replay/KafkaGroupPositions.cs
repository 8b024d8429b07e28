using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>The positions of the service's groups on Kafka: their committed offsets.</summary>
sealed partial class KafkaGroupPositions(
    EventBusRegistrations registrations,
    IOptions<EventBusOptions> options,
    KafkaClientConfig clients,
    ILogger<KafkaGroupPositions> logger) : IGroupPositions
{
    public Task<PositionPlan> PlanAsync(
        string group, EventPosition position, string? topic = null, CancellationToken cancellationToken = default) =>
        PlanAsync(GroupTopics.Of(group, registrations, options.Value), position, topic, cancellationToken);

    private async Task<PositionPlan> PlanAsync(
        GroupTopics group, EventPosition position, string? topic, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(position);
        IReadOnlyList<string> topics = group.Choose(topic);
        using var finder = new PositionFinder(clients, logger);
        using var offsets = new GroupOffsets(group.Name, clients, logger);
        try
        {
            Dictionary<TopicPartition, long> found = await BoundedCall
                .RunAsync(
                    () =>
                    {
                        PartitionRange[] all = [.. topics.SelectMany(one => finder.AllOf(one, cancellationToken))];
                        return finder.Find(position, all, cancellationToken);
                    },
                    cancellationToken)
                .ConfigureAwait(false);
            Dictionary<TopicPartition, long> now = await offsets.ReadAsync(found.Keys, cancellationToken).ConfigureAwait(false);
            return new PositionPlan(
                group.Name,
                [
                    .. found
                        .Where(one => !now.TryGetValue(one.Key, out long offset) || offset != one.Value)
                        .OrderBy(one => one.Key)
                        .Select(one => new PositionChange(
                            one.Key.Topic,
                            one.Key.Partition.Value,
                            now.TryGetValue(one.Key, out long offset) ? offset : null,
                            one.Value)),
                ]);
        }
        catch (KafkaException e)
        {
            throw new EventReplayException(
                $"The positions of the group {group.Name} in {string.Join(", ", topics)} can't be read: {e.Error.Reason.TrimEnd('.')}. "
                + "Check that the topics exist, and that the service may read them and the group.",
                e);
        }
    }

    public async Task ResetAsync(PositionPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var offsets = new GroupOffsets(plan.Group, clients, logger);
        try
        {
            Dictionary<TopicPartition, long> now = await offsets
                .ReadAsync([.. plan.Changes.Select(PartitionOf)], cancellationToken)
                .ConfigureAwait(false);
            foreach (PositionChange change in plan.Changes)
            {
                long? offset = now.TryGetValue(PartitionOf(change), out long known) ? known : null;
                if (offset != change.From)
                {
                    throw new EventReplayException(
                        $"The group {plan.Group} has moved in {PartitionOf(change)} since the plan was made, from "
                        + $"{Shown(change.From)} to {Shown(offset)}: it runs, or somebody else has reset it. Nothing is changed. Stop "
                        + "every instance of the service that runs the group, and plan again.");
                }
            }

            await offsets.WriteAsync(
                [.. plan.Changes.Select(change => new TopicPartitionOffset(PartitionOf(change), change.To))],
                cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e) when (HasMembers(e))
        {
            throw new EventReplayException(
                $"The group {plan.Group} is running, and the brokers don't move a running group. Nothing is changed. Stop every instance "
                + "of the service that runs it, this one too, wait until their session has ended (session.timeout.ms), and reset again: "
                + "a host that was built and not started is enough.",
                e);
        }
        catch (KafkaException e)
        {
            throw new EventReplayException(
                $"The positions of the group {plan.Group} can't be set: {e.Error.Reason.TrimEnd('.')}. Check that the service has the "
                + "right to, and plan again: some of them can be set nevertheless.",
                e);
        }

        foreach (PositionChange change in plan.Changes)
        {
            LogReset(logger, plan.Group, PartitionOf(change), Shown(change.From), change.To);
        }
    }

    private static TopicPartition PartitionOf(PositionChange change) => new(change.Topic, change.Partition);

    private static string Shown(long? offset) => offset is { } known ? FormattableString.Invariant($"{known}") : "none";

    private static bool HasMembers(KafkaException e)
    {
        IEnumerable<ErrorCode> codes = e is TopicPartitionOffsetException one
            ? one.Results.Select(result => result.Error.Code)
            : [e.Error.Code];
        return codes.Any(code => code is ErrorCode.UnknownMemberId or ErrorCode.IllegalGeneration or ErrorCode.RebalanceInProgress
            or ErrorCode.FencedInstanceId or ErrorCode.StaleMemberEpoch or ErrorCode.FencedMemberEpoch);
    }

    [LoggerMessage(74, LogLevel.Warning, "Group {Group} was reset in {Partition} from offset {From} to {To}")]
    private static partial void LogReset(ILogger logger, string group, TopicPartition partition, string from, long to);
}
