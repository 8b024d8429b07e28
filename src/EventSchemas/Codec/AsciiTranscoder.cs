using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventSchemas;

/// <summary>Short ASCII text between UTF-16 and UTF-8, inlined: for it, the call into the runtime's transcoder costs more than the work.</summary>
static class AsciiTranscoder
{
    /// <summary>Above this many characters the runtime's transcoder is faster.</summary>
    public const int MaxLength = 128;

    /// <summary>Narrows text into a destination of at least its length; false where it is not all ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNarrow(string text, Span<byte> destination)
    {
        if (destination.Length < text.Length)
        {
            return false;
        }

        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        ref byte target = ref MemoryMarshal.GetReference(destination);
        nuint length = (nuint)text.Length;
        nuint i = 0;
        if (length >= 8)
        {
            Vector128<ushort> seen = Vector128<ushort>.Zero;
            nuint last = length - 8;
            for (; i < last; i += 8)
            {
                seen |= Narrow8(ref source, ref target, i);
            }

            seen |= Narrow8(ref source, ref target, last);
            return (seen & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero;
        }

        int bits = 0;
        for (; i < length; i++)
        {
            ushort unit = Unsafe.Add(ref source, i);
            bits |= unit;
            Unsafe.Add(ref target, i) = (byte)unit;
        }

        return bits < 0x80;
    }

    /// <summary>Widens ASCII bytes to text; null where they are not all ASCII.</summary>
    public static string? TryWiden(ReadOnlySpan<byte> bytes) =>
        System.Text.Ascii.IsValid(bytes)
            ? string.Create(bytes.Length, bytes, static (chars, source) => System.Text.Ascii.ToUtf16(source, chars, out _))
            : null;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Narrow8(ref ushort source, ref byte target, nuint index)
    {
        Vector128<ushort> units = Vector128.LoadUnsafe(ref source, index);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, index), Vector128.Narrow(units, units).AsUInt64().ToScalar());
        return units;
    }
}
