using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace EventSchemas.Benchmarks;

/// <summary>The yardstick's other half: reads with a position that is passed along, and checks every length against what is left.</summary>
static class HandTake
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Long(ReadOnlySpan<byte> data, ref int position)
    {
        int at = position;
        if ((uint)at < (uint)data.Length)
        {
            uint first = data[at];
            if (first < 0x80)
            {
                position = at + 1;
                return (int)(first >> 1) ^ -(int)(first & 1);
            }
        }

        return Longer(data, ref position);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Int(ReadOnlySpan<byte> data, ref int position)
    {
        long value = Long(data, ref position);
        return value == (int)value ? (int)value : throw new InvalidDataException("not an int");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Boolean(ReadOnlySpan<byte> data, ref int position) => data[position++] switch
    {
        0 => false,
        1 => true,
        _ => throw new InvalidDataException("not a boolean"),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Double(ReadOnlySpan<byte> data, ref int position)
    {
        double value = MemoryMarshal.Read<double>(data.Slice(position, sizeof(double)));
        position += sizeof(double);
        return value;
    }

    public static string String(ReadOnlySpan<byte> data, ref int position)
    {
        ReadOnlySpan<byte> bytes = Bytes(data, ref position);
        if ((uint)bytes.Length - 1 >= 127)
        {
            return bytes.IsEmpty ? "" : new UTF8Encoding(false, true).GetString(bytes);
        }

        string text = new('\0', bytes.Length);
        ref byte source = ref MemoryMarshal.GetReference(bytes);
        ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        uint length = (uint)bytes.Length;
        uint bits = 0;
        if (length >= 8)
        {
            ulong seen = 0;
            uint last = length - 8;
            for (uint i = 0; i < last; i += 8)
            {
                ulong part = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i));
                seen |= part;
                Vector128.WidenLower(Vector128.CreateScalarUnsafe(part).AsByte()).StoreUnsafe(ref target, i);
            }

            ulong tail = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last));
            seen |= tail;
            Vector128.WidenLower(Vector128.CreateScalarUnsafe(tail).AsByte()).StoreUnsafe(ref target, last);
            bits = (seen & 0x8080808080808080) == 0 ? 0 : 0x80u;
        }
        else
        {
            for (uint i = 0; i < length; i++)
            {
                byte part = Unsafe.Add(ref source, i);
                bits |= part;
                Unsafe.Add(ref target, i) = part;
            }
        }

        return (bits & 0x80) == 0 ? text : new UTF8Encoding(false, true).GetString(bytes);
    }

    public static DateTimeOffset DateTime(ReadOnlySpan<byte> data, ref int position) =>
        IsoDateTime.TryParse(Bytes(data, ref position), out DateTimeOffset value) ? value : throw new InvalidDataException("not a date-time");

    public static int Count(ReadOnlySpan<byte> data, ref int position)
    {
        long count = Long(data, ref position);
        if (count < 0)
        {
            count = -count;
            Long(data, ref position);
        }

        return count <= data.Length - position ? (int)count : throw new InvalidDataException("too many items");
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> data, ref int position)
    {
        long length = Long(data, ref position);
        ReadOnlySpan<byte> bytes = data.Slice(position, checked((int)length));
        position += bytes.Length;
        return bytes;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Longer(ReadOnlySpan<byte> data, ref int position)
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            byte part = data[position++];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw new InvalidDataException("a number is too long");
    }
}
