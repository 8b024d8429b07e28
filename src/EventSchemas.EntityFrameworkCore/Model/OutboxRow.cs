namespace EventSchemas.EntityFrameworkCore;

/// <summary>An event that waits to be published to one topic. docs/outbox.md describes the table.</summary>
sealed class OutboxRow
{
    /// <summary>The place in the order of its bucket.</summary>
    public long Id { get; set; }

    public int Bucket { get; set; }

    /// <summary>How many buckets there were when the event was published.</summary>
    public int BucketCount { get; set; }

    /// <summary>A hash of the key. Events with the same value are sent one after the other.</summary>
    public long Lane { get; set; }

    public OutboxState State { get; set; }

    public required string EventType { get; init; }

    public Guid EventId { get; init; }

    /// <summary>When the event happened, in UTC.</summary>
    public DateTime EventTime { get; init; }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>Names the schema that it was written with: a row of the table of schemas.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The key as text, for people.</summary>
    public string? KeyText { get; init; }

    /// <summary>The key as Avro binary.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The event as Avro binary, without framing; null for a tombstone.</summary>
    public byte[]? Payload { get; init; }

    /// <summary>The host that published it, for headers that say it.</summary>
    public string? SourceHost { get; init; }

    /// <summary>Whether it says again what happened before.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Subject and extension attributes that its publisher gave, as a JSON object of texts; null where there are none.</summary>
    public string? Attributes { get; init; }

    public string? TraceParent { get; init; }

    public string? TraceState { get; init; }

    /// <summary>When it was published, by the clock of the process.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was delivered, by the database's clock.</summary>
    public DateTime? SentAt { get; set; }

    /// <summary>How often it was refused.</summary>
    public int Attempts { get; set; }

    /// <summary>Why it was refused last.</summary>
    public string? LastError { get; set; }
}

/// <summary>What becomes of a row. The numbers are stored.</summary>
enum OutboxState
{
    Waiting = 0,
    SetAside = 1,
    Sent = 2,
}

/// <summary>A bucket, and the dispatcher that may send its events.</summary>
sealed class OutboxBucket
{
    public int Bucket { get; init; }

    public string? Owner { get; init; }

    /// <summary>Grows with each change of the owner.</summary>
    public long Epoch { get; init; }

    /// <summary>Until when the owner has it, by the database's clock.</summary>
    public DateTime? LeaseUntil { get; init; }
}

/// <summary>A dispatcher that is running.</summary>
sealed class OutboxDispatcherRow
{
    public required string Id { get; init; }

    /// <summary>When it was last alive, by the database's clock.</summary>
    public DateTime SeenAt { get; init; }
}

/// <summary>A schema that events of the outbox were written with.</summary>
sealed class OutboxSchemaRow
{
    public required string Fingerprint { get; init; }

    public required string EventType { get; init; }

    public required string Schema { get; init; }

    public string? KeyPath { get; init; }

    public string? KeyType { get; init; }

    /// <summary>How the key is written when the event is published: the name of an <see cref="EventKeyFormat"/>.</summary>
    public required string KeyFormat { get; init; }

    /// <summary>Whether the event is one of plain CloudEvents rather than of Open edX.</summary>
    public bool IsCloudEvent { get; init; }
}

/// <summary>How far a back-fill is.</summary>
sealed class BackfillRow
{
    public required string Name { get; init; }

    public required string EventType { get; init; }

    /// <summary>The key of the last row that was looked at in a saved transaction; null before the first.</summary>
    public string? LastKey { get; set; }

    public long Rows { get; set; }

    public long Events { get; set; }

    /// <summary>Grows with each step, so that two runs with one name don't go on side by side.</summary>
    public long Version { get; set; }

    /// <summary>When it began, by the clock of the process.</summary>
    public DateTime StartedAt { get; init; }

    /// <summary>When it reached the last row.</summary>
    public DateTime? FinishedAt { get; set; }
}

/// <summary>An event that a handler has handled.</summary>
sealed class ProcessedEventRow
{
    public required string ConsumerGroup { get; init; }

    public required string Handler { get; init; }

    public Guid EventId { get; init; }

    /// <summary>When it was handled, by the database's clock.</summary>
    public DateTime HandledAt { get; init; }
}
