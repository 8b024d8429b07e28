using System.Buffers.Text;

namespace EventSchemas;

/// <summary>Parses UUIDs from text, in the forms that Python's <c>UUID()</c> accepts.</summary>
public static class UuidText
{
    private const int HexDigits = 32;
    private const int DashedLength = 36;

    /// <summary>
    /// Parses a UUID: 32 hexadecimal digits of either case. Dashes anywhere, braces around it and a leading <c>urn:uuid:</c> are optional.
    /// </summary>
    /// <param name="text">The text, as ASCII.</param>
    /// <param name="value">The UUID, or the default if the text isn't one.</param>
    /// <returns>Whether the text is a UUID.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out Guid value)
    {
        if (text.Length == DashedLength && Utf8Parser.TryParse(text, out value, out int consumed, 'D') && consumed == DashedLength)
        {
            return true;
        }

        return TryParseLoose(text, out value);
    }

    private static bool TryParseLoose(ReadOnlySpan<byte> text, out Guid value)
    {
        value = default;
        text = text.StartsWith("urn:uuid:"u8) ? text["urn:uuid:"u8.Length..] : text;
        text = text.Trim("{}"u8);
        Span<byte> digits = stackalloc byte[HexDigits];
        int count = 0;
        foreach (byte character in text)
        {
            if (character == (byte)'-')
            {
                continue;
            }

            if (count == HexDigits || !char.IsAsciiHexDigit((char)character))
            {
                return false;
            }

            digits[count++] = character;
        }

        return count == HexDigits && Utf8Parser.TryParse(digits, out value, out _, 'N');
    }
}
