using System.Diagnostics;
using System.Globalization;

namespace EventSchemas;

/// <summary>
/// Date-times as the text that Python's <c>datetime.isoformat</c> writes and <c>datetime.fromisoformat</c> reads.
/// </summary>
public static class IsoDateTime
{
    /// <summary>Length of the longest text: <c>2024-01-02T03:04:05.123456+00:00</c>.</summary>
    public const int MaxLength = 32;

    private const int SecondsLength = 19;
    private const int MicrosecondsLength = 26;
    private const int RoundTripLength = 33;
    private const int OffsetLength = 6;

    /// <summary>Writes the text; the fraction has six digits, or is absent where it is zero.</summary>
    /// <param name="value">The date-time, which is truncated to microseconds.</param>
    /// <param name="destination">Where to; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Format(DateTimeOffset value, Span<byte> destination)
    {
        Span<byte> roundTrip = stackalloc byte[RoundTripLength];
        bool formatted = value.TryFormat(roundTrip, out int written, "O", CultureInfo.InvariantCulture);
        Debug.Assert(formatted && written == RoundTripLength, "The round-trip format of a DateTimeOffset has 33 characters.");

        bool wholeSeconds = value.Ticks % TimeSpan.TicksPerSecond < TimeSpan.TicksPerMicrosecond;
        int length = wholeSeconds ? SecondsLength : MicrosecondsLength;
        roundTrip[..length].CopyTo(destination);
        roundTrip[^OffsetLength..].CopyTo(destination[length..]);
        return length + OffsetLength;
    }

    /// <summary>Writes the text of a date-time: with the offset that its kind says, and with none where it is <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <param name="value">The date-time, which is truncated to microseconds.</param>
    /// <param name="destination">Where to; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Format(DateTime value, Span<byte> destination) => value.Kind == DateTimeKind.Unspecified
        ? Format(new DateTimeOffset(value, TimeSpan.Zero), destination) - OffsetLength
        : Format(new DateTimeOffset(value), destination);

    /// <summary>The text as a string.</summary>
    /// <param name="value">The date-time, which is truncated to microseconds.</param>
    public static string Format(DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(text[..Format(value, text)]);
    }

    /// <summary>
    /// Reads the text: <c>T</c> or a space between date and time, seconds and a fraction of any length optional (beyond 100 ns it is
    /// dropped), offset <c>Z</c>, <c>±hh:mm</c>, <c>±hh:mm:ss</c> or absent, which means UTC.
    /// </summary>
    /// <param name="text">The text, as ASCII.</param>
    /// <param name="value">The date-time, where it is one.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value) => TryParse(text, out value, out _);

    /// <summary>Reads the text in the same forms.</summary>
    /// <param name="text">The text, as ASCII.</param>
    /// <param name="value">The date-time, where it is one.</param>
    /// <param name="hasOffset">Whether the text says an offset.</param>
    /// <returns>Whether it is a date-time.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value, out bool hasOffset)
    {
        value = default;
        hasOffset = false;
        var cursor = new Cursor(text);
        if (!cursor.Number(4, out int year) || !cursor.Skip((byte)'-')
            || !cursor.Number(2, out int month) || !cursor.Skip((byte)'-')
            || !cursor.Number(2, out int day)
            || !(cursor.Skip((byte)'T') || cursor.Skip((byte)' '))
            || !cursor.Number(2, out int hour) || !cursor.Skip((byte)':')
            || !cursor.Number(2, out int minute)
            || !Seconds(ref cursor, out int second, out long fraction)
            || !Offset(ref cursor, out TimeSpan offset, out hasOffset)
            || !cursor.AtEnd
            || year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(fraction);
        long utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        // A DateTimeOffset holds whole minutes up to 14 hours only; other offsets keep the instant.
        bool representable = offset.Ticks % TimeSpan.TicksPerMinute == 0 && offset.Duration() <= TimeSpan.FromHours(14);
        value = representable ? new DateTimeOffset(local, offset) : new DateTimeOffset(utcTicks, TimeSpan.Zero);
        return true;
    }

    private static bool Seconds(ref Cursor cursor, out int second, out long fraction)
    {
        second = 0;
        fraction = 0;
        if (!cursor.Skip((byte)':'))
        {
            return true;
        }

        return cursor.Number(2, out second) && (!cursor.Skip((byte)'.') || cursor.Fraction(out fraction));
    }

    private static bool Offset(ref Cursor cursor, out TimeSpan offset, out bool hasOffset)
    {
        offset = TimeSpan.Zero;
        hasOffset = !cursor.AtEnd;
        if (!hasOffset || cursor.Skip((byte)'Z'))
        {
            return true;
        }

        bool negative = cursor.Skip((byte)'-');
        if (!(negative || cursor.Skip((byte)'+'))
            || !cursor.Number(2, out int hours) || !cursor.Skip((byte)':')
            || !cursor.Number(2, out int minutes)
            || !Seconds(ref cursor, out int seconds, out long fraction)
            || hours > 23 || minutes > 59 || seconds > 59)
        {
            return false;
        }

        offset = new TimeSpan(hours, minutes, seconds) + TimeSpan.FromTicks(fraction);
        offset = negative ? -offset : offset;
        return true;
    }

    private ref struct Cursor(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _position;

        public readonly bool AtEnd => _position == _text.Length;

        public bool Skip(byte expected)
        {
            if (AtEnd || _text[_position] != expected)
            {
                return false;
            }

            _position++;
            return true;
        }

        public bool Number(int digits, out int value)
        {
            value = 0;
            for (int i = 0; i < digits; i++)
            {
                if (AtEnd || !char.IsAsciiDigit((char)_text[_position]))
                {
                    return false;
                }

                value = (value * 10) + (_text[_position++] - '0');
            }

            return true;
        }

        public bool Fraction(out long ticks)
        {
            ticks = 0;
            long unit = TimeSpan.TicksPerSecond / 10;
            int start = _position;
            for (; !AtEnd && char.IsAsciiDigit((char)_text[_position]); _position++)
            {
                ticks += unit * (_text[_position] - '0');
                unit /= 10;
            }

            return _position > start;
        }
    }
}
