using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace EventSchemas.Benchmarks;

/// <summary>
/// The yardstick: what one would write by hand for these records only. It checks the room once per event, stores without further checks,
/// and keeps its position in a register.
/// </summary>
static class HandWriter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Long(ref byte at, long value)
    {
        ulong rest = (ulong)((value << 1) ^ (value >> 63));
        if (rest < 0x80)
        {
            at = (byte)rest;
            return ref Unsafe.Add(ref at, 1);
        }

        if (rest < 0x4000)
        {
            at = (byte)(rest | 0x80);
            Unsafe.Add(ref at, 1) = (byte)(rest >> 7);
            return ref Unsafe.Add(ref at, 2);
        }

        return ref Longer(ref at, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Byte(ref byte at, byte value)
    {
        at = value;
        return ref Unsafe.Add(ref at, 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Double(ref byte at, double value)
    {
        Unsafe.WriteUnaligned(ref at, value);
        return ref Unsafe.Add(ref at, sizeof(double));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte String(ref byte at, string value)
    {
        uint length = (uint)value.Length;
        if (length - 8 < 56)
        {
            // 8 to 63 characters: one byte of length, if they are ASCII.
            ref byte text = ref Unsafe.Add(ref at, 1);
            ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(value.AsSpan()));
            Vector128<ushort> seen = Vector128<ushort>.Zero;
            uint last = length - 8;
            for (uint i = 0; i < last; i += 8)
            {
                Vector128<ushort> units = Vector128.LoadUnsafe(ref source, i);
                seen |= units;
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref text, i), Vector128.Narrow(units, units).AsUInt64().ToScalar());
            }

            Vector128<ushort> tail = Vector128.LoadUnsafe(ref source, last);
            seen |= tail;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref text, last), Vector128.Narrow(tail, tail).AsUInt64().ToScalar());
            if ((seen & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero)
            {
                at = (byte)(length << 1);
                return ref Unsafe.Add(ref text, length);
            }
        }
        else if (length < 8)
        {
            int bits = 0;
            for (int i = 0; i < value.Length; i++)
            {
                bits |= value[i];
                Unsafe.Add(ref at, i + 1) = (byte)value[i];
            }

            if (bits < 0x80)
            {
                at = (byte)(length << 1);
                return ref Unsafe.Add(ref at, length + 1);
            }
        }

        return ref Longer(ref at, value);
    }

    public static ref byte DateTime(ref byte at, DateTimeOffset value)
    {
        int length = IsoDateTime.Format(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, 1), IsoDateTime.MaxLength));
        at = (byte)(length << 1);
        return ref Unsafe.Add(ref at, length + 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte Longer(ref byte at, ulong rest)
    {
        for (; rest >= 0x80; rest >>= 7)
        {
            at = (byte)(rest | 0x80);
            at = ref Unsafe.Add(ref at, 1);
        }

        at = (byte)rest;
        return ref Unsafe.Add(ref at, 1);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte Longer(ref byte at, string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        at = ref Long(ref at, length);
        Encoding.UTF8.GetBytes(value, MemoryMarshal.CreateSpan(ref at, length));
        return ref Unsafe.Add(ref at, length);
    }
}
