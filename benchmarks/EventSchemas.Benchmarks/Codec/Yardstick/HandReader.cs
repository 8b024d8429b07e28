using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace EventSchemas.Benchmarks;

/// <summary>
/// The reader of the yardstick. The position is passed as a parameter, and every length is checked against the remaining bytes.
/// </summary>
static class HandReader
{
    private static readonly UTF8Encoding Strict = new(false, true);

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
            return bytes.IsEmpty ? "" : Strict.GetString(bytes);
        }

        ref byte source = ref MemoryMarshal.GetReference(bytes);
        uint length = (uint)bytes.Length;
        return length >= 8 ? Wide(ref source, length) ?? Strict.GetString(bytes) : Short(ref source, length) ?? Strict.GetString(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? Wide(ref byte source, uint length)
    {
        uint last = length - 8;
        ulong seen = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last));
        for (uint i = 0; i < last; i += 8)
        {
            seen |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i));
        }

        if ((seen & 0x8080808080808080) != 0)
        {
            return null;
        }

        string text = new('\0', (int)length);
        ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        for (uint i = 0; i < last; i += 8)
        {
            Widen(ref source, ref target, i);
        }

        Widen(ref source, ref target, last);
        return text;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen(ref byte source, ref ushort target, uint index)
    {
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, index));
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(bytes).AsByte()).StoreUnsafe(ref target, index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static string? Short(ref byte source, uint length)
    {
        uint bits = 0;
        for (uint i = 0; i < length; i++)
        {
            bits |= Unsafe.Add(ref source, i);
        }

        if (bits >= 0x80)
        {
            return null;
        }

        string text = new('\0', (int)length);
        ref char target = ref MemoryMarshal.GetReference(text.AsSpan());
        for (uint i = 0; i < length; i++)
        {
            Unsafe.Add(ref target, i) = (char)Unsafe.Add(ref source, i);
        }

        return text;
    }

    public static DateTimeOffset DateTime(ReadOnlySpan<byte> data, ref int position) =>
        IsoDateTime.TryParse(Bytes(data, ref position), out DateTimeOffset value)
            ? value
            : throw new InvalidDataException("not a date-time");

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
