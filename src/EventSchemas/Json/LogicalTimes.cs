using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Dates, times and timestamps as ISO 8601 texts, to the unit of their schema.</summary>
static class LogicalTimes
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string TimeFormat = "HH:mm:ss";
    private const string DateTimeFormat = "yyyy-MM-ddTHH:mm:ss";
    private const int SecondsPerDay = 86_400;

    private static readonly long LeastSecond = Seconds(DateTime.MinValue);
    private static readonly long LastSecond = Seconds(DateTime.MaxValue);

    /// <summary>The text of a value; or null if none holds it.</summary>
    public static string? ToText(AvroLogicalTypeKind kind, long value)
    {
        if (kind == AvroLogicalTypeKind.Date)
        {
            long day = value + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
            return day >= 0 && day <= DateOnly.MaxValue.DayNumber
                ? DateOnly.FromDayNumber((int)day).ToString(DateFormat, CultureInfo.InvariantCulture)
                : null;
        }

        if (Digits(kind) is not { } digits)
        {
            return null;
        }

        long unit = Unit(digits);
        long seconds = Math.DivRem(value, unit, out long rest);
        if (rest < 0)
        {
            seconds--;
            rest += unit;
        }

        string fraction = rest.ToString($"D{digits}", CultureInfo.InvariantCulture);
        if (IsTime(kind))
        {
            return seconds is >= 0 and < SecondsPerDay
                ? $"{new TimeOnly(seconds * TimeSpan.TicksPerSecond).ToString(TimeFormat, CultureInfo.InvariantCulture)}.{fraction}"
                : null;
        }

        return seconds >= LeastSecond && seconds <= LastSecond
            ? DateTime.UnixEpoch.AddSeconds(seconds).ToString(DateTimeFormat, CultureInfo.InvariantCulture)
                + $".{fraction}{(IsInstant(kind) ? "Z" : "")}"
            : null;
    }

    /// <summary>The value of a text; or null if the text isn't exactly one.</summary>
    public static long? Parse(AvroLogicalTypeKind kind, string text)
    {
        if (kind == AvroLogicalTypeKind.Date)
        {
            return DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
                ? AvroDates.ToDays(date)
                : null;
        }

        if (Digits(kind) is not { } digits)
        {
            return null;
        }

        ReadOnlySpan<char> rest = text;
        long seconds;
        if (IsTime(kind))
        {
            if (!TimeOnly.TryParseExact(Cut(ref rest, TimeFormat.Length), TimeFormat, CultureInfo.InvariantCulture, 0, out TimeOnly time))
            {
                return null;
            }

            seconds = time.Ticks / TimeSpan.TicksPerSecond;
        }
        else if (DateTime.TryParseExact(
            Cut(ref rest, DateTimeFormat.Length), DateTimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime value))
        {
            seconds = Seconds(value);
        }
        else
        {
            return null;
        }

        long fraction = 0;
        if (rest is ['.', ..])
        {
            int length = rest[1..].IndexOfAnyExceptInRange('0', '9') is >= 0 and int end ? end : rest.Length - 1;
            if (length == 0 || length > digits)
            {
                return null;
            }

            fraction = long.Parse(rest.Slice(1, length), CultureInfo.InvariantCulture) * Unit(digits - length);
            rest = rest[(length + 1)..];
        }

        return (IsInstant(kind) ? rest is "Z" : rest.IsEmpty) ? InRange(((Int128)seconds * Unit(digits)) + fraction) : null;
    }

    private static long? InRange(Int128 value) => value >= long.MinValue && value <= long.MaxValue ? (long)value : null;

    private static ReadOnlySpan<char> Cut(ref ReadOnlySpan<char> text, int length)
    {
        ReadOnlySpan<char> start = text[..Math.Min(length, text.Length)];
        text = text[start.Length..];
        return start;
    }

    private static long Seconds(DateTime value) =>
        (value.Ticks / TimeSpan.TicksPerSecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerSecond);

    private static bool IsTime(AvroLogicalTypeKind kind) => kind is AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimeMicros;

    private static bool IsInstant(AvroLogicalTypeKind kind) => kind is AvroLogicalTypeKind.TimestampMillis
        or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos;

    private static int? Digits(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis => 3,
        AvroLogicalTypeKind.TimeMicros or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.LocalTimestampMicros => 6,
        AvroLogicalTypeKind.TimestampNanos or AvroLogicalTypeKind.LocalTimestampNanos => 9,
        _ => null,
    };

    private static long Unit(int digits)
    {
        long unit = 1;
        for (; digits > 0; digits--)
        {
            unit *= 10;
        }

        return unit;
    }
}
