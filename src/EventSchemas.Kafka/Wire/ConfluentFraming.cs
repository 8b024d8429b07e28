using System.Buffers.Binary;

namespace EventSchemas.Kafka;

/// <summary>Confluent's wire format: a zero byte, the schema id in four bytes (big-endian), then Avro binary.</summary>
static class ConfluentFraming
{
    public const int Length = 5;

    private const byte Magic = 0;

    public static void Write(Span<byte> destination, int schemaId)
    {
        destination[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], schemaId);
    }

    /// <summary>Reads the schema's id.</summary>
    /// <returns>The problem, or null.</returns>
    public static string? TryRead(ReadOnlySpan<byte> message, out int schemaId)
    {
        schemaId = 0;
        if (message.Length <= Length)
        {
            return $"the value has {message.Length} bytes, but a framed event has more than {Length}";
        }

        if (message[0] != Magic)
        {
            return $"the value begins with the byte {message[0]}, but Confluent's framing begins with {Magic}";
        }

        schemaId = BinaryPrimitives.ReadInt32BigEndian(message[1..]);
        return null;
    }
}
