namespace EventSchemas.OpenEdx;

/// <summary>One part of a form: what stands in front of it, and what it may be.</summary>
/// <param name="Lead">The text in front of it, which its alphabet can't be mistaken for.</param>
/// <param name="Part">What it says.</param>
/// <param name="Alphabet">The characters that it may have.</param>
sealed record KeySegment(string Lead, KeyPart Part, KeyAlphabet Alphabet)
{
    /// <summary>Whether a key of the form may lack it.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The fewest characters.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>The most characters.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>Whether a text is such a part, from its start to its end.</summary>
    public bool Takes(string text) => IsLength(text.Length) && Alphabet.Span(text) == text.Length;

    /// <summary>How many characters it has at the start of a text, or −1 where it can't be there.</summary>
    public int Measure(ReadOnlySpan<char> text)
    {
        int length = Alphabet.Span(text);
        return IsLength(length) ? length : -1;
    }

    private bool IsLength(int length) => length >= MinLength && length <= MaxLength;
}
