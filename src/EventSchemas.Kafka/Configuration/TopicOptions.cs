namespace EventSchemas.Kafka;

/// <summary>
/// How a topic is set up. The service itself creates no topics: <c>eventschemas topics</c> compares and applies this. What isn't set is the
/// brokers' default, and isn't compared.
/// </summary>
public sealed class TopicOptions
{
    /// <summary>How many partitions the topic has.</summary>
    public int? Partitions { get; set; }

    /// <summary>How many brokers have each partition.</summary>
    public int? ReplicationFactor { get; set; }

    /// <summary>How long the topic keeps messages (<c>retention.ms</c>); a negative time, for ever.</summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>What happens to old messages (<c>cleanup.policy</c>).</summary>
    public TopicCleanup? CleanupPolicy { get; set; }

    /// <summary>
    /// How long a compacted topic keeps tombstones (<c>delete.retention.ms</c>): a consumer that is away for longer doesn't learn that a
    /// key was deleted.
    /// </summary>
    public TimeSpan? TombstoneRetention { get; set; }

    /// <summary>How many replicas must have a message before it is delivered (<c>min.insync.replicas</c>).</summary>
    public int? MinInsyncReplicas { get; set; }
}

/// <summary>What happens to a topic's old messages.</summary>
public enum TopicCleanup
{
    /// <summary>They are deleted after the topic's retention.</summary>
    Delete,

    /// <summary>The newest message of each key stays; older ones with the same key are deleted.</summary>
    Compact,

    /// <summary>The newest message of each key stays until the topic's retention is over.</summary>
    CompactAndDelete,
}
