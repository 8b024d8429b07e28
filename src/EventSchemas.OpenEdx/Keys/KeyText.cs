using System.Buffers;
using System.Text.Unicode;

namespace EventSchemas.OpenEdx;

/// <summary>Parses and formats every type of key.</summary>
static class KeyText
{
    public static TKey Parse<TKey>(string text)
        where TKey : struct, IOpaqueKey<TKey>
    {
        ArgumentNullException.ThrowIfNull(text);
        return TKey.Kind.Takes(text) ? TKey.Of(text) : throw TKey.Kind.Refusal(text);
    }

    public static TKey Parse<TKey>(ReadOnlySpan<char> text)
        where TKey : struct, IOpaqueKey<TKey> =>
        TKey.Kind.Takes(text) ? TKey.Of(text.ToString()) : throw TKey.Kind.Refusal(text);

    public static bool TryParse<TKey>(string? text, out TKey key)
        where TKey : struct, IOpaqueKey<TKey>
    {
        bool isKey = text is not null && TKey.Kind.Takes(text);
        key = isKey ? TKey.Of(text!) : default;
        return isKey;
    }

    public static bool TryParse<TKey>(ReadOnlySpan<char> text, out TKey key)
        where TKey : struct, IOpaqueKey<TKey>
    {
        bool isKey = TKey.Kind.Takes(text);
        key = isKey ? TKey.Of(text.ToString()) : default;
        return isKey;
    }

    public static bool TryFormat(string? text, Span<char> destination, out int written)
    {
        bool fits = text.AsSpan().TryCopyTo(destination);
        written = fits ? text.AsSpan().Length : 0;
        return fits;
    }

    /// <summary>Writes what travels.</summary>
    /// <param name="text">The text, or <see langword="null"/> where the value is the default.</param>
    /// <param name="name">The type's name in a message.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="written">How many bytes were written.</param>
    /// <exception cref="EventDataException">There is no text, or UTF-8 can't represent it.</exception>
    public static bool TryFormat(string? text, string name, Span<byte> destination, out int written)
    {
        if (text is null)
        {
            throw new EventDataException($"The value is the default and no {name}: no consumer could read it");
        }

        return Utf8.FromUtf16(text, destination, out _, out written, replaceInvalidSequences: false) switch
        {
            OperationStatus.Done => true,
            OperationStatus.DestinationTooSmall => false,
            _ => throw new EventDataException("The text holds a lone surrogate, which UTF-8 can't represent"),
        };
    }
}
