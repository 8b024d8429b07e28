using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using EventSchemas.Hosting;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>An entry on its way to the handlers of a group.</summary>
sealed class RedisMessage : ReceivedMessage
{
    /// <summary>The name of Redis in the semantic conventions of OpenTelemetry.</summary>
    public const string MessagingSystem = "redis";

    private readonly EntryReader _reader;
    private ReadOutcome? _outcome;
    private FieldList? _headers;

    /// <param name="entry">The entry.</param>
    /// <param name="reader">What reads the event.</param>
    /// <param name="deliveries">How often it was delivered, this time included.</param>
    public RedisMessage(Entry entry, EntryReader reader, long deliveries)
    {
        Entry = entry;
        Deliveries = deliveries;
        _reader = reader;
        Return = entry.Stream == reader.RetryStream ? ReturnedEntry.Read(entry) : null;
    }

    public Entry Entry { get; }

    public long Deliveries { get; }

    /// <summary>Where the entry comes back from; null for one that arrived on its own stream.</summary>
    public ReturnedEntry? Return { get; }

    /// <summary>The stream that the entry was on first.</summary>
    public string OriginStream => Return?.Stream ?? Entry.Stream;

    /// <summary>Its id there.</summary>
    public StreamId OriginId => Return?.Id ?? Entry.Id;

    public override string SystemName => MessagingSystem;

    public override object Position => Entry;

    public override string? TargetHandler => Return?.Handler;

    public override bool IsReturned => Return is not null;

    public override bool IncludesProcessed => Return?.IncludesProcessed ?? false;

    public override ReadOnlyMemory<byte> RawValue => Entry.Find(EntryFields.Data) ?? default;

    public override ReadOnlyMemory<byte> Data => RawValue;

    /// <summary>What the entry is. It is read once.</summary>
    public ReadOutcome Read() => _outcome ??= _reader.Read(this);

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) => new(Read());

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) => new()
    {
        Metadata = metadata,
        Topic = OriginStream,
        Partition = 0,
        Offset = OriginId.ToOffset(),
        EntryId = OriginId.ToString(),
        Group = group,
        Handler = handler,
        Attempt = attempt,
        Delivery = Return?.Delivery ?? DeliveryKind.Live,
        Redrives = Return?.Redrives ?? 0,
        IsRedelivered = Deliveries > 1 || IsReturned,
        Timestamp = OriginId.Time,
        Headers = _headers ??= new FieldList(Entry.Fields),
    };

    public override void Describe(Activity activity) => activity.SetTag("eventschemas.entry_id", OriginId.ToString());

    public override string ToLogText(bool mayBePersonal)
    {
        var text = new StringBuilder();
        foreach (NameValueEntry field in Entry.Fields)
        {
            string? value = field.Name == EntryFields.Data ? Text(field.Value, mayBePersonal) : field.Value;
            text.Append(CultureInfo.InvariantCulture, $"{field.Name}={value}; ");
        }

        return text.ToString();
    }

    private static string Text(RedisValue value, bool mayBePersonal) => mayBePersonal
        ? string.Create(CultureInfo.InvariantCulture, $"*** ({value.Length()} bytes)")
        : "base64:" + Convert.ToBase64String(((ReadOnlyMemory<byte>)value).Span);

    /// <summary>The fields as a handler sees them.</summary>
    private sealed class FieldList(NameValueEntry[] fields) : IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>>
    {
        public int Count => fields.Length;

        public KeyValuePair<string, ReadOnlyMemory<byte>?> this[int index] => Of(fields[index]);

        public IEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>?>> GetEnumerator() => fields.Select(Of).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static KeyValuePair<string, ReadOnlyMemory<byte>?> Of(NameValueEntry field) =>
            KeyValuePair.Create(field.Name.ToString(), (ReadOnlyMemory<byte>?)(ReadOnlyMemory<byte>)field.Value);
    }
}
