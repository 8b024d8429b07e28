namespace EventSchemas.Kafka;

/// <summary>An event as bytes, with room for the framing in front.</summary>
/// <param name="Value">The event.</param>
/// <param name="Key">The key, or null where the event has none.</param>
sealed record EncodedEvent(byte[] Value, byte[]? Key)
{
    /// <summary>The same with arrays of its own, for the next topic: each has its own schema ids in front.</summary>
    public EncodedEvent Copy() => new([.. Value], Key is null ? null : [.. Key]);

    public static EncodedEvent Of<TEvent>(TEvent value)
        where TEvent : class, IEventContract<TEvent>
    {
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Reserve(ref writer);
            TEvent.Write(ref writer, value);
            return new EncodedEvent(writer.ToArray(), TEvent.Descriptor.Key is null ? null : KeyOf(value));
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static byte[] KeyOf<TEvent>(TEvent value)
        where TEvent : class, IEventContract<TEvent>
    {
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Reserve(ref writer);
            TEvent.WriteKey(ref writer, value);
            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static void Reserve(ref AvroWriter writer)
    {
        Span<byte> framing = stackalloc byte[ConfluentFraming.Length];
        framing.Clear();
        writer.WriteRaw(framing);
    }
}
