namespace EventSchemas.EntityFrameworkCore;

/// <summary>Settings of the outbox: the subsection <c>Outbox</c> of the event bus. Validated when the host starts.</summary>
public sealed class OutboxOptions
{
    /// <summary>
    /// Whether this process sends what waits. Processes that only publish switch it off; at least one process has it on. On by default.
    /// </summary>
    public bool Dispatch { get; set; } = true;

    /// <summary>How the events of a key are ordered; by key by default.</summary>
    public OutboxOrder Order { get; set; }

    /// <summary>
    /// Over how many buckets the keys are spread; 64 by default. Transactions that publish to one bucket commit one after the other. All
    /// processes have the same number. When it changes, what waits is sent first.
    /// </summary>
    public int Buckets { get; set; } = 64;

    /// <summary>How many events wait at most; 1,000,000 by default. They are counted every <see cref="CheckInterval"/>.</summary>
    public int MaxWaiting { get; set; } = 1_000_000;

    /// <summary>What publishing does while the outbox is full; it fails by default.</summary>
    public FullOutboxPolicy WhenFull { get; set; }

    /// <summary>How long publishing waits for room at most, if it waits; 30 seconds by default.</summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How large an event may be, in bytes; 1,000,000 by default, which Kafka accepts unless it is configured otherwise.</summary>
    public int MaxEventBytes { get; set; } = 1_000_000;

    /// <summary>
    /// How often an event is sent that the bus refuses, before its key is set aside; 5 by default. One that is too large is sent once.
    /// </summary>
    public int MaxAttempts { get; set; } = 5;

    /// <summary>What happens to the later events of a key that is set aside; they are held by default.</summary>
    public FailedKeyPolicy WhenSetAside { get; set; }

    /// <summary>How many events of a bucket are read and sent at a time; 200 by default.</summary>
    public int BatchSize { get; set; } = 200;

    /// <summary>How often the outbox is read although nothing in this process was committed; every second by default.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// For how long a dispatcher has a bucket without renewing that; 15 seconds by default. Another one takes over what a process had that
    /// ended without notice after this time, and at most a third of it more.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often what waits is counted, for the limit, the health check and the metrics; every 5 seconds by default.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After how long without progress a bucket with waiting events is unhealthy; one minute by default.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long sent events are kept; not at all by default.</summary>
    public TimeSpan KeepSent { get; set; }

    /// <summary>
    /// For how long it is remembered which events transactional handlers have handled; 7 days by default. Longer than a message can come
    /// again: the topics' retention, or the longest time for which the service is down.
    /// </summary>
    public TimeSpan KeepProcessed { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// The longest time for which the service may be down, if it is known. The host doesn't start if processed events are forgotten
    /// earlier.
    /// </summary>
    public TimeSpan? LongestDowntime { get; set; }

    /// <summary>How often events are deleted that are kept no longer; every minute by default.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>How the events of a key are ordered.</summary>
public enum OutboxOrder
{
    /// <summary>
    /// In the order in which their transactions commit. A transaction locks the buckets that it publishes to until it ends.
    /// </summary>
    ByKey,

    /// <summary>In the order in which they arrive in the table, which concurrent transactions can turn round. Without a lock.</summary>
    ByArrival,
}

/// <summary>What publishing does while the outbox is full.</summary>
public enum FullOutboxPolicy
{
    /// <summary>It fails.</summary>
    Fail,

    /// <summary>Publishing asynchronously waits for room. Without waiting it fails.</summary>
    Wait,
}

/// <summary>What happens to the later events of a key that is set aside.</summary>
public enum FailedKeyPolicy
{
    /// <summary>They wait until somebody retries or purges the event that failed.</summary>
    Hold,

    /// <summary>They are sent. The event that failed is missing in front of them.</summary>
    Skip,
}
