namespace EventSchemas.Kafka;

/// <summary>Bytes of a message, which may be absent.</summary>
static class WireBytes
{
    /// <summary>The bytes; null where there are none. The implicit conversion would make null an empty value.</summary>
    public static ReadOnlyMemory<byte>? ToMemory(byte[]? bytes) => bytes is null ? (ReadOnlyMemory<byte>?)null : bytes.AsMemory();
}
