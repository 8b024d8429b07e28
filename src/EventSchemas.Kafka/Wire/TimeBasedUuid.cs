using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EventSchemas.Kafka;

/// <summary>
/// UUIDs of version 1 (RFC 9562): what the Python services put into <c>ce_id</c>. The node is random, so that it tells nobody's
/// network address. Safe for concurrent use; two of one instance are never equal.
/// </summary>
sealed class TimeBasedUuid(TimeProvider time)
{
    // Ticks of 100 ns between the start of the Gregorian calendar and of DateTime.
    private static readonly long Epoch = new DateTime(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly byte[] _clockAndNode = RandomClockAndNode();
    private long _last;

    public Guid Next()
    {
        long timestamp = NextTimestamp();
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)timestamp);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)(timestamp >> 32));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(((timestamp >> 48) & 0x0FFF) | 0x1000));
        _clockAndNode.CopyTo(bytes[8..]);
        return new Guid(bytes, bigEndian: true);
    }

    private long NextTimestamp()
    {
        long last;
        long next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(time.GetUtcNow().Ticks - Epoch, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        return next;
    }

    private static byte[] RandomClockAndNode()
    {
        byte[] bytes = RandomNumberGenerator.GetBytes(8);
        bytes[0] = (byte)((bytes[0] & 0x3F) | 0x80);
        bytes[2] |= 0x01;
        return bytes;
    }
}
