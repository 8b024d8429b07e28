namespace EventSchemas.Hosting;

/// <summary>
/// Moves the positions of a consumer group, so that it handles events again or skips some. The group must not be running anywhere: neither
/// in this process, nor in another. A host that was built and not started is enough. Safe for concurrent use.
/// </summary>
public interface IGroupPositions
{
    /// <summary>Says what a reset would change. Nothing is changed.</summary>
    /// <param name="group">The consumer group.</param>
    /// <param name="position">The new position.</param>
    /// <param name="topic">One of the group's topics, with the deployment's prefix; null for all of them.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="ArgumentException">The group or the topic doesn't exist, or a partition has no such offset.</exception>
    /// <exception cref="EventReplayException">The topics can't be read; the message says why.</exception>
    Task<PositionPlan> PlanAsync(
        string group, EventPosition position, string? topic = null, CancellationToken cancellationToken = default);

    /// <summary>Does what a plan says.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels waiting; the positions may be changed nevertheless.</param>
    /// <exception cref="EventReplayException">
    /// The group is running, it has moved since the plan was made, or the brokers don't answer. In the first two cases nothing is changed.
    /// </exception>
    Task ResetAsync(PositionPlan plan, CancellationToken cancellationToken = default);
}

/// <summary>What a reset changes. Immutable.</summary>
/// <param name="Group">The consumer group.</param>
/// <param name="Changes">The changes, in the order of topics and partitions. A partition that stays where it is isn't listed.</param>
public sealed record PositionPlan(string Group, IReadOnlyList<PositionChange> Changes);

/// <summary>A change of the position in one partition. Immutable.</summary>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="From">The offset that the group would handle next now; null if it has none.</param>
/// <param name="To">The offset that it will handle next.</param>
public sealed record PositionChange(string Topic, int Partition, long? From, long To)
{
    /// <summary>How many offsets are handled again; not all of them need have a message.</summary>
    public long RunAgain => Math.Max(0, (From ?? To) - To);

    /// <summary>How many offsets are skipped; not all of them need have a message.</summary>
    public long Skipped => Math.Max(0, To - (From ?? To));
}
