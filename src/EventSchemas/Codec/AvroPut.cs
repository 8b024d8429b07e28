using System.Buffers;
using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace EventSchemas;

/// <summary>
/// Stores values in room that <see cref="AvroWriter.Reserve"/> returned, without bounds checks. For generated code, which reserves the
/// maximum length of several members at once. Each method returns the position after the stored value.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AvroPut
{
    /// <summary>The maximum number of bytes of the length prefix of a string or bytes.</summary>
    public const int MaxPrefix = 5;

    /// <summary>The maximum number of UTF-8 bytes for one <see langword="char"/> of a string.</summary>
    public const int MaxBytesPerChar = 3;

    private const int GuidLength = 36;

    /// <summary>Stores a <c>boolean</c>: 1 byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Boolean(ref byte at, bool value)
    {
        at = value ? (byte)1 : (byte)0;
        return ref Unsafe.Add(ref at, 1);
    }

    /// <summary>Stores the index of a branch or symbol below 64: 1 byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Index(ref byte at, int value)
    {
        at = (byte)(value << 1);
        return ref Unsafe.Add(ref at, 1);
    }

    /// <summary>Stores an <c>int</c>: at most 5 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Int(ref byte at, int value) => ref Varint(ref at, (uint)((value << 1) ^ (value >> 31)));

    /// <summary>Stores a <c>long</c>: at most 10 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Long(ref byte at, long value) => ref Varint(ref at, (ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Stores a <c>float</c>: 4 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Float(ref byte at, float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        Unsafe.WriteUnaligned(ref at, BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
        return ref Unsafe.Add(ref at, sizeof(float));
    }

    /// <summary>Stores a <c>double</c>: 8 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Double(ref byte at, double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        Unsafe.WriteUnaligned(ref at, BitConverter.IsLittleEndian ? bits : BinaryPrimitives.ReverseEndianness(bits));
        return ref Unsafe.Add(ref at, sizeof(double));
    }

    /// <summary>Stores a <c>string</c>: at most <see cref="MaxPrefix"/> bytes, and <see cref="MaxBytesPerChar"/> per character.</summary>
    /// <exception cref="EventDataException">The text holds a lone surrogate, which UTF-8 can't represent.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte String(ref byte at, string value)
    {
        if (value.Length < AsciiTranscoder.ShortLength && AsciiTranscoder.TryNarrow(value, ref Unsafe.Add(ref at, 1)))
        {
            at = (byte)(value.Length << 1);
            return ref Unsafe.Add(ref at, value.Length + 1);
        }

        return ref StringSlow(ref at, value);
    }

    /// <summary>Stores <c>bytes</c>: at most <see cref="MaxPrefix"/> bytes, and the bytes themselves.</summary>
    public static ref byte Bytes(ref byte at, scoped ReadOnlySpan<byte> value)
    {
        at = ref Long(ref at, value.Length);
        value.CopyTo(MemoryMarshal.CreateSpan(ref at, value.Length));
        return ref Unsafe.Add(ref at, value.Length);
    }

    /// <summary>Stores <c>bytes</c>: at most <see cref="MaxPrefix"/> bytes, and the bytes themselves.</summary>
    public static ref byte Memory(ref byte at, ReadOnlyMemory<byte> value) => ref Bytes(ref at, value.Span);

    /// <summary>Stores a date-time in the format of Python's <c>isoformat</c>: at most 33 bytes.</summary>
    public static ref byte DateTimeText(ref byte at, DateTimeOffset value)
    {
        int length = IsoDateTime.Format(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, 1), IsoDateTime.MaxLength));
        return ref Unsafe.Add(ref Index(ref at, length), length);
    }

    /// <summary>Stores a date-time in the format of Python's <c>isoformat</c>: at most 33 bytes.</summary>
    public static ref byte LocalDateTimeText(ref byte at, DateTime value)
    {
        int length = IsoDateTime.Format(value, MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, 1), IsoDateTime.MaxLength));
        return ref Unsafe.Add(ref Index(ref at, length), length);
    }

    /// <summary>Stores a UUID as text: 37 bytes.</summary>
    public static ref byte GuidText(ref byte at, Guid value)
    {
        value.TryFormat(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, 1), GuidLength), out _);
        return ref Unsafe.Add(ref Index(ref at, GuidLength), GuidLength);
    }

    /// <summary>Stores a UUID as a fixed: 16 bytes.</summary>
    public static ref byte Uuid(ref byte at, Guid value)
    {
        const int length = 16;
        value.TryWriteBytes(MemoryMarshal.CreateSpan(ref at, length), bigEndian: true, out _);
        return ref Unsafe.Add(ref at, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref byte Varint(ref byte at, ulong value)
    {
        if (value < 0x80)
        {
            at = (byte)value;
            return ref Unsafe.Add(ref at, 1);
        }

        if (value < 0x4000)
        {
            at = (byte)(value | 0x80);
            Unsafe.Add(ref at, 1) = (byte)(value >> 7);
            return ref Unsafe.Add(ref at, 2);
        }

        return ref VarintSlow(ref at, value);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte VarintSlow(ref byte at, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            at = (byte)(value | 0x80);
            at = ref Unsafe.Add(ref at, 1);
        }

        at = (byte)value;
        return ref Unsafe.Add(ref at, 1);
    }

    // Assumes ASCII for the length of the prefix, and shifts the text if that was wrong.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ref byte StringSlow(ref byte at, string value)
    {
        int assumed = PrefixLength(value.Length);
        Span<byte> text = MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, assumed), value.Length * MaxBytesPerChar);
        if (Utf8.FromUtf16(value, text, out _, out int length, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            throw new EventDataException("The text holds a lone surrogate, which UTF-8 can't represent");
        }

        int prefix = PrefixLength(length);
        if (prefix != assumed)
        {
            text[..length].CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref at, prefix), length));
        }

        return ref Unsafe.Add(ref Long(ref at, length), length);
    }

    private static int PrefixLength(int length) => length switch
    {
        < 1 << 6 => 1,
        < 1 << 13 => 2,
        < 1 << 20 => 3,
        < 1 << 27 => 4,
        _ => MaxPrefix,
    };
}
