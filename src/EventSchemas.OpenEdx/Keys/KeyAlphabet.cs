using System.Buffers;
using System.Text;

namespace EventSchemas.OpenEdx;

/// <summary>The characters that a part of a key can have. The sets are those of the Python library opaque-keys.</summary>
sealed class KeyAlphabet
{
    private const string Digits = "0123456789";
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + Digits + "_";

    private readonly SearchValues<char> _ascii;
    private readonly Func<Rune, bool> _isOtherAllowed;

    private KeyAlphabet(string ascii, Func<Rune, bool> isOtherAllowed)
    {
        _ascii = SearchValues.Create(ascii);
        _isOtherAllowed = isOtherAllowed;
    }

    /// <summary>A course, and a block in it.</summary>
    public static KeyAlphabet Identifier { get; } = new(Word + "-~.:", IsWord);

    /// <summary>An old course, <c>org/course/run</c>.</summary>
    public static KeyAlphabet OldIdentifier { get; } = new(Word + "-.%", IsWord);

    /// <summary>A block in an old course.</summary>
    public static KeyAlphabet OldBlock { get; } = new(Word + "-~.:%", IsWord);

    /// <summary>The organization of a library, and the types of its blocks and containers.</summary>
    public static KeyAlphabet Ascii { get; } = new(Word + "-.", _ => false);

    /// <summary>A library, and the ids of its content.</summary>
    public static KeyAlphabet Slug { get; } = new(Word + "-.", IsWord);

    /// <summary>A number: decimal digits of any script, as in Python.</summary>
    public static KeyAlphabet Number { get; } = new(Digits, Rune.IsDigit);

    /// <summary>A MongoDB object id.</summary>
    public static KeyAlphabet Hexadecimal { get; } = new(Digits + "abcdef", _ => false);

    /// <summary>The number of characters (UTF-16 code units) at the start of a text that belong to the alphabet.</summary>
    public int PrefixLength(ReadOnlySpan<char> text)
    {
        int length = 0;
        while (true)
        {
            int ascii = text[length..].IndexOfAnyExcept(_ascii);
            if (ascii < 0)
            {
                return text.Length;
            }

            length += ascii;
            if (Rune.DecodeFromUtf16(text[length..], out Rune rune, out int taken) != OperationStatus.Done
                || rune.IsAscii
                || !_isOtherAllowed(rune))
            {
                return length;
            }

            length += taken;
        }
    }

    // Python's \w matches letters and numbers. .NET's \w would match combining marks as well.
    private static bool IsWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);
}
