using System.Globalization;

namespace EventSchemas;

/// <summary>
/// Date-times as the numbers that Avro's timestamps and local timestamps give them: units since 1970-01-01, rounded down. A timestamp
/// is an instant; a local timestamp is what a clock shows somewhere.
/// </summary>
public static class AvroTimestamps
{
    private const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;
    private static readonly long EpochTicks = DateTime.UnixEpoch.Ticks;

    /// <summary>The milliseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    public static long ToMillis(DateTimeOffset value) => Floor(value.UtcTicks, TimeSpan.TicksPerMillisecond);

    /// <summary>The microseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    public static long ToMicros(DateTimeOffset value) => Floor(value.UtcTicks, TimeSpan.TicksPerMicrosecond);

    /// <summary>The nanoseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">It is outside the years 1677 to 2262, which are all that fit.</exception>
    public static long ToNanos(DateTimeOffset value) => Nanos(value.UtcTicks);

    /// <summary>The milliseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">Its kind is <see cref="DateTimeKind.Unspecified"/>, so that it is none.</exception>
    public static long InstantToMillis(DateTime value) => Floor(UtcTicks(value), TimeSpan.TicksPerMillisecond);

    /// <summary>The microseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">Its kind is <see cref="DateTimeKind.Unspecified"/>, so that it is none.</exception>
    public static long InstantToMicros(DateTime value) => Floor(UtcTicks(value), TimeSpan.TicksPerMicrosecond);

    /// <summary>The nanoseconds of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">
    /// Its kind is <see cref="DateTimeKind.Unspecified"/>, or it is outside the years 1677 to 2262.
    /// </exception>
    public static long InstantToNanos(DateTime value) => Nanos(UtcTicks(value));

    /// <summary>The milliseconds of a local date-time, whatever its kind.</summary>
    /// <param name="value">What the clock shows.</param>
    public static long LocalToMillis(DateTime value) => Floor(value.Ticks, TimeSpan.TicksPerMillisecond);

    /// <summary>The microseconds of a local date-time, whatever its kind.</summary>
    /// <param name="value">What the clock shows.</param>
    public static long LocalToMicros(DateTime value) => Floor(value.Ticks, TimeSpan.TicksPerMicrosecond);

    /// <summary>The nanoseconds of a local date-time, whatever its kind.</summary>
    /// <param name="value">What the clock shows.</param>
    /// <exception cref="EventDataException">It is outside the years 1677 to 2262, which are all that fit.</exception>
    public static long LocalToNanos(DateTime value) => Nanos(value.Ticks);

    /// <summary>The instant of so many milliseconds, in UTC.</summary>
    /// <param name="millis">The milliseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>The instant of so many microseconds, in UTC.</summary>
    /// <param name="micros">The microseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The instant of so many nanoseconds, in UTC, rounded down to 100 ns.</summary>
    /// <param name="nanos">The nanoseconds.</param>
    public static DateTimeOffset FromNanos(long nanos) => new(TicksOfNanos(nanos), TimeSpan.Zero);

    /// <summary>The instant of so many milliseconds, of kind <see cref="DateTimeKind.Utc"/>.</summary>
    /// <param name="millis">The milliseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTime InstantFromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>The instant of so many microseconds, of kind <see cref="DateTimeKind.Utc"/>.</summary>
    /// <param name="micros">The microseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTime InstantFromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    /// <summary>The instant of so many nanoseconds, of kind <see cref="DateTimeKind.Utc"/>, rounded down to 100 ns.</summary>
    /// <param name="nanos">The nanoseconds.</param>
    public static DateTime InstantFromNanos(long nanos) => new(TicksOfNanos(nanos), DateTimeKind.Utc);

    /// <summary>The local date-time of so many milliseconds, of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <param name="millis">The milliseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTime LocalFromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), DateTimeKind.Unspecified);

    /// <summary>The local date-time of so many microseconds, of kind <see cref="DateTimeKind.Unspecified"/>.</summary>
    /// <param name="micros">The microseconds.</param>
    /// <exception cref="EventDataException">It is outside the years 1 to 9999.</exception>
    public static DateTime LocalFromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);

    /// <summary>
    /// The local date-time of so many nanoseconds, of kind <see cref="DateTimeKind.Unspecified"/>, rounded down to 100 ns.
    /// </summary>
    /// <param name="nanos">The nanoseconds.</param>
    public static DateTime LocalFromNanos(long nanos) => new(TicksOfNanos(nanos), DateTimeKind.Unspecified);

    private static long Floor(long ticks, long unit) => FloorDivide(ticks - EpochTicks, unit);

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private static long Nanos(long ticks)
    {
        long sinceEpoch = ticks - EpochTicks;
        return Math.Abs(sinceEpoch) <= long.MaxValue / NanosecondsPerTick
            ? sinceEpoch * NanosecondsPerTick
            : throw new EventDataException(string.Create(
                CultureInfo.InvariantCulture, $"{new DateTime(ticks):yyyy-MM-dd} is outside the years 1677 to 2262, which are all that nanoseconds in a long can say"));
    }

    private static long TicksOfNanos(long nanos) => EpochTicks + FloorDivide(nanos, NanosecondsPerTick);

    private static long Ticks(long value, long unit)
    {
        long most = DateTime.MaxValue.Ticks / unit;
        long ticks = value <= most && value >= -most ? EpochTicks + (value * unit) : -1;
        return (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks
            ? ticks
            : throw new EventDataException(
                string.Create(CultureInfo.InvariantCulture, $"{value} since 1970-01-01 is outside the years 1 to 9999"));
    }

    private static long UtcTicks(DateTime value) => value.Kind != DateTimeKind.Unspecified
        ? value.ToUniversalTime().Ticks
        : throw new EventDataException("A DateTime of kind Unspecified is no instant: make it Utc or Local, use a DateTimeOffset, or give the member a local timestamp");
}
