using System.Globalization;

namespace EventSchemas;

/// <summary>
/// A value of Avro's logical type <c>duration</c>: months, days and milliseconds, which can't be converted into each other. A duration
/// without months is a <see cref="TimeSpan"/>.
/// </summary>
/// <param name="Months">The number of months.</param>
/// <param name="Days">The number of days.</param>
/// <param name="Milliseconds">The number of milliseconds.</param>
public readonly record struct AvroDuration(uint Months, uint Days, uint Milliseconds)
{
    /// <summary>The encoded length, in bytes.</summary>
    public const int Length = 12;

    /// <summary>Converts a time span to days and milliseconds, truncated.</summary>
    /// <param name="value">The time span; not negative.</param>
    /// <exception cref="EventDataException">The time span is negative.</exception>
    public static AvroDuration FromTimeSpan(TimeSpan value) => value >= TimeSpan.Zero
        ? new AvroDuration(0, (uint)value.Days, (uint)((value.Ticks % TimeSpan.TicksPerDay) / TimeSpan.TicksPerMillisecond))
        : throw new EventDataException(string.Create(CultureInfo.InvariantCulture, $"{value} is negative, and an Avro duration can't be"));

    /// <summary>Converts the duration to a time span.</summary>
    /// <exception cref="EventDataException">
    /// The duration has months, which have no fixed length, or is too long for a time span.
    /// </exception>
    public TimeSpan ToTimeSpan()
    {
        if (Months > 0)
        {
            throw new EventDataException(string.Create(
                CultureInfo.InvariantCulture, $"A duration of {Months} months has no length in days: receive it as an AvroDuration"));
        }

        return Days <= TimeSpan.MaxValue.Days - 50
            ? new TimeSpan((Days * TimeSpan.TicksPerDay) + (Milliseconds * TimeSpan.TicksPerMillisecond))
            : throw new EventDataException(
                string.Create(CultureInfo.InvariantCulture, $"A duration of {Days} days is longer than a TimeSpan can be"));
    }
}
