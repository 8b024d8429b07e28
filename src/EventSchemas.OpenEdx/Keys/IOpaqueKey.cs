using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Unicode;

namespace EventSchemas.OpenEdx;

/// <summary>
/// What the key types share. A key type supplies its <see cref="Kind"/> and its constructor; parsing comes from here. Formatting doesn't:
/// calling a default implementation on a struct would box it, so each key forwards to <see cref="KeyText"/> itself.
/// </summary>
/// <typeparam name="TKey">The key type.</typeparam>
interface IOpaqueKey<TKey> : ISpanParsable<TKey>, ISpanFormattable, IUtf8SpanFormattable
    where TKey : struct, IOpaqueKey<TKey>
{
    /// <summary>The forms that the text of such a key can have.</summary>
    static abstract KeyKind Kind { get; }

    /// <summary>Wraps a text that has already been found to have one of the forms.</summary>
    static abstract TKey FromValidText(string text);

    static TKey IParsable<TKey>.Parse(string s, IFormatProvider? provider) => KeyText.Parse<TKey>(s);

    static TKey ISpanParsable<TKey>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => KeyText.Parse<TKey>(s);

    static bool IParsable<TKey>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TKey result) =>
        KeyText.TryParse(s, out result);

    static bool ISpanParsable<TKey>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TKey result) =>
        KeyText.TryParse(s, out result);

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString()!;
}

/// <summary>Parses and formats keys of every type.</summary>
static class KeyText
{
    public static TKey Parse<TKey>(string text)
        where TKey : struct, IOpaqueKey<TKey>
    {
        ArgumentNullException.ThrowIfNull(text);
        return TKey.Kind.Matches(text) ? TKey.FromValidText(text) : throw TKey.Kind.InvalidText(text);
    }

    public static TKey Parse<TKey>(ReadOnlySpan<char> text)
        where TKey : struct, IOpaqueKey<TKey> =>
        TKey.Kind.Matches(text) ? TKey.FromValidText(text.ToString()) : throw TKey.Kind.InvalidText(text);

    public static bool TryParse<TKey>(string? text, out TKey key)
        where TKey : struct, IOpaqueKey<TKey>
    {
        bool isKey = text is not null && TKey.Kind.Matches(text);
        key = isKey ? TKey.FromValidText(text!) : default;
        return isKey;
    }

    public static bool TryParse<TKey>(ReadOnlySpan<char> text, out TKey key)
        where TKey : struct, IOpaqueKey<TKey>
    {
        bool isKey = TKey.Kind.Matches(text);
        key = isKey ? TKey.FromValidText(text.ToString()) : default;
        return isKey;
    }

    public static bool TryFormat(string? text, Span<char> destination, out int written)
    {
        bool fits = text.AsSpan().TryCopyTo(destination);
        written = fits ? text.AsSpan().Length : 0;
        return fits;
    }

    /// <summary>Writes the text as UTF-8. This is what the codec sends.</summary>
    /// <param name="text">The text, or <see langword="null"/> if the value is the default.</param>
    /// <param name="name">What the message of an exception calls the value.</param>
    /// <param name="destination">Receives the bytes.</param>
    /// <param name="written">The number of bytes written.</param>
    /// <returns>False if the destination is too small.</returns>
    /// <exception cref="EventDataException">There is no text, or UTF-8 can't represent it.</exception>
    public static bool TryFormat(string? text, string name, Span<byte> destination, out int written)
    {
        if (text is null)
        {
            throw new EventDataException($"The value is the default, which holds no {name}: no consumer could read it");
        }

        return Utf8.FromUtf16(text, destination, out _, out written, replaceInvalidSequences: false) switch
        {
            OperationStatus.Done => true,
            OperationStatus.DestinationTooSmall => false,
            _ => throw new EventDataException("The text holds a lone surrogate, which UTF-8 can't represent"),
        };
    }
}
