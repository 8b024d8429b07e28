namespace EventSchemas.Kafka;

/// <summary>
/// The settings of the event bus that no transport owns: the configuration section <c>EventBus</c> by convention, without the subsections
/// of transports. Validated when the host starts.
/// </summary>
public sealed class EventBusOptions
{
    /// <summary>The prefix of every topic, followed by a hyphen; none by default.</summary>
    public string? TopicPrefix { get; set; }

    /// <summary>This service's name, which becomes part of the source of its events (<c>ce_source</c>).</summary>
    public string ServiceName { get; set; } = "SERVICE_NAME_UNSET";

    /// <summary>Settings of single events, by event type. They override the attribute.</summary>
    public Dictionary<string, ProducerOptions> Producers { get; } = new(StringComparer.Ordinal);

    /// <summary>Settings of consumer groups, by the group's name.</summary>
    public Dictionary<string, GroupOptions> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>A topic with the deployment's prefix.</summary>
    /// <param name="topic">The topic without it.</param>
    public string FullTopic(string topic) => string.IsNullOrEmpty(TopicPrefix) ? topic : $"{TopicPrefix}-{topic}";
}

/// <summary>Settings of one event.</summary>
public sealed class ProducerOptions
{
    /// <summary>Whether the event is published. Its feature flag must be on as well. On by default.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The topics without the deployment's prefix. They replace the attribute's topic, for consumer groups too.</summary>
    public IList<string> Topics { get; } = [];
}

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
