using System.Diagnostics.CodeAnalysis;

namespace EventSchemas.OpenEdx;

/// <content>Its text.</content>
public readonly partial struct LibraryContainerLocator : IOpaqueKey<LibraryContainerLocator>
{
    private readonly string? _text;

    private LibraryContainerLocator(string text) => _text = text;

    static KeyKind IOpaqueKey<LibraryContainerLocator>.Kind => Kind;

    /// <summary>Whether two keys have the same text.</summary>
    public static bool operator ==(LibraryContainerLocator left, LibraryContainerLocator right) => left.Equals(right);

    /// <summary>Whether two keys have different texts.</summary>
    public static bool operator !=(LibraryContainerLocator left, LibraryContainerLocator right) => !left.Equals(right);

    /// <summary>Reads a key from its text.</summary>
    /// <param name="s">The text.</param>
    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="FormatException">The text has none of the forms of a container key.</exception>
    public static LibraryContainerLocator Parse(string s) => KeyText.Parse<LibraryContainerLocator>(s);

    /// <inheritdoc cref="Parse(string)"/>
    public static LibraryContainerLocator Parse(ReadOnlySpan<char> s) => KeyText.Parse<LibraryContainerLocator>(s);

    /// <summary>Reads a key from its text.</summary>
    /// <param name="s">The text.</param>
    /// <param name="result">The key, or the default.</param>
    /// <returns>Whether the text has one of the forms of a container key.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    /// <inheritdoc cref="TryParse(string?, out LibraryContainerLocator)"/>
    public static bool TryParse(ReadOnlySpan<char> s, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    /// <summary>Whether the other key has the same text, character by character.</summary>
    /// <param name="other">The other key.</param>
    public bool Equals(LibraryContainerLocator other) => string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is LibraryContainerLocator other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _text is null ? 0 : string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The text, exactly as it was read; empty for the default.</summary>
    public override string ToString() => _text ?? "";

    static LibraryContainerLocator IParsable<LibraryContainerLocator>.Parse(string s, IFormatProvider? provider) => KeyText.Parse<LibraryContainerLocator>(s);

    static LibraryContainerLocator ISpanParsable<LibraryContainerLocator>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => KeyText.Parse<LibraryContainerLocator>(s);

    static bool IParsable<LibraryContainerLocator>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    static bool ISpanParsable<LibraryContainerLocator>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out LibraryContainerLocator result) => KeyText.TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        KeyText.TryFormat(_text, Kind.Name, utf8Destination, out bytesWritten);

    static LibraryContainerLocator IOpaqueKey<LibraryContainerLocator>.Of(string text) => new(text);
}
