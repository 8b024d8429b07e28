using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EventSchemas.Hosting;

/// <summary>Keys that are written without a schema, as Kafka's serializers do it: as UTF-8 text, or as a long of eight bytes.</summary>
static class BareKey
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The key as it is on the wire.</summary>
    /// <param name="descriptor">The event, whose key isn't written as Avro.</param>
    /// <param name="key">The key as Avro binary.</param>
    public static byte[] Of(EventDescriptor descriptor, ReadOnlySpan<byte> key)
    {
        var reader = new AvroReader(key);
        switch (descriptor.KeyFormat, descriptor.Key!.PrimitiveName)
        {
            case (EventKeyFormat.Text, "string"):
                return reader.ReadBytes();
            case (EventKeyFormat.Text, "int" or "long"):
                return Encoding.UTF8.GetBytes(reader.ReadLong().ToString(CultureInfo.InvariantCulture));
            case (EventKeyFormat.Long, "int" or "long"):
                byte[] number = new byte[sizeof(long)];
                BinaryPrimitives.WriteInt64BigEndian(number, reader.ReadLong());
                return number;
            default:
                throw new InvalidOperationException(
                    $"The key of {descriptor.EventType} is Avro's {descriptor.Key.PrimitiveName}, which can't be written as "
                    + $"{descriptor.KeyFormat}.");
        }
    }

    /// <summary>A key as text, for people.</summary>
    /// <param name="format">How it is written; not Avro.</param>
    /// <param name="key">The key as it is on the wire, from anybody.</param>
    /// <returns>The text; null if the bytes aren't such a key.</returns>
    public static string? Read(EventKeyFormat format, ReadOnlySpan<byte> key)
    {
        if (format == EventKeyFormat.Long)
        {
            return key.Length == sizeof(long)
                ? BinaryPrimitives.ReadInt64BigEndian(key).ToString(CultureInfo.InvariantCulture)
                : null;
        }

        try
        {
            return StrictUtf8.GetString(key);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
