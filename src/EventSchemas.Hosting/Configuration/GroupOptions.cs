namespace EventSchemas.Hosting;

/// <summary>Settings of one consumer group.</summary>
public sealed class GroupOptions
{
    /// <summary>What to do with a message that can't be read; <see cref="UnreadablePolicy.Stop"/> by default.</summary>
    public UnreadablePolicy Unreadable { get; set; } = UnreadablePolicy.Stop;

    /// <summary>How many messages of a partition wait for their handlers before the partition is paused; 1,000 by default.</summary>
    public int QueueLength { get; set; } = 1_000;

    /// <summary>When a failed handler runs again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>How long handlers may take to finish when a partition moves away or the service stops; 10 seconds by default.</summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);
}

/// <summary>
/// When a failed operation is repeated: after a delay that doubles with every attempt, with jitter, until it succeeds or the partition
/// moves to another instance.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>The first delay; 200 ms by default.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay; 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>
/// What a group does with a message of one of its events that can't be read: invalid framing, a writer schema that is unknown or can't be
/// resolved to the record's schema, invalid data, invalid headers. It doesn't apply to a message that isn't an event of the group: the
/// group skips those.
/// </summary>
public enum UnreadablePolicy
{
    /// <summary>
    /// The partition stops before the message, with an error in the log; other partitions continue. Nothing is lost: once the cause is
    /// fixed, the group continues at this message after a restart.
    /// </summary>
    Stop,

    /// <summary>The message is skipped, with an error in the log that contains all of it, as the Python services do.</summary>
    Skip,
}
