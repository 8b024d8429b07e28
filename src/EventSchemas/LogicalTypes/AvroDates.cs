using System.Globalization;

namespace EventSchemas;

/// <summary>
/// Converts dates and times of day to the numbers of Avro's logical types <c>date</c>, <c>time-millis</c> and <c>time-micros</c>, and
/// back.
/// </summary>
public static class AvroDates
{
    private const int EpochDay = 719_162;
    private const int MillisecondsPerDay = 86_400_000;

    /// <summary>The number of days from 1970-01-01 to a date.</summary>
    /// <param name="value">The date.</param>
    public static int ToDays(DateOnly value) => value.DayNumber - EpochDay;

    /// <summary>The date that is a number of days after 1970-01-01.</summary>
    /// <param name="days">The number of days; negative for earlier dates.</param>
    /// <exception cref="EventDataException">The day is outside the years 1 to 9999.</exception>
    public static DateOnly FromDays(int days) => (ulong)((long)days + EpochDay) <= (ulong)DateOnly.MaxValue.DayNumber
        ? DateOnly.FromDayNumber(days + EpochDay)
        : throw new EventDataException(
            string.Create(CultureInfo.InvariantCulture, $"Day {days} after 1970-01-01 is outside the years 1 to 9999"));

    /// <summary>The number of milliseconds from midnight to a time of day, truncated.</summary>
    /// <param name="value">The time of day.</param>
    public static int ToMillis(TimeOnly value) => (int)(value.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>The time of day that is a number of milliseconds after midnight.</summary>
    /// <param name="millis">The number of milliseconds, from 0.</param>
    /// <exception cref="EventDataException">The number is negative, or a day or more.</exception>
    public static TimeOnly FromMillis(int millis) => (uint)millis < MillisecondsPerDay
        ? new TimeOnly(millis * TimeSpan.TicksPerMillisecond)
        : throw new EventDataException(
            string.Create(CultureInfo.InvariantCulture, $"{millis} milliseconds since midnight are not a time of day"));

    /// <summary>The number of microseconds from midnight to a time of day, truncated.</summary>
    /// <param name="value">The time of day.</param>
    public static long ToMicros(TimeOnly value) => value.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time of day that is a number of microseconds after midnight.</summary>
    /// <param name="micros">The number of microseconds, from 0.</param>
    /// <exception cref="EventDataException">The number is negative, or a day or more.</exception>
    public static TimeOnly FromMicros(long micros) => (ulong)micros < TimeSpan.MicrosecondsPerDay
        ? new TimeOnly(micros * TimeSpan.TicksPerMicrosecond)
        : throw new EventDataException(
            string.Create(CultureInfo.InvariantCulture, $"{micros} microseconds since midnight are not a time of day"));
}
