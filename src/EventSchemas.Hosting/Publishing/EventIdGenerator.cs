using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EventSchemas.Hosting;

/// <summary>
/// Creates ids of events: UUIDs of version 1, as the Python services put into <c>ce_id</c>, or of version 7 (RFC 9562). The node of
/// version 1 is random, so that it reveals no network address. Safe for concurrent use; two ids of one instance are never equal.
/// </summary>
sealed class EventIdGenerator(TimeProvider time)
{
    // Ticks of 100 ns between the start of the Gregorian calendar and of DateTime.
    private static readonly long Epoch = new DateTime(1582, 10, 15, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly byte[] _clockAndNode = RandomClockAndNode();
    private long _last;

    /// <summary>A new id.</summary>
    /// <param name="version">The version of the UUID.</param>
    public Guid Next(int version) => version switch
    {
        1 => NextVersion1(),
        7 => Guid.CreateVersion7(time.GetUtcNow()),
        _ => throw new NotSupportedException($"Ids are UUIDs of version 1 or 7, not {version}."),
    };

    private Guid NextVersion1()
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
