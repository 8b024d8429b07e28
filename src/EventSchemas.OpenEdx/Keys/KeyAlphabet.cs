using System.Buffers;
using System.Text;

namespace EventSchemas.OpenEdx;

/// <summary>Which characters a part of a key may have.</summary>
sealed class KeyAlphabet
{
    private const string Digits = "0123456789";
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + Digits + "_";

    private readonly SearchValues<char> _ascii;
    private readonly Func<Rune, bool> _other;

    private KeyAlphabet(string ascii, Func<Rune, bool> other)
    {
        _ascii = SearchValues.Create(ascii);
        _other = other;
    }

    /// <summary>Of a course, and of a block in it.</summary>
    public static KeyAlphabet Identifier { get; } = new(Word + "-~.:", IsWord);

    /// <summary>Of an old course, <c>org/course/run</c>.</summary>
    public static KeyAlphabet OldIdentifier { get; } = new(Word + "-.%", IsWord);

    /// <summary>Of a block in an old course.</summary>
    public static KeyAlphabet OldBlock { get; } = new(Word + "-~.:%", IsWord);

    /// <summary>Of the organization of a library, and of the type of what is in it.</summary>
    public static KeyAlphabet Ascii { get; } = new(Word + "-.", _ => false);

    /// <summary>Of a library, and of what is in it.</summary>
    public static KeyAlphabet Slug { get; } = new(Word + "-.", IsWord);

    /// <summary>Of a number.</summary>
    public static KeyAlphabet Number { get; } = new(Digits, Rune.IsDigit);

    /// <summary>Of an object id.</summary>
    public static KeyAlphabet Hexadecimal { get; } = new(Digits + "abcdef", _ => false);

    /// <summary>How many characters at the start of a text belong to the alphabet.</summary>
    public int Span(ReadOnlySpan<char> text)
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
            if (Rune.DecodeFromUtf16(text[length..], out Rune rune, out int taken) != OperationStatus.Done || rune.IsAscii || !_other(rune))
            {
                return length;
            }

            length += taken;
        }
    }

    // What Python's \w takes: letters and numbers, and no marks, which .NET's \w takes too.
    private static bool IsWord(Rune rune) => Rune.IsLetter(rune) || Rune.IsNumber(rune);
}
