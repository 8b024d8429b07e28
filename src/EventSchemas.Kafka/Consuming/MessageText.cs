using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// A message as text: what the log must hold of one that is passed over, so that somebody can send it again. Key and value of one that may
/// say something about a person are not shown; Kafka has them at its position for as long as the topic keeps them.
/// </summary>
static class MessageText
{
    public static string Of(ConsumeResult<byte[]?, byte[]?> message, bool mayBePersonal)
    {
        var text = new StringBuilder();
        foreach (IHeader header in message.Message.Headers ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{header.Key}={(header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : "null")}; ");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"key={Shown(message.Message.Key, mayBePersonal)}; value={Shown(message.Message.Value, mayBePersonal)}")
            .ToString();
    }

    private static string Shown(byte[]? bytes, bool mayBePersonal) =>
        bytes is null ? "null"
        : mayBePersonal ? string.Create(CultureInfo.InvariantCulture, $"*** ({bytes.Length} bytes)")
        : "base64:" + Convert.ToBase64String(bytes);
}
