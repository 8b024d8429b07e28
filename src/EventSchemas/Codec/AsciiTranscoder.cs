using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EventSchemas;

/// <summary>
/// Converts short ASCII text between UTF-16 and UTF-8, inlined: a call of the runtime's transcoder would cost more than the conversion.
/// </summary>
static class AsciiTranscoder
{
    /// <summary>Texts shorter than this have a length prefix of one byte.</summary>
    public const int ShortLength = 64;

    private const ulong NotAscii8 = 0x8080_8080_8080_8080;

    /// <summary>
    /// Narrows a text into room of at least its length. Returns false if it isn't all ASCII; the room is then undefined.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryNarrow(string text, ref byte target)
    {
        ref ushort source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        uint length = (uint)text.Length;
        if (length >= 8)
        {
            Vector128<ushort> seen = Vector128<ushort>.Zero;
            uint last = length - 8;
            for (uint i = 0; i < last; i += 8)
            {
                seen |= Narrow8(ref source, ref target, i);
            }

            seen |= Narrow8(ref source, ref target, last);
            return (seen & Vector128.Create((ushort)0xFF80)) == Vector128<ushort>.Zero;
        }

        uint bits = 0;
        for (uint i = 0; i < length; i++)
        {
            ushort unit = Unsafe.Add(ref source, i);
            bits |= unit;
            Unsafe.Add(ref target, i) = (byte)unit;
        }

        return bits < 0x80;
    }

    /// <summary>The text of ASCII bytes. Returns null, without allocating, if they aren't all ASCII.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static string? TryWiden(ref byte source, uint length)
    {
        if (length - 8 <= 8)
        {
            ulong first = Unsafe.ReadUnaligned<ulong>(ref source);
            ulong second = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, length - 8));
            return ((first | second) & NotAscii8) == 0 ? Widen16(first, second, length) : null;
        }

        if (length > 16)
        {
            uint last = length - 8;
            ulong seen = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, last));
            for (uint i = 0; i < last; i += 8)
            {
                seen |= Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i));
            }

            if ((seen & NotAscii8) != 0)
            {
                return null;
            }

            string text = new('\0', (int)length);
            ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
            for (uint i = 0; i < last; i += 8)
            {
                Widen8(ref source, ref target, i);
            }

            Widen8(ref source, ref target, last);
            return text;
        }

        return length == 0 ? "" : TryWidenShort(ref source, length);
    }

    /// <summary>Whether a text equals the text of ASCII bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreEqual(string text, ref byte source, uint length)
    {
        if ((uint)text.Length != length)
        {
            return false;
        }

        ref ushort units = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        if (length < 8)
        {
            return AreEqualShort(ref units, ref source, length);
        }

        uint last = length - 8;
        Vector128<ushort> different = Difference8(ref units, ref source, last);
        for (uint i = 0; i < last; i += 8)
        {
            different |= Difference8(ref units, ref source, i);
        }

        return different == Vector128<ushort>.Zero;
    }

    private static bool AreEqualShort(ref ushort units, ref byte source, uint length)
    {
        int different = 0;
        for (uint i = 0; i < length; i++)
        {
            different |= Unsafe.Add(ref units, i) ^ Unsafe.Add(ref source, i);
        }

        return different == 0;
    }

    private static string Widen16(ulong first, ulong second, uint length)
    {
        string text = new('\0', (int)length);
        ref ushort target = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text.AsSpan()));
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(first).AsByte()).StoreUnsafe(ref target);
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(second).AsByte()).StoreUnsafe(ref target, length - 8);
        return text;
    }

    private static string? TryWidenShort(ref byte source, uint length)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Widen8(ref byte source, ref ushort target, uint index) => Wide8(ref source, index).StoreUnsafe(ref target, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Difference8(ref ushort units, ref byte source, uint index) =>
        Vector128.LoadUnsafe(ref units, index) ^ Wide8(ref source, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Wide8(ref byte source, uint index) =>
        Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, index))).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ushort> Narrow8(ref ushort source, ref byte target, uint index)
    {
        Vector128<ushort> units = Vector128.LoadUnsafe(ref source, index);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, index), Vector128.Narrow(units, units).AsUInt64().ToScalar());
        return units;
    }
}
