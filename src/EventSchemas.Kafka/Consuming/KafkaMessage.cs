using System.Globalization;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>A message from Kafka.</summary>
sealed class KafkaMessage(ConsumeResult<byte[]?, byte[]?> result, MessageReader reader) : ReceivedMessage
{
    public Headers? Headers => result.Message.Headers;

    public byte[]? Value => result.Message.Value;

    public override object Position => result.TopicPartitionOffset;

    public override ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken) => reader.ReadAsync(this, cancellationToken);

    public override EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt) => new()
    {
        Metadata = metadata,
        Topic = result.Topic,
        Partition = result.Partition.Value,
        Offset = result.Offset.Value,
        Group = group,
        Handler = handler,
        Attempt = attempt,
    };

    public override string ToLogText(bool mayBePersonal)
    {
        var text = new StringBuilder();
        foreach (IHeader header in Headers ?? [])
        {
            string value = header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : "null";
            text.Append(CultureInfo.InvariantCulture, $"{header.Key}={value}; ");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"key={Text(result.Message.Key, mayBePersonal)}; value={Text(Value, mayBePersonal)}")
            .ToString();
    }

    private static string Text(byte[]? bytes, bool mayBePersonal) =>
        bytes is null ? "null"
        : mayBePersonal ? string.Create(CultureInfo.InvariantCulture, $"*** ({bytes.Length} bytes)")
        : "base64:" + Convert.ToBase64String(bytes);
}
