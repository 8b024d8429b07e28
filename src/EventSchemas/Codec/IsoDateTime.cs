using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EventSchemas;

/// <summary>
/// Date-times as text, in the format of Python's <c>datetime.isoformat</c> and <c>datetime.fromisoformat</c>.
/// </summary>
public static class IsoDateTime
{
    /// <summary>The length of the longest text: <c>2024-01-02T03:04:05.123456+00:00</c>.</summary>
    public const int MaxLength = 32;

    private const int SecondsLength = 19;
    private const int MicrosecondsLength = 26;
    private const int OffsetLength = 6;

    /// <summary>Formats a date-time. The fraction has six digits, and is left out if it is zero.</summary>
    /// <param name="value">The date-time, which is truncated to microseconds.</param>
    /// <param name="destination">Receives the text as ASCII; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Format(DateTimeOffset value, Span<byte> destination)
    {
        int length = PutLocal(value.DateTime, destination);
        int minutes = value.TotalOffsetMinutes;
        ref byte at = ref MemoryMarshal.GetReference(destination.Slice(length, OffsetLength));
        at = minutes < 0 ? (byte)'-' : (byte)'+';
        uint magnitude = (uint)Math.Abs(minutes);
        PutTwo(ref at, 1, magnitude / 60);
        Unsafe.Add(ref at, 3) = (byte)':';
        PutTwo(ref at, 4, magnitude % 60);
        return length + OffsetLength;
    }

    /// <summary>
    /// Writes the text of a date-time: with the offset that its kind says, and with none where it is
    /// <see cref="DateTimeKind.Unspecified"/>.
    /// </summary>
    /// <param name="value">The date-time, which is truncated to microseconds.</param>
    /// <param name="destination">Receives the text as ASCII; <see cref="MaxLength"/> bytes are always enough.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException">The destination is too small.</exception>
    public static int Format(DateTime value, Span<byte> destination) => value.Kind == DateTimeKind.Unspecified
        ? PutLocal(value, destination)
        : Format(new DateTimeOffset(value), destination);

    private static int PutLocal(DateTime value, Span<byte> destination)
    {
        ulong ticks = (ulong)value.TimeOfDay.Ticks;
        uint seconds = (uint)(ticks / TimeSpan.TicksPerSecond);
        uint micros = (uint)(ticks % TimeSpan.TicksPerSecond) / (uint)TimeSpan.TicksPerMicrosecond;
        int length = micros == 0 ? SecondsLength : MicrosecondsLength;
        ref byte at = ref MemoryMarshal.GetReference(destination[..length]);
        (int year, int month, int day) = value;
        PutTwo(ref at, 0, (uint)year / 100);
        PutTwo(ref at, 2, (uint)year % 100);
        Unsafe.Add(ref at, 4) = (byte)'-';
        PutTwo(ref at, 5, (uint)month);
        Unsafe.Add(ref at, 7) = (byte)'-';
        PutTwo(ref at, 8, (uint)day);
        Unsafe.Add(ref at, 10) = (byte)'T';
        PutTwo(ref at, 11, seconds / 3_600);
        Unsafe.Add(ref at, 13) = (byte)':';
        PutTwo(ref at, 14, seconds / 60 % 60);
        Unsafe.Add(ref at, 16) = (byte)':';
        PutTwo(ref at, 17, seconds % 60);
        if (micros > 0)
        {
            Unsafe.Add(ref at, 19) = (byte)'.';
            PutTwo(ref at, 20, micros / 10_000);
            PutTwo(ref at, 22, micros / 100 % 100);
            PutTwo(ref at, 24, micros % 100);
        }

        return length;
    }

    private static ReadOnlySpan<byte> Pairs =>
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"u8
        + "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899"u8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void PutTwo(ref byte at, int index, uint value)
    {
        Debug.Assert(value < 100, "Two digits.");
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref at, index), Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(Pairs), value * 2)));
    }

    /// <summary>Formats a date-time as a string.</summary>
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
    /// <param name="value">The date-time, or the default if the text isn't one.</param>
    /// <returns>Whether the text is a date-time.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset value) =>
        TryParseUsual(text, out value) || TryParse(text, out value, out _);

    /// <summary>Reads the text in the same forms.</summary>
    /// <param name="text">The text, as ASCII.</param>
    /// <param name="value">The date-time, or the default if the text isn't one.</param>
    /// <param name="hasOffset">Whether the text has an offset.</param>
    /// <returns>Whether the text is a date-time.</returns>
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
            || !IsDate(year, month, day)
            || !IsTime(hour, minute, second))
        {
            return false;
        }

        var local = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified).AddTicks(fraction);
        long utcTicks = local.Ticks - offset.Ticks;
        if (utcTicks < DateTime.MinValue.Ticks || utcTicks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        // A DateTimeOffset can only hold offsets of whole minutes up to 14 hours. Other offsets become UTC, which keeps the instant.
        bool representable = offset.Ticks % TimeSpan.TicksPerMinute == 0 && offset.Duration() <= TimeSpan.FromHours(14);
        value = representable ? new DateTimeOffset(local, offset) : new DateTimeOffset(utcTicks, TimeSpan.Zero);
        return true;
    }

    // The usual case: Python's text for UTC. All positions are fixed, so the digits are checked together at the end.
    private static bool TryParseUsual(ReadOnlySpan<byte> text, out DateTimeOffset value)
    {
        value = default;
        bool hasMicros = text.Length == MicrosecondsLength + OffsetLength;
        if (!(hasMicros || text.Length == SecondsLength + OffsetLength)
            || !text[^OffsetLength..].SequenceEqual("+00:00"u8)
            || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':' || (hasMicros && text[19] != '.'))
        {
            return false;
        }

        uint wrong = 0;
        int year = (100 * Two(text, 0, ref wrong)) + Two(text, 2, ref wrong);
        int month = Two(text, 5, ref wrong);
        int day = Two(text, 8, ref wrong);
        int hour = Two(text, 11, ref wrong);
        int minute = Two(text, 14, ref wrong);
        int second = Two(text, 17, ref wrong);
        int micros = hasMicros ? (10_000 * Two(text, 20, ref wrong)) + (100 * Two(text, 22, ref wrong)) + Two(text, 24, ref wrong) : 0;
        if (wrong > 9 || !IsDate(year, month, day) || !IsTime(hour, minute, second))
        {
            return false;
        }

        long ticks = new DateTime(year, month, day).Ticks
            + ((((hour * 60) + minute) * 60L) + second) * TimeSpan.TicksPerSecond
            + (micros * TimeSpan.TicksPerMicrosecond);
        value = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool IsDate(int year, int month, int day) =>
        year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);

    private static bool IsTime(int hour, int minute, int second) => hour <= 23 && minute <= 59 && second <= 59;

    // The number of two digits. If a character isn't a digit, 'wrong' becomes greater than 9.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Two(ReadOnlySpan<byte> text, int index, ref uint wrong)
    {
        uint tens = (uint)(text[index] - '0');
        uint ones = (uint)(text[index + 1] - '0');
        wrong = Math.Max(wrong, Math.Max(tens, ones));
        return (int)((10 * tens) + ones);
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
