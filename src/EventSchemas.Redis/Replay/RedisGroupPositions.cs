using EventSchemas.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// The positions of groups on Redis. A group stands at its first entry that was delivered and not acknowledged, otherwise behind the one
/// that was delivered last. When it is moved, nothing stays delivered: entries before the new position are skipped, and those behind it
/// are delivered again.
/// </summary>
sealed class RedisGroupPositions(
    EventBusRegistrations registrations, IOptions<EventBusOptions> options, IOptions<RedisOptions> redis, RedisConnections connections)
    : IGroupPositions
{
    private const int Page = 1_000;

    public async Task<PositionPlan> PlanAsync(
        string group, EventPosition position, string? topic = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(position);
        var topics = GroupTopics.Of(group, registrations, options.Value);
        IReadOnlyList<string> chosen = topics.Choose(topic);
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            List<PositionChange> changes = [];
            foreach (string stream in chosen)
            {
                StreamId? now = await NextAsync(database, group, stream).ConfigureAwait(false);
                if (await StreamPlaces.FindAsync(database, stream, position).ConfigureAwait(false) is { } to && to != now)
                {
                    changes.Add(new PositionChange(stream, 0, now?.ToOffset(), to.ToOffset()));
                }
            }

            return new PositionPlan(group, changes);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new EventReplayException($"The positions of {group} can't be read. {connections.Explain(e)}.", e);
        }
    }

    public async Task ResetAsync(PositionPlan plan, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var topics = GroupTopics.Of(plan.Group, registrations, options.Value);
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            foreach (PositionChange change in plan.Changes)
            {
                await CheckAsync(database, topics, change).ConfigureAwait(false);
            }

            foreach (PositionChange change in plan.Changes)
            {
                await MoveAsync(database, plan.Group, change).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new EventReplayException($"The group {plan.Group} can't be moved. {connections.Explain(e)}.", e);
        }
    }

    private async Task CheckAsync(IDatabase database, GroupTopics group, PositionChange change)
    {
        StreamId? now = await NextAsync(database, group.Name, change.Topic).ConfigureAwait(false);
        if (now?.ToOffset() != change.From)
        {
            throw new EventReplayException($"The group {group.Name} has moved on {change.Topic} since the plan was made: make a new one.");
        }

        if (now is null)
        {
            return;
        }

        // A consumer that is alive asks for entries, or renews those that it has, more often than they are taken over from it. One that
        // stops takes its name out of the group, unless entries are pending for it.
        TimeSpan limit = redis.Value.ClaimAfter;
        StreamConsumerInfo[] consumers = await database.StreamConsumerInfoAsync(change.Topic, group.Name).ConfigureAwait(false);
        if (Array.Find(consumers, one => one.IdleTimeInMilliseconds < limit.TotalMilliseconds) is { Name: not null } running)
        {
            throw new EventReplayException(
                $"The group {group.Name} is running as {running.Name}: stop every instance. If that process was killed, wait for {limit} "
                + $"({registrations.PathOf("Redis")}:{nameof(RedisOptions.ClaimAfter)}).");
        }
    }

    private static async Task MoveAsync(IDatabase database, string group, PositionChange change)
    {
        // What is delivered next is behind the position.
        StreamId to = StreamId.OfOffset(change.To);
        RedisValue position = Before(to).ToString();
        if (change.From is null)
        {
            await database.StreamCreateConsumerGroupAsync(change.Topic, group, position, createStream: true).ConfigureAwait(false);
            return;
        }

        // In this order: a fault between the two delivers entries twice, and skips none.
        await database.StreamConsumerGroupSetPositionAsync(change.Topic, group, position).ConfigureAwait(false);
        while (true)
        {
            StreamPendingMessageInfo[] pending = await database.StreamPendingMessagesAsync(
                change.Topic, group, Page, RedisValue.Null, "-", "+").ConfigureAwait(false);
            if (pending.Length == 0)
            {
                return;
            }

            await database.StreamAcknowledgeAsync(change.Topic, group, [.. pending.Select(one => one.MessageId)]).ConfigureAwait(false);
        }
    }

    private static StreamId Before(StreamId id) =>
        id == StreamId.Zero ? id
        : id.Sequence > 0 ? new StreamId(id.Milliseconds, id.Sequence - 1)
        : new StreamId(id.Milliseconds - 1, ulong.MaxValue);

    /// <summary>The first id that the group would handle next; null if there is no such group.</summary>
    private static async Task<StreamId?> NextAsync(IDatabase database, string group, string stream)
    {
        try
        {
            StreamGroupInfo[] groups = await database.StreamGroupInfoAsync(stream).ConfigureAwait(false);
            if (Array.Find(groups, one => one.Name == group).LastDeliveredId is not { } delivered)
            {
                return null;
            }

            StreamPendingInfo pending = await database.StreamPendingAsync(stream, group).ConfigureAwait(false);
            return pending.PendingMessageCount > 0
                ? StreamId.Parse(pending.LowestPendingMessageId)
                : StreamId.Parse(delivered).Next;
        }
        catch (RedisServerException e) when (RedisErrors.IsNoGroup(e))
        {
            return null;
        }
    }
}
