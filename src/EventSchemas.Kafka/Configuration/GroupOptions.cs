namespace EventSchemas.Kafka;

/// <summary>Settings of one consumer group.</summary>
public sealed class GroupOptions
{
    /// <summary>What to do with a message that can't be read; by default <see cref="UnreadablePolicy.Stop"/>.</summary>
    public UnreadablePolicy Unreadable { get; set; } = UnreadablePolicy.Stop;

    /// <summary>How many messages of a partition wait for their handlers before the partition is paused; 1,000 by default.</summary>
    public int QueueLength { get; set; } = 1_000;

    /// <summary>When a failed handler is tried again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How long handlers get to finish when a partition moves away or the service stops; 10 seconds by default.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
