using System.Collections;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>A message from Kafka.</summary>
sealed class KafkaMessage : ReceivedMessage
{
    /// <summary>Kafka's name in the semantic conventions of OpenTelemetry.</summary>
    public const string MessagingSystem = "kafka";

    private readonly ConsumeResult<byte[]?, byte[]?> _result;
    private readonly MessageReader _reader;
    private HeaderList? _headers;

    private readonly bool _isRedelivered;

    /// <param name="result">What the client has received.</param>
    /// <param name="reader">What reads the event.</param>
    /// <param name="isRedelivered">Whether this process has had the message before.</param>
    public KafkaMessage(ConsumeResult<byte[]?, byte[]?> result, MessageReader reader, bool isRedelivered)
    {
        _result = result;
        _isRedelivered = isRedelivered;
        _reader = reader;
        Return = result.Topic == reader.RetryTopic ? ReturnedLetter.Read(result) : null;
    }

    public Headers? Headers => _result.Message.Headers;

    /// <summary>The headers as people and handlers see them.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> AllHeaders =>
        Headers is null ? [] : _headers ??= new HeaderList(Headers);

    public byte[]? Key => _result.Message.Key;

    public byte[]? Value => _result.Message.Value;

    public override ReadOnlyMemory<byte> RawValue => Value;

    public override ReadOnlyMemory<byte> Data => Value.AsMemory(DataStart);

    /// <summary>Where in the value the Avro binary begins. Reading the message tells.</summary>
    public int DataStart { get; set; } = ConfluentFraming.Length;

    /// <summary>When the message was written, for one that comes back to its own topic.</summary>
    public Timestamp Timestamp => Return?.Timestamp ?? _result.Message.Timestamp;

    /// <summary>The same as a time; null where nobody says it.</summary>
    public DateTimeOffset? WrittenAt =>
        Timestamp is { Type: not TimestampType.NotAvailable } timestamp ? new DateTimeOffset(timestamp.UtcDateTime) : null;

    /// <summary>Where the message comes back from; null for one that arrived on its own topic.</summary>
    public ReturnedLetter? Return { get; }

    /// <summary>Where the message was first: for one that comes back, its position in its own topic.</summary>
    public TopicPartitionOffset Origin => Return?.Origin ?? _result.TopicPartitionOffset;

    public override string SystemName => MessagingSystem;

    public override object Position => _result.TopicPartitionOffset;

    public override string? TargetHandler => Return?.Handler;

    public override bool IsReturned => Return is not null;

    public override bool IncludesProcessed => Return?.IncludesProcessed ?? false;

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) => _reader.ReadAsync(this, cancellationToken);

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) => new()
    {
        Metadata = metadata,
        Topic = Return?.Origin.Topic ?? _result.Topic,
        Partition = Return?.Origin.Partition.Value ?? _result.Partition.Value,
        Offset = Return?.Origin.Offset.Value ?? _result.Offset.Value,
        Group = group,
        Handler = handler,
        Attempt = attempt,
        Delivery = Return?.Delivery ?? DeliveryKind.Live,
        Redrives = Return?.Redrives ?? 0,
        IsRedelivered = _isRedelivered || IsReturned,
        Timestamp = WrittenAt ?? default,
        Key = WireBytes.ToMemory(Key),
        Headers = AllHeaders,
    };

    public override void Describe(Activity activity) => activity.SetTag("messaging.kafka.offset", Origin.Offset.Value);

    public override string ToLogText(bool mayBePersonal)
    {
        var text = new StringBuilder();
        foreach (IHeader header in Headers ?? [])
        {
            string value = header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : "null";
            text.Append(CultureInfo.InvariantCulture, $"{header.Key}={value}; ");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"key={Text(Key, mayBePersonal)}; value={Text(Value, mayBePersonal)}")
            .ToString();
    }

    private static string Text(byte[]? bytes, bool mayBePersonal) =>
        bytes is null ? "null"
        : mayBePersonal ? string.Create(CultureInfo.InvariantCulture, $"*** ({bytes.Length} bytes)")
        : "base64:" + Convert.ToBase64String(bytes);

    /// <summary>The client's headers as a handler sees them.</summary>
    private sealed class HeaderList(Headers headers) : IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>>
    {
        public int Count => headers.Count;

        public KeyValuePair<string, ReadOnlyMemory<byte>?> this[int index] => Of(headers[index]);

        public IEnumerator<KeyValuePair<string, ReadOnlyMemory<byte>?>> GetEnumerator() => headers.Select(Of).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        private static KeyValuePair<string, ReadOnlyMemory<byte>?> Of(IHeader header) =>
            KeyValuePair.Create(header.Key, WireBytes.ToMemory(header.GetValueBytes()));
    }
}
