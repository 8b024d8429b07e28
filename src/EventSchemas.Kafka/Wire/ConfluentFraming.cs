using System.Buffers.Binary;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>Confluent's wire format: a zero byte, the schema id in four bytes (big-endian), then Avro binary.</summary>
static class ConfluentFraming
{
    public const int Length = 5;

    private const byte Magic = 0;

    // Confluent's newer serializers can write the schema's id into this header, as a GUID.
    private const string IdHeader = "__value_schema_id";

    public static void Write(Span<byte> destination, int schemaId)
    {
        destination[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], schemaId);
    }

    /// <summary>The problem with a message whose schema's id isn't in front of the value; null where no header says so.</summary>
    public static string? ProblemOf(Headers? headers) => headers is not null && headers.TryGetLastBytes(IdHeader, out _)
        ? $"its producer writes the schema's id into the header {IdHeader}, which isn't supported: let it write the id in front of the "
            + "value, as Confluent's serializers do by default"
        : null;

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
