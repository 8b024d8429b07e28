using System.Globalization;

namespace EventSchemas;

/// <summary>
/// Avro's <c>duration</c>: months, days and milliseconds, which don't convert into each other. A <see cref="TimeSpan"/> is one
/// without months.
/// </summary>
/// <param name="Months">The months.</param>
/// <param name="Days">The days.</param>
/// <param name="Milliseconds">The milliseconds.</param>
public readonly record struct AvroDuration(uint Months, uint Days, uint Milliseconds)
{
    /// <summary>How many bytes it has on the wire.</summary>
    public const int Length = 12;

    /// <summary>The days and milliseconds of a time span; parts of milliseconds are dropped.</summary>
    /// <param name="value">The time span; not negative, and of fewer than 2³² days.</param>
    /// <exception cref="EventDataException">It is negative.</exception>
    public static AvroDuration FromTimeSpan(TimeSpan value) => value >= TimeSpan.Zero
        ? new AvroDuration(0, (uint)value.Days, (uint)((value.Ticks % TimeSpan.TicksPerDay) / TimeSpan.TicksPerMillisecond))
        : throw new EventDataException(string.Create(CultureInfo.InvariantCulture, $"{value} is negative, and an Avro duration can't be"));

    /// <summary>The same as a time span.</summary>
    /// <exception cref="EventDataException">It has months, whose length nobody knows, or is longer than a time span can be.</exception>
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
