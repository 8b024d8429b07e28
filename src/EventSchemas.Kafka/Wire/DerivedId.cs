using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// Ids of events that have none, or none that is a UUID: UUIDs of version 8 (RFC 9562) from the hash of a text, so that they are the same
/// each time the message is delivered.
/// </summary>
static class DerivedId
{
    /// <summary>The id of a message by its position.</summary>
    public static Guid Of(TopicPartitionOffset position) => OfText(string.Create(
        CultureInfo.InvariantCulture, $"{position.Topic}\n{position.Partition.Value}\n{position.Offset.Value}"));

    /// <summary>The id of an event by the id that its source has given it.</summary>
    public static Guid Of(string source, string id) => OfText($"{source}\n{id}");

    private static Guid OfText(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
