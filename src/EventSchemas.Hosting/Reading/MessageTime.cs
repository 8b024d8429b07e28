namespace EventSchemas.Hosting;

/// <summary>The time in a message's metadata: a date-time in UTC, in the forms that Python's <c>fromisoformat</c> takes.</summary>
static class MessageTime
{
    private const int MaxLength = 64;
    private const int DateLength = 8;
    private const int TimeLength = 6;

    /// <summary>Reads the time.</summary>
    /// <returns>Whether the text is a date-time in UTC.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        if (IsoDateTime.TryParse(text, out time, out bool hasOffset))
        {
            return hasOffset && time.Offset == TimeSpan.Zero;
        }

        if (text.Length > MaxLength)
        {
            return false;
        }

        Span<byte> usual = stackalloc byte[2 * MaxLength];
        int length = Normalize(text, usual);
        return length > 0 && IsoDateTime.TryParse(usual[..length], out time, out hasOffset) && hasOffset && time.Offset == TimeSpan.Zero;
    }

    // The basic form without separators, a fraction behind a comma, and an offset without a colon or minutes.
    private static int Normalize(ReadOnlySpan<byte> text, Span<byte> usual)
    {
        int end = text.LastIndexOfAny((byte)'+', (byte)'Z', (byte)'-');
        int separator = text.IndexOfAny((byte)'T', (byte)' ');
        if (separator < 0 || end < separator)
        {
            return 0;
        }

        int length = 0;
        ReadOnlySpan<byte> date = text[..separator];
        ReadOnlySpan<byte> time = text[(separator + 1)..end];
        ReadOnlySpan<byte> offset = text[end..];
        if (date.Length == DateLength && time.Length >= TimeLength && !time.Contains((byte)':'))
        {
            Append(date[..4], usual, ref length);
            Append("-"u8, usual, ref length);
            Append(date[4..6], usual, ref length);
            Append("-"u8, usual, ref length);
            Append(date[6..], usual, ref length);
            Append("T"u8, usual, ref length);
            Append(time[..2], usual, ref length);
            Append(":"u8, usual, ref length);
            Append(time[2..4], usual, ref length);
            Append(":"u8, usual, ref length);
            Append(time[4..], usual, ref length);
        }
        else
        {
            Append(text[..end], usual, ref length);
        }

        usual[..length].Replace((byte)',', (byte)'.');
        Append(offset.Length switch
        {
            3 => [.. offset, .. ":00"u8],
            5 => [.. offset[..3], (byte)':', .. offset[3..]],
            _ => offset,
        }, usual, ref length);
        return length;
    }

    private static void Append(ReadOnlySpan<byte> part, Span<byte> text, ref int length)
    {
        part.CopyTo(text[length..]);
        length += part.Length;
    }
}
