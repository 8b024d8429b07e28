using EventSchemas.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>The positions of groups on Redis: the id that was delivered last.</summary>
sealed class RedisGroupPositions(EventBusRegistrations registrations, IOptions<EventBusOptions> options, RedisConnections connections)
    : IGroupPositions
{
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
            throw new EventReplayException($"The positions of {group} can't be read. {connections.Address}: {RedisErrors.Text(e)}.", e);
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
            throw new EventReplayException($"The group {plan.Group} can't be moved. {connections.Address}: {RedisErrors.Text(e)}.", e);
        }
    }

    // A consumer of ours takes its name out of the group when it stops, unless entries are pending for it.
    private static async Task CheckAsync(IDatabase database, GroupTopics group, PositionChange change)
    {
        StreamId? now = await NextAsync(database, group.Name, change.Topic).ConfigureAwait(false);
        if (now?.ToOffset() != change.From)
        {
            throw new EventReplayException($"The group {group.Name} has moved on {change.Topic} since the plan was made: make a new one.");
        }

        if (now is not null
            && Array.Find(
                await database.StreamConsumerInfoAsync(change.Topic, group.Name).ConfigureAwait(false),
                one => one.PendingMessageCount == 0) is { Name: not null } running)
        {
            throw new EventReplayException(
                $"The group {group.Name} is running as {running.Name}: stop every instance. If that process was killed, remove its name "
                + $"with XGROUP DELCONSUMER {change.Topic} {group.Name} {running.Name}.");
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
        }
        else
        {
            await database.StreamConsumerGroupSetPositionAsync(change.Topic, group, position).ConfigureAwait(false);
        }
    }

    private static StreamId Before(StreamId id) =>
        id == StreamId.Zero ? id
        : id.Sequence > 0 ? new StreamId(id.Milliseconds, id.Sequence - 1)
        : new StreamId(id.Milliseconds - 1, ulong.MaxValue);

    /// <summary>The first id that the group would get next; null if there is no such group.</summary>
    private static async Task<StreamId?> NextAsync(IDatabase database, string group, string stream)
    {
        try
        {
            StreamGroupInfo[] groups = await database.StreamGroupInfoAsync(stream).ConfigureAwait(false);
            return Array.Find(groups, one => one.Name == group).LastDeliveredId is { } id ? StreamId.Parse(id).Next : null;
        }
        catch (RedisServerException e) when (RedisErrors.IsNoGroup(e))
        {
            return null;
        }
    }
}
