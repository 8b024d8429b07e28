using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace EventSchemas;

/// <summary>
/// Short ASCII texts that were read before, for generated code. Bounded: a text replaces another one with the same hash. Safe for
/// concurrent use; if two threads add at the same time, only one of the strings is kept.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class AvroStringCache
{
    private const int Slots = 256;
    private const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;

    private readonly string?[] _texts = new string?[Slots];

    /// <summary>The text of bytes, or null if they aren't all ASCII.</summary>
    internal string? Get(ref byte source, uint length)
    {
        ref string? slot = ref _texts[Hash(ref source, length) >> 56];
        string? kept = slot;
        return kept is not null && AsciiTranscoder.AreEqual(kept, ref source, length)
            ? kept
            : Keep(ref slot, AsciiTranscoder.TryWiden(ref source, length));
    }

    private static string? Keep(ref string? slot, string? text)
    {
        // Without the barrier another thread could see the reference before the characters.
        Volatile.Write(ref slot, text);
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
