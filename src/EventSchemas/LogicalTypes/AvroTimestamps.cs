using System.Globalization;

namespace EventSchemas;

/// <summary>
/// Converts date-times to the numbers of Avro's timestamps and local timestamps, and back: units since 1970-01-01, rounded down. A
/// timestamp is an instant; a local timestamp is a date and time without a time zone.
/// </summary>
public static class AvroTimestamps
{
    private const long NanosecondsPerTick = TimeSpan.NanosecondsPerTick;
    private static readonly long EpochTicks = DateTime.UnixEpoch.Ticks;

    /// <summary>The number of milliseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    public static long ToMillis(DateTimeOffset value) => Floor(value.UtcTicks, TimeSpan.TicksPerMillisecond);

    /// <summary>The number of microseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    public static long ToMicros(DateTimeOffset value) => Floor(value.UtcTicks, TimeSpan.TicksPerMicrosecond);

    /// <summary>The number of nanoseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">The value is outside the years 1677 to 2262, the range of 64-bit nanoseconds.</exception>
    public static long ToNanos(DateTimeOffset value) => Nanos(value.UtcTicks);

    /// <summary>The number of milliseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">The kind is <see cref="DateTimeKind.Unspecified"/>, so the value isn't an instant.</exception>
    public static long InstantToMillis(DateTime value) => Floor(UtcTicks(value), TimeSpan.TicksPerMillisecond);

    /// <summary>The number of microseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">The kind is <see cref="DateTimeKind.Unspecified"/>, so the value isn't an instant.</exception>
    public static long InstantToMicros(DateTime value) => Floor(UtcTicks(value), TimeSpan.TicksPerMicrosecond);

    /// <summary>The number of nanoseconds since 1970-01-01 of an instant.</summary>
    /// <param name="value">The instant.</param>
    /// <exception cref="EventDataException">
    /// The kind is <see cref="DateTimeKind.Unspecified"/>, or the value is outside the years 1677 to 2262.
    /// </exception>
    public static long InstantToNanos(DateTime value) => Nanos(UtcTicks(value));

    /// <summary>The number of milliseconds since 1970-01-01 of a local date-time, whatever its kind.</summary>
    /// <param name="value">The local date-time.</param>
    public static long LocalToMillis(DateTime value) => Floor(value.Ticks, TimeSpan.TicksPerMillisecond);

    /// <summary>The number of microseconds since 1970-01-01 of a local date-time, whatever its kind.</summary>
    /// <param name="value">The local date-time.</param>
    public static long LocalToMicros(DateTime value) => Floor(value.Ticks, TimeSpan.TicksPerMicrosecond);

    /// <summary>The number of nanoseconds since 1970-01-01 of a local date-time, whatever its kind.</summary>
    /// <param name="value">The local date-time.</param>
    /// <exception cref="EventDataException">The value is outside the years 1677 to 2262, the range of 64-bit nanoseconds.</exception>
    public static long LocalToNanos(DateTime value) => Nanos(value.Ticks);

    /// <summary>The instant that is a number of milliseconds after 1970-01-01, in UTC.</summary>
    /// <param name="millis">The number of milliseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    /// <summary>The instant that is a number of microseconds after 1970-01-01, in UTC.</summary>
    /// <param name="micros">The number of microseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The instant that is a number of nanoseconds after 1970-01-01, in UTC, rounded down to 100 ns.</summary>
    /// <param name="nanos">The number of nanoseconds; negative before 1970.</param>
    public static DateTimeOffset FromNanos(long nanos) => new(TicksOfNanos(nanos), TimeSpan.Zero);

    /// <summary>The instant that is a number of milliseconds after 1970-01-01, of kind <see cref="DateTimeKind.Utc"/>.</summary>
    /// <param name="millis">The number of milliseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTime InstantFromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    /// <summary>The instant that is a number of microseconds after 1970-01-01, of kind <see cref="DateTimeKind.Utc"/>.</summary>
    /// <param name="micros">The number of microseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTime InstantFromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    /// <summary>
    /// The instant that is a number of nanoseconds after 1970-01-01, of kind <see cref="DateTimeKind.Utc"/>, rounded down to 100 ns.
    /// </summary>
    /// <param name="nanos">The number of nanoseconds; negative before 1970.</param>
    public static DateTime InstantFromNanos(long nanos) => new(TicksOfNanos(nanos), DateTimeKind.Utc);

    /// <summary>
    /// The local date-time that is a number of milliseconds after 1970-01-01, of kind <see cref="DateTimeKind.Unspecified"/>.
    /// </summary>
    /// <param name="millis">The number of milliseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTime LocalFromMillis(long millis) => new(Ticks(millis, TimeSpan.TicksPerMillisecond), DateTimeKind.Unspecified);

    /// <summary>
    /// The local date-time that is a number of microseconds after 1970-01-01, of kind <see cref="DateTimeKind.Unspecified"/>.
    /// </summary>
    /// <param name="micros">The number of microseconds; negative before 1970.</param>
    /// <exception cref="EventDataException">The result is outside the years 1 to 9999.</exception>
    public static DateTime LocalFromMicros(long micros) => new(Ticks(micros, TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);

    /// <summary>
    /// The local date-time that is a number of nanoseconds after 1970-01-01, of kind <see cref="DateTimeKind.Unspecified"/>, rounded down
    /// to 100 ns.
    /// </summary>
    /// <param name="nanos">The number of nanoseconds; negative before 1970.</param>
    public static DateTime LocalFromNanos(long nanos) => new(TicksOfNanos(nanos), DateTimeKind.Unspecified);

    private static long Floor(long ticks, long unit) => FloorDivide(ticks - EpochTicks, unit);

    private static long FloorDivide(long value, long divisor) => (value / divisor) - (value % divisor < 0 ? 1 : 0);

    private static long Nanos(long ticks)
    {
        long sinceEpoch = ticks - EpochTicks;
        return Math.Abs(sinceEpoch) <= long.MaxValue / NanosecondsPerTick
            ? sinceEpoch * NanosecondsPerTick
            : throw new EventDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"{new DateTime(ticks):yyyy-MM-dd} is outside the years 1677 to 2262, the range of 64-bit nanoseconds"));
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
        : throw new EventDataException(
            "A DateTime of kind Unspecified is not an instant: "
            + "make it Utc or Local, use a DateTimeOffset, or choose a local timestamp for the member");
}
