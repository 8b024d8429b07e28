namespace EventSchemas.Hosting;

/// <summary>
/// Says how far consumer groups are behind, whoever runs them: this service, another one, or a Python process. It joins no group and
/// changes none. Safe for concurrent use.
/// </summary>
public interface IGroupLag
{
    /// <summary>Asks how far a group is in its topics.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="topics">
    /// The topics, with the deployment's prefix. Null, the default, for those of a group of this service, and its retry topic if that
    /// exists. On Kafka a topic of the group that doesn't exist is an error; on Redis it is left out.
    /// </param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="ArgumentException">No topics are named, and the service has no such group.</exception>
    /// <exception cref="EventBusReadException">A topic or the group can't be read; the message says why.</exception>
    Task<GroupLag> ReadAsync(string group, IReadOnlyList<string>? topics = null, CancellationToken cancellationToken = default);
}

/// <summary>How far a group is behind. Immutable.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Partitions">Each partition, or each stream, in the order of the topics.</param>
public sealed record GroupLag(string Group, IReadOnlyList<PartitionLag> Partitions)
{
    /// <summary>How many messages wait, of the partitions where that is known.</summary>
    public long Total => Partitions.Sum(one => one.Lag ?? 0);
}

/// <summary>How far a group is behind in a partition, or in a stream of Redis. Immutable.</summary>
public sealed record PartitionLag
{
    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0; always 0 on a transport without partitions.</summary>
    public required int Partition { get; init; }

    /// <summary>The first offset that is there.</summary>
    public required long Beginning { get; init; }

    /// <summary>The offset behind the newest message.</summary>
    public required long End { get; init; }

    /// <summary>
    /// The offset that the group gets next: on Kafka the one that it has committed, on Redis the one behind what was delivered last. Null
    /// where the group has none.
    /// </summary>
    public long? Position { get; init; }

    /// <summary>The id of the entry that was delivered last, on a transport that has ids; otherwise null.</summary>
    public string? LastEntryId { get; init; }

    /// <summary>
    /// How many messages the group hasn't got yet; null where it has no position. On Kafka these are offsets, and not all of them need have
    /// a message.
    /// </summary>
    public long? Lag { get; init; }

    /// <summary>
    /// How many messages were deleted before the group got them, since its position is not there any more; null where nobody knows the
    /// number.
    /// </summary>
    public long? Missed { get; init; }

    /// <summary>How many messages were delivered and not settled; null on a transport that doesn't know it, such as Kafka.</summary>
    public long? Pending { get; init; }

    /// <summary>When the oldest of these was written; null without any.</summary>
    public DateTimeOffset? OldestPending { get; init; }

    /// <summary>Since when the oldest of these hasn't been delivered again or renewed; null without any.</summary>
    public TimeSpan? OldestPendingIdle { get; init; }

    /// <summary>The group's consumers; null on a transport that doesn't say it in bounded time, such as Kafka.</summary>
    public IReadOnlyList<GroupMember>? Members { get; init; }
}

/// <summary>A consumer of a group. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pending">How many messages were delivered to it that it hasn't settled.</param>
/// <param name="Idle">How long ago it asked for messages.</param>
public sealed record GroupMember(string Name, long Pending, TimeSpan Idle);
