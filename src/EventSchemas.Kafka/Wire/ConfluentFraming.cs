using System.Buffers.Binary;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// Confluent's wire format: a zero byte, the schema id in four bytes (big-endian), then Avro binary. What a message says of its schema can
/// also be in a header; then the value is Avro binary alone.
/// </summary>
static class ConfluentFraming
{
    public const int Length = 5;

    private const byte Magic = 0;

    // In front of a GUID, which is only ever in the header.
    private const byte GuidMagic = 1;
    private const int GuidLength = 17;

    private const string IdHeader = "__value_schema_id";

    public static void Write(Span<byte> destination, int schemaId)
    {
        destination[0] = Magic;
        BinaryPrimitives.WriteInt32BigEndian(destination[1..], schemaId);
    }

    /// <summary>Reads which schema wrote a value: from the header if there is one, or else from in front of the value.</summary>
    /// <param name="headers">The message's headers; null where none of them is about the schema.</param>
    /// <param name="value">The message's value.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="start">Where in the value the Avro binary begins: 0 where the header is read.</param>
    /// <returns>The problem, or null.</returns>
    public static string? TryRead(Headers? headers, ReadOnlySpan<byte> value, out WriterSchemaId schema, out int start)
    {
        start = 0;
        if (headers is not null && headers.TryGetLastBytes(IdHeader, out byte[]? id) && id is not null)
        {
            return TryReadHeader(id, out schema);
        }

        start = Length;
        string? problem = TryRead(value, out int number);
        schema = new WriterSchemaId(number);
        return problem;
    }

    /// <summary>Reads the schema's id in front of a value.</summary>
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

    private static string? TryReadHeader(ReadOnlySpan<byte> id, out WriterSchemaId schema)
    {
        schema = id switch
        {
            [GuidMagic, ..] when id.Length == GuidLength => new WriterSchemaId(0, new Guid(id[1..], bigEndian: true)),
            [Magic, ..] when id.Length == Length => new WriterSchemaId(BinaryPrimitives.ReadInt32BigEndian(id[1..])),
            _ => default,
        };
        return schema == default
            ? $"its header {IdHeader} is {Convert.ToHexString(id)}, but Confluent's serializers write the byte {GuidMagic} and a GUID, "
                + $"or the byte {Magic} and an id of four bytes"
            : null;
    }
}
