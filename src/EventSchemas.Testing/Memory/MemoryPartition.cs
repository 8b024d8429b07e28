using EventSchemas.Avro;

namespace EventSchemas.Testing;

/// <summary>A record of the bus in memory. Immutable.</summary>
/// <param name="EventType">The event type.</param>
/// <param name="Schema">The schema that the value was written with.</param>
/// <param name="Value">The event as Avro binary; null for a tombstone.</param>
/// <param name="Key">The key, or null.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Time">When it happened.</param>
sealed record MemoryRecord(string EventType, AvroSchema Schema, byte[]? Value, byte[]? Key, Guid Id, DateTimeOffset Time)
{
    /// <summary>The conventions of the event.</summary>
    public required EventConventions Conventions { get; init; }

    /// <summary>What the event came with that its publisher passes on; null for those of the service.</summary>
    public EventMetadata? Metadata { get; init; }

    /// <summary>The only handler that gets it; null where all do.</summary>
    public string? Handler { get; init; }

    /// <summary>Why the record is there.</summary>
    public DeliveryKind Delivery { get; init; }

    /// <summary>Where the record was first, for one that comes back to a handler; null for one that arrived on its own topic.</summary>
    public MemoryPlace? Origin { get; init; }

    /// <summary>How often it came back, this time included.</summary>
    public int Redrives { get; init; }

    /// <summary>The headers of what its publisher gave.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Headers { get; init; } = [];

    /// <summary>Whether a handler gets it although it has handled an event with this id before.</summary>
    public bool IncludesProcessed { get; init; }

    /// <summary>The key as text; null where there is none.</summary>
    public string? KeyText { get; init; }

    /// <summary>How many bytes the event has.</summary>
    public int Length => Value?.Length ?? 0;
}

/// <summary>Where a record is. Immutable.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Partition">The number of the partition.</param>
/// <param name="Offset">The offset in the partition.</param>
sealed record MemoryPlace(string Topic, int Partition, long Offset);

/// <summary>A partition: records by offset. Safe for concurrent use.</summary>
/// <param name="topic">The topic.</param>
/// <param name="number">The number of the partition.</param>
sealed class MemoryPartition(string topic, int number)
{
    private readonly Lock _gate = new();
    private readonly List<MemoryRecord> _records = [];
    private TaskCompletionSource _appended = New();

    public string Topic { get; } = topic;

    public int Number { get; } = number;

    /// <summary>The offset that the next record gets.</summary>
    public long End
    {
        get
        {
            lock (_gate)
            {
                return _records.Count;
            }
        }
    }

    public long Append(MemoryRecord record)
    {
        lock (_gate)
        {
            _records.Add(record);
            _appended.SetResult();
            _appended = New();
            return _records.Count - 1;
        }
    }

    public IReadOnlyList<MemoryRecord> All()
    {
        lock (_gate)
        {
            return [.. _records];
        }
    }

    /// <summary>The record at an offset, as soon as there is one.</summary>
    public async Task<MemoryRecord> ReadAsync(long offset, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task appended;
            lock (_gate)
            {
                if (offset < _records.Count)
                {
                    return _records[(int)offset];
                }

                appended = _appended.Task;
            }

            await appended.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
