using System.Diagnostics.CodeAnalysis;

namespace EventSchemas.OpenEdx;

/// <summary>
/// A text that should be a key. A member of a key's own type makes the whole event unreadable where the text is none; a member of this type takes
/// any text, keeps it, and says whether it is a key. Use it in a declaration of your own where one odd key must not stop a consumer, or where
/// what was received is passed on as it was; the events of this package have the keys' own types.
/// </summary>
/// <remarks>The default is no text: the codec refuses to write it with an <see cref="EventDataException"/>.</remarks>
/// <typeparam name="TKey">The key, such as <see cref="CourseKey"/>.</typeparam>
public readonly struct MaybeKey<TKey> : ISpanParsable<MaybeKey<TKey>>, ISpanFormattable, IUtf8SpanFormattable, IEquatable<MaybeKey<TKey>>
    where TKey : struct, ISpanParsable<TKey>
{
    private readonly string? _text;

    /// <summary>Keeps a text.</summary>
    /// <param name="text">The text, which may be no key.</param>
    public MaybeKey(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text, exactly as it was received; empty for the default.</summary>
    public string Text => _text ?? "";

    /// <summary>Whether the text is a key.</summary>
    public bool IsValid => TryGetKey(out _);

    /// <summary>Whether two have the same text.</summary>
    public static bool operator ==(MaybeKey<TKey> left, MaybeKey<TKey> right) => left.Equals(right);

    /// <summary>Whether two have different texts.</summary>
    public static bool operator !=(MaybeKey<TKey> left, MaybeKey<TKey> right) => !left.Equals(right);

    /// <summary>The key, where the text is one.</summary>
    /// <param name="key">The key, or the default.</param>
    /// <returns>Whether the text is one.</returns>
    public bool TryGetKey(out TKey key) => TKey.TryParse(_text, null, out key);

    /// <summary>Whether the other has the same text, character by character.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(MaybeKey<TKey> other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is MaybeKey<TKey> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

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

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, "text", utf8Destination, out bytesWritten);
}
