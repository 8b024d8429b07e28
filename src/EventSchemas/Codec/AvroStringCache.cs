using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EventSchemas;

/// <summary>
/// Short ASCII texts that were read before, for generated code. Bounded: a text has one place, which the next one of the same hash takes.
/// Safe for concurrent use; where two threads meet, one of the strings is merely not kept.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AvroStringCache
{
    private const int Places = 256;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text of bytes, or null where they are not all ASCII.</summary>
    internal string? Get(ref byte source, uint length)
    {
        ref string? place = ref _texts[Hash(ref source, length) >> 56];
        string? kept = place;
        return kept is not null && AsciiTranscoder.AreEqual(kept, ref source, length)
            ? kept
            : Keep(ref place, AsciiTranscoder.TryWiden(ref source, length));
    }

    private static string? Keep(ref string? place, string? text)
    {
        // Without the barrier another thread could see the reference before the characters.
        Volatile.Write(ref place, text);
        return text;
    }

    private static ulong Hash(ref byte source, uint length)
    {
        ulong hash = length;
        uint i = 0;
        for (; i + 8 <= length; i += 8)
        {
            hash = (hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref source, i))) * Multiplier;
            hash ^= hash >> 32;
        }

        for (; i < length; i++)
        {
            hash = (hash ^ Unsafe.Add(ref source, i)) * Multiplier;
        }

        return hash;
    }
}
