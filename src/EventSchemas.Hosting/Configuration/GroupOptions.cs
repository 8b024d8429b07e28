namespace EventSchemas.Hosting;

/// <summary>Settings of one consumer group.</summary>
public sealed class GroupOptions
{
    /// <summary>What to do with a message that can't be read; <see cref="UnreadablePolicy.DeadLetter"/> by default.</summary>
    public UnreadablePolicy Unreadable { get; set; } = UnreadablePolicy.DeadLetter;

    /// <summary>
    /// The topics that the group reads, without the deployment's prefix. They replace those of its events. None by default.
    /// </summary>
    public IList<string> Topics { get; } = [];

    /// <summary>The names of the transports that the group reads from, such as <c>Kafka</c>. All of the service by default.</summary>
    public IList<string> Transports { get; } = [];

    /// <summary>How many messages of a partition wait for their handlers before the partition is paused; 10,000 by default.</summary>
    public int QueueLength { get; set; } = 10_000;

    /// <summary>How many bytes the waiting messages of a partition may have before it is paused; 16 MB by default.</summary>
    public int QueueBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// How many messages of one partition are handled at the same time; 1 by default, which keeps their order. With more, messages with
    /// the same key keep their order, and so do those without a key.
    /// </summary>
    public int Concurrency { get; set; } = 1;

    /// <summary>
    /// How often offsets are committed; half a second by default. What was handled in between is handled again after a crash.
    /// </summary>
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// What to do when the group's position isn't in its topic any more; <see cref="OutOfRangePolicy.Stop"/> by default. No effect on
    /// Redis.
    /// </summary>
    public OutOfRangePolicy OutOfRange { get; set; } = OutOfRangePolicy.Stop;

    /// <summary>When a failed handler runs again.</summary>
    public RetryOptions Retry { get; set; } = new();

    /// <summary>Settings of single handlers, by name. They override the group's and those in code.</summary>
    public Dictionary<string, HandlerSettings> Handlers { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether a handler doesn't get an event again that it has handled, as the <see cref="IProcessedEventStore"/> knows. Off by default.
    /// </summary>
    public bool DropDuplicates { get; set; }

    /// <summary>Where messages go that can't be handled.</summary>
    public DeadLetterOptions DeadLetters { get; set; } = new();

    /// <summary>
    /// How long handlers, and the commits after them, may take altogether when partitions move away or the service stops; 10 seconds by
    /// default.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a partition may have messages and settle none before the health check reports the group as unhealthy; one minute by
    /// default.
    /// </summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>
/// When a failed handler runs again: after a delay that doubles with every attempt, with jitter, up to a number of attempts. An operation
/// that isn't a handler's, such as reading a schema or writing a dead letter, is repeated without an end.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>How often a handler is called for one event at most; 5 by default, 0 is without an end.</summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>What happens when the last attempt has failed; <see cref="FailureAction.DeadLetter"/> by default.</summary>
    public FailureAction AfterRetries { get; set; } = FailureAction.DeadLetter;

    /// <summary>The first delay; 200 ms by default.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay; 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Settings of one handler. What isn't set has the value in code, or else the group's.</summary>
public sealed class HandlerSettings
{
    /// <summary>How often the handler is called for one event at most; 0 is without an end.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>What happens when the last attempt has failed.</summary>
    public FailureAction? AfterRetries { get; set; }

    /// <summary>The first delay.</summary>
    public TimeSpan? InitialDelay { get; set; }

    /// <summary>The longest delay.</summary>
    public TimeSpan? MaxDelay { get; set; }

    /// <summary>How many events a handler of batches gets at most.</summary>
    public int? BatchSize { get; set; }

    /// <summary>How long a handler of batches waits for more events when fewer have arrived.</summary>
    public TimeSpan? BatchWait { get; set; }

    /// <summary>Whether the handler doesn't get an event again that it has handled.</summary>
    public bool? DropDuplicates { get; set; }
}

/// <summary>Where the messages go that a group can't handle, and how they come back.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>
    /// The dead-letter topic, without the deployment's prefix; <c>&lt;group&gt;.dead-letter</c> by default. No group reads it.
    /// </summary>
    public string? Topic { get; set; }

    /// <summary>
    /// The topic by which a dead letter comes back to its handler, without the deployment's prefix; <c>&lt;group&gt;.retry</c> by
    /// default. Only this group reads it.
    /// </summary>
    public string? RetryTopic { get; set; }

    /// <summary>
    /// How long a dead letter is shown and can be redriven; null, the default, for as long as its topic keeps it. After that it can be
    /// purged.
    /// </summary>
    public TimeSpan? Retention { get; set; }

    /// <summary>How often a dead letter comes back before it stays in quarantine; 3 by default.</summary>
    public int MaxRedrives { get; set; } = 3;

    /// <summary>
    /// What happens with a message that the dead-letter topic refuses as too large; <see cref="TooLargePolicy.Wait"/> by default. No
    /// effect on Redis.
    /// </summary>
    public TooLargePolicy TooLarge { get; set; } = TooLargePolicy.Wait;

    /// <summary>The dead-letter topic of a group, without the deployment's prefix.</summary>
    internal string TopicOf(string group) => Topic ?? $"{group}.dead-letter";

    /// <summary>The retry topic of a group, without the deployment's prefix.</summary>
    internal string RetryTopicOf(string group) => RetryTopic ?? $"{group}.retry";
}

/// <summary>What a group does with a dead letter that is too large for its topic.</summary>
public enum TooLargePolicy
{
    /// <summary>The partition waits, and the health check reports it, until the topic's <c>max.message.bytes</c> is raised.</summary>
    Wait,

    /// <summary>The dead letter is written without the content of the message, which stays at its position in its topic.</summary>
    WithoutContent,
}

/// <summary>
/// What a group does with a message of one of its events that can't be read: invalid framing, a writer schema that is unknown or can't be
/// resolved to the record's schema, invalid data, invalid headers. It doesn't apply to a message that isn't an event of the group: the
/// group skips those.
/// </summary>
public enum UnreadablePolicy
{
    /// <summary>The message goes to the group's dead-letter topic with the reason and the schema's id.</summary>
    DeadLetter,

    /// <summary>
    /// The partition stops before the message, with an error in the log; other partitions continue. Nothing is lost: once the cause is
    /// fixed, the group continues at this message after a restart.
    /// </summary>
    Stop,

    /// <summary>
    /// The message is skipped, with an error in the log that contains it, as the Python services do. Key and value are left out if they may
    /// have personal data: where a member is marked so, or the event type isn't known.
    /// </summary>
    Skip,
}

/// <summary>
/// What a group does with a partition whose position was deleted by the topic's retention, or which was truncated or created again.
/// </summary>
public enum OutOfRangePolicy
{
    /// <summary>The partition stops, with an error in the log: somebody should know that events were missed.</summary>
    Stop,

    /// <summary>The group continues at the oldest message that is left, with a warning in the log.</summary>
    Earliest,

    /// <summary>The group continues with new messages, with a warning in the log.</summary>
    Latest,
}
