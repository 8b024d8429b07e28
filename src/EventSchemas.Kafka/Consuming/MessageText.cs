using System.Globalization;
using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>A message as text, whole: what the log must hold of one that is passed over, so that somebody can send it again.</summary>
static class MessageText
{
    public static string Of(ConsumeResult<byte[]?, byte[]?> message)
    {
        var text = new StringBuilder();
        foreach (IHeader header in message.Message.Headers ?? [])
        {
            text.Append(CultureInfo.InvariantCulture, $"{header.Key}={(header.GetValueBytes() is { } bytes ? Encoding.UTF8.GetString(bytes) : "null")}; ");
        }

        return text
            .Append(CultureInfo.InvariantCulture, $"key={Base64(message.Message.Key)}; value={Base64(message.Message.Value)}")
            .ToString();
    }

    private static string Base64(byte[]? bytes) => bytes is null ? "null" : "base64:" + Convert.ToBase64String(bytes);
}
