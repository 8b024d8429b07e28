using System.Diagnostics.CodeAnalysis;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A text that should be a key. A member of a key type makes the whole event unreadable if its text isn't valid; a member of this type
/// accepts any text, keeps it, and tells whether it is a key. Use it in your own event records if one invalid key must not stop a
/// consumer, or if a text has to be passed on as it was received. The events of this package use the key types.
/// </summary>
/// <remarks>
/// Two are equal if their texts are, character by character. The default has no text: the codec throws an <see cref="EventDataException"/>
/// instead of writing it.
/// </remarks>
/// <typeparam name="TKey">The key type, such as <see cref="CourseKey"/>.</typeparam>
[TextForm(@"[\s\S]*")]
public readonly record struct MaybeKey<TKey> : ISpanParsable<MaybeKey<TKey>>, ISpanFormattable, IUtf8SpanFormattable
    where TKey : struct, ISpanParsable<TKey>
{
    private readonly string? _text;

    /// <summary>Keeps a text.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException">The text is <see langword="null"/>.</exception>
    public MaybeKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text, exactly as it was received; empty for the default.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether the text is a valid key.</summary>
    public bool IsValid => TryGetKey(out _);

    /// <summary>Parses the text as a key.</summary>
    /// <param name="key">The key, or the default if the text isn't valid.</param>
    /// <returns>Whether the text is a valid key.</returns>
    public bool TryGetKey(out TKey key) => TKey.TryParse(_text, null, out key);

    /// <summary>The text; empty for the default.</summary>
    public override string ToString() => Text;

    static MaybeKey<TKey> IParsable<MaybeKey<TKey>>.Parse(string s, IFormatProvider? provider) => new(s);

    static MaybeKey<TKey> ISpanParsable<MaybeKey<TKey>>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => new(s.ToString());

    static bool IParsable<MaybeKey<TKey>>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MaybeKey<TKey> result)
    {
        result = s is null ? default : new(s);
        return s is not null;
    }

    static bool ISpanParsable<MaybeKey<TKey>>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out MaybeKey<TKey> result)
    {
        result = new(s.ToString());
        return true;
    }

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => Text;

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, "text", utf8Destination, out bytesWritten);
}
