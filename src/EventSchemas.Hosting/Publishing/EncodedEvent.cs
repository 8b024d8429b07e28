namespace EventSchemas.Hosting;

/// <summary>An event as bytes, with room in front for the transport's framing.</summary>
/// <param name="Value">The event, or null for a tombstone.</param>
/// <param name="Key">The key, or null if the event has none.</param>
readonly record struct EncodedEvent(byte[]? Value, byte[]? Key)
{
    /// <summary>A copy with its own arrays, for another topic: the framing in front differs.</summary>
    public EncodedEvent Copy() => new(Value is null ? null : [.. Value], Key is null ? null : [.. Key]);

    /// <summary>A copy without the first bytes of the headroom, for a transport that needs less, or that shares it with others.</summary>
    public EncodedEvent From(int start) => new(Value?[start..], Key?[start..]);

    /// <summary>Encodes an event.</summary>
    /// <param name="value">The event.</param>
    /// <param name="headroom">How many bytes in front of value and key stay zero.</param>
    public static EncodedEvent Of<TEvent>(TEvent value, int headroom)
        where TEvent : class, IEventContract<TEvent>
    {
        // One writer for both: a second one would take a new buffer while the first holds the thread's.
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Reserve(ref writer, headroom);
            TEvent.Write(ref writer, value);
            int length = writer.Length;
            if (TEvent.Descriptor.Key is null)
            {
                return new EncodedEvent(writer.ToArray(), Key: null);
            }

            Reserve(ref writer, headroom);
            TEvent.WriteKey(ref writer, value);
            ReadOnlySpan<byte> written = writer.WrittenSpan;
            return new EncodedEvent(written[..length].ToArray(), written[length..].ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Encodes the key alone: a tombstone, which deletes the last event with this key from a compacted topic.</summary>
    public static EncodedEvent TombstoneOf<TEvent>(TEvent value, int headroom)
        where TEvent : class, IEventContract<TEvent>
    {
        AvroWriter writer = AvroWriter.Rent();
        try
        {
            Reserve(ref writer, headroom);
            TEvent.WriteKey(ref writer, value);
            return new EncodedEvent(Value: null, writer.ToArray());
        }
        finally
        {
            writer.Dispose();
        }
    }

    private static void Reserve(ref AvroWriter writer, int headroom)
    {
        Span<byte> zeros = stackalloc byte[headroom];
        zeros.Clear();
        writer.WriteRaw(zeros);
    }
}
