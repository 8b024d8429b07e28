using System.Collections.Concurrent;
using System.Globalization;
using EventSchemas.Avro;
using EventSchemas.Hosting;

namespace EventSchemas.Testing;

/// <summary>A record on its way to the handlers of a group.</summary>
sealed class MemoryMessage(MemoryRecord record, MemoryPartition partition, long offset, MemoryReader reader) : ReceivedMessage
{
    /// <summary>The name of the bus in memory in spans and metrics.</summary>
    public const string MessagingSystem = "memory";

    public MemoryRecord Record => record;

    public long Offset => offset;

    /// <summary>Where the record was first.</summary>
    public MemoryPlace Origin => record.Origin ?? new MemoryPlace(partition.Topic, partition.Number, offset);

    public override string SystemName => MessagingSystem;

    public override object Position =>
        string.Create(CultureInfo.InvariantCulture, $"{partition.Topic} [{partition.Number}] @{offset}");

    public override string? TargetHandler => record.Handler;

    public override bool IsReturned => record.Origin is not null;

    public override bool IncludesProcessed => record.IncludesProcessed;

    public override ReadOnlyMemory<byte> RawValue => record.Value;

    public override ReadOnlyMemory<byte> Data => record.Value;

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) => new(reader.Read(record));

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) => new()
    {
        Metadata = metadata,
        Topic = Origin.Topic,
        Partition = Origin.Partition,
        Offset = Origin.Offset,
        Group = group,
        Handler = handler,
        Attempt = attempt,
        Delivery = record.Delivery,
        Redrives = record.Redrives,
        IsRedelivered = IsReturned,
        Timestamp = record.Time,
        Key = record.Key?.AsMemory(),
        Headers = record.Headers,
    };

    // As bytes: it is asked for events that can't be read.
    public override string ToLogText(bool mayBePersonal) => mayBePersonal || record.Value is null
        ? record.EventType
        : $"{record.EventType}: base64:{Convert.ToBase64String(record.Value)}";
}

/// <summary>Reads the events of a group by the schema that they were written with. Safe for concurrent use.</summary>
sealed class MemoryReader(ConsumerGroup group, ServiceIdentity service)
{
    private readonly ConcurrentDictionary<(EventRegistration Registration, AvroSchema Writer), ResolutionPlan> _plans = new();

    public ReadOutcome Read(MemoryRecord record)
    {
        EventRegistration? registration = group.Events.FirstOrDefault(e => e.Descriptor.EventType == record.EventType);
        if (record.Value is null || (registration is null && !group.HandlesAll))
        {
            return ReadOutcome.Ignored.Instance;
        }

        EventMetadata metadata = Metadata(record);
        if (registration is null)
        {
            return new ReadOutcome.Event(Registration: null, Value: null, metadata, record.Schema);
        }

        try
        {
            ResolutionPlan plan = _plans.GetOrAdd((registration, record.Schema), key => key.Registration.CreatePlan(key.Writer));
            return new ReadOutcome.Event(registration, registration.Read(record.Value, plan), metadata, record.Schema);
        }
        catch (Exception e) when (e is SchemaResolutionException or EventDataException)
        {
            return new ReadOutcome.Unreadable(record.EventType, registration, e.Message, e);
        }
    }

    private EventMetadata Metadata(MemoryRecord record) => new()
    {
        EventType = record.EventType,
        Id = record.Id,
        Time = record.Time,
        Source = record.Metadata?.Source ?? service.SourceOf(record.Conventions),
        SourceHost = Find(record, EventHeaderContent.SourceHost) is { } host
            ? record.Metadata?.SourceHost ?? host.Text ?? service.Host
            : "",
        SourceLibrary = Find(record, EventHeaderContent.SourceLibrary) is null ? ""
            : record.Metadata is { SourceLibrary: { Length: > 0 } library } ? library
            : service.Library,
        MinorVersion = Find(record, EventHeaderContent.MinorVersion) is not null ? record.Metadata?.MinorVersion ?? 0 : 0,
    };

    private static EventHeader? Find(MemoryRecord record, EventHeaderContent content) =>
        record.Conventions.Headers.FirstOrDefault(header => header.Content == content);
}
