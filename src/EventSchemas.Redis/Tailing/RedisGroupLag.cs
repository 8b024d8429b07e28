using EventSchemas.Hosting;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>How far groups are behind on Redis, from what the server says of stream, group and pending entries.</summary>
sealed class RedisGroupLag(EventBusRegistrations registrations, IOptions<EventBusOptions> options, RedisConnections connections) : IGroupLag
{
    public async Task<GroupLag> ReadAsync(
        string group, IReadOnlyList<string>? topics = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(group);
        GroupTopics? own = topics is null ? GroupTopics.Of(group, registrations, options.Value) : null;
        IReadOnlyList<string> asked = topics ?? [.. own!.Topics, own.RetryTopic];
        try
        {
            IDatabase database = await connections.Commands.ConnectAsync(cancellationToken).ConfigureAwait(false);
            List<PartitionLag> lags = [];
            foreach (string stream in asked)
            {
                if (await ReadAsync(database, stream, group, cancellationToken).ConfigureAwait(false) is { } lag)
                {
                    lags.Add(lag);
                }
                else if (topics is not null)
                {
                    throw new EventBusReadException(
                        $"There is no stream {stream}. Check its name, with the deployment's prefix, and {connections.Address}.");
                }
            }

            return new GroupLag(group, lags);
        }
        catch (Exception e) when (RedisErrors.IsRedis(e))
        {
            throw new EventBusReadException(
                $"The lag of the group {group} can't be read. {connections.Address}: {RedisErrors.Text(e)}.", e);
        }
    }

    /// <summary>One stream; null where there is none.</summary>
    private async Task<PartitionLag?> ReadAsync(
        IDatabase database, string stream, string group, CancellationToken cancellationToken)
    {
        StreamState state;
        StreamGroupInfo info;
        try
        {
            state = await StreamState.ReadAsync(database, stream).WaitAsync(cancellationToken).ConfigureAwait(false);
            StreamGroupInfo[] groups = await database.StreamGroupInfoAsync(stream).WaitAsync(cancellationToken).ConfigureAwait(false);
            info = Array.Find(groups, one => one.Name == group);
        }
        catch (RedisServerException e) when (RedisErrors.IsNoGroup(e))
        {
            return null;
        }

        var lag = new PartitionLag
        {
            Topic = stream,
            Partition = 0,
            Beginning = state.First.ToOffset(),
            End = state.Last == StreamId.Zero ? 0 : state.Last.Next.ToOffset(),
        };
        return info.LastDeliveredId is { } delivered
            ? await AddGroupAsync(database, lag, state, info, StreamId.Parse(delivered), cancellationToken).ConfigureAwait(false)
            : lag;
    }

    private async Task<PartitionLag> AddGroupAsync(
        IDatabase database,
        PartitionLag lag,
        StreamState state,
        StreamGroupInfo info,
        StreamId last,
        CancellationToken cancellationToken)
    {
        StreamConsumerInfo[] consumers = await database.StreamConsumerInfoAsync(lag.Topic, info.Name)
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        StreamPendingMessageInfo[] oldest = await database.StreamPendingMessagesAsync(lag.Topic, info.Name, 1, RedisValue.Null)
            .WaitAsync(cancellationToken)
            .ConfigureAwait(false);
        bool hasGap = state.Length > 0 && state.First > last;
        return lag with
        {
            Position = last.Next.ToOffset(),
            LastEntryId = last.ToString(),
            Lag = await LagAsync(lag.Topic, state, info, last, hasGap, cancellationToken).ConfigureAwait(false),
            Missed = !hasGap ? 0
                : state.Added is { } added && info.EntriesRead is { } read ? Math.Max(0, added - state.Length - read)
                : null,
            Pending = info.PendingMessageCount,
            OldestPending = oldest is [var one] ? StreamId.Parse(one.MessageId).Time : null,
            OldestPendingIdle = oldest is [var same] ? TimeSpan.FromMilliseconds(same.IdleTimeInMilliseconds) : null,
            Members =
            [
                .. consumers.Select(consumer => new GroupMember(
                    consumer.Name, consumer.PendingMessageCount, TimeSpan.FromMilliseconds(consumer.IdleTimeInMilliseconds))),
            ],
        };
    }

    // The server's number includes entries that were deleted unread, so that it is used only where none was deleted.
    private async Task<long> LagAsync(
        string stream, StreamState state, StreamGroupInfo info, StreamId last, bool hasGap, CancellationToken cancellationToken)
    {
        if (last >= state.Last)
        {
            return 0;
        }

        if (hasGap || state.Length == 0)
        {
            return state.Length;
        }

        if (state.Added == state.Length && info.Lag is { } known)
        {
            return known;
        }

        long waiting = 0;
        await foreach (Entry _ in new StreamRange(stream, connections).ReadAsync(last.Next, state.Last.Next, cancellationToken)
            .ConfigureAwait(false))
        {
            waiting++;
        }

        return waiting;
    }
}
