using System.Globalization;
using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>Dates, times and durations as the numbers of their logical types, at compile time.</summary>
static class TemporalValue
{
    private const int MaxDurationDays = 10_675_149;
    private static readonly long EpochTicks = new DateTime(1970, 1, 1).Ticks;

    /// <summary>Why a number isn't a value of a member's type, as the end of a sentence; null where it is.</summary>
    public static string? Problem(ConvertedType type, AvroJson value) =>
        type.Converter is not null || type.Wire is not ScalarType wire ? null
        : wire.Kind == ScalarKind.Duration ? DurationProblem(value.Text)
        : Range(wire.Schema.LogicalType!.Value) is not var (least, most) ? null
        : long.Parse(value.Text, CultureInfo.InvariantCulture) is var number && number >= least && number <= most ? null
        : $"{value.Text} is out of the range of {Article.Of(type.ShownName)}: write a number from "
            + $"{least.ToString(CultureInfo.InvariantCulture)} to {most.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The number of a text, or why it isn't one of the type.</summary>
    public static ReadResult<AvroJson> Parse(ConvertedType type, string text)
    {
        AvroLogicalTypeKind kind = ((ScalarType)type.Wire).Schema.LogicalType!.Value;
        string name = type.ShownName;
        return kind switch
        {
            AvroLogicalTypeKind.Date => Number(
                kind, TicksOf(text, "yyyy-MM-dd"), text, $"{Article.Of(name)}: write one like \"2026-01-31\""),
            AvroLogicalTypeKind.TimeMillis or AvroLogicalTypeKind.TimeMicros => Number(
                kind,
                TicksOf(text, "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF") is { } ticks ? ticks % TimeSpan.TicksPerDay : null,
                text,
                $"{Article.Of(name)}: write one like \"08:30:00\""),
            AvroLogicalTypeKind.Duration => Duration(text),
            _ => Number(
                kind, TicksOfDateTime(text, kind), text, "a date and time: write one like \"2026-01-31T08:30:00+00:00\""),
        };
    }

    /// <summary>The number of the C# default of a type, or why it has none.</summary>
    public static ReadResult<AvroJson> OfDefault(ConvertedType type)
    {
        AvroLogicalTypeKind kind = ((ScalarType)type.Wire).Schema.LogicalType!.Value;
        if (kind == AvroLogicalTypeKind.Duration)
        {
            return AvroJson.FromString(new string('\0', 12));
        }

        string name = type.ShownName;
        bool isInstant =
            kind is AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.TimestampNanos;
        if (isInstant && name == "DateTime")
        {
            return Refuse(
                "default(DateTime) has no time zone, and the member is an instant: give the default with [AvroDefault(\"…Z\")]");
        }

        return Scaled(kind, 0) is { } number
            ? AvroJson.FromInteger(number)
            : Refuse($"default({name}) is out of the range of {LogicalTypeTable.NameOf(kind)}: give another default with [AvroDefault]");
    }

    private static ReadResult<AvroJson> Number(AvroLogicalTypeKind kind, long? ticks, string text, string expected) =>
        ticks is { } known && Scaled(kind, known) is { } number
            ? AvroJson.FromInteger(number)
            : Refuse($"{AvroJson.FromString(text)} is not {expected}");

    private static long? TicksOf(string text, params string[] formats) =>
        DateTime.TryParseExact(text, formats, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out DateTime value)
            ? value.Ticks
            : null;

    private static long? TicksOfDateTime(string text, AvroLogicalTypeKind kind)
    {
        if (IsoDateTimeForm.Parse(text) is not var (local, offset))
        {
            return null;
        }

        bool isLocal = kind is AvroLogicalTypeKind.LocalTimestampMillis or AvroLogicalTypeKind.LocalTimestampMicros
            or AvroLogicalTypeKind.LocalTimestampNanos;
        return isLocal ? local : local - (offset ?? 0);
    }

    // A null where the number of units doesn't fit a long.
    private static long? Scaled(AvroLogicalTypeKind kind, long ticks) => kind switch
    {
        AvroLogicalTypeKind.Date => (ticks - EpochTicks) / TimeSpan.TicksPerDay,
        AvroLogicalTypeKind.TimeMillis => ticks / TimeSpan.TicksPerMillisecond,
        AvroLogicalTypeKind.TimeMicros => ticks / (TimeSpan.TicksPerMillisecond / 1000),
        AvroLogicalTypeKind.TimestampMillis or AvroLogicalTypeKind.LocalTimestampMillis =>
            Floor(ticks - EpochTicks, TimeSpan.TicksPerMillisecond),
        AvroLogicalTypeKind.TimestampMicros or AvroLogicalTypeKind.LocalTimestampMicros =>
            Floor(ticks - EpochTicks, TimeSpan.TicksPerMillisecond / 1000),
        _ => Math.Abs((decimal)(ticks - EpochTicks) * 100) <= long.MaxValue ? (ticks - EpochTicks) * 100 : null,
    };

    private static long Floor(long ticks, long unit) => (ticks / unit) - (ticks % unit < 0 ? 1 : 0);

    private static (long Least, long Most)? Range(AvroLogicalTypeKind kind) => kind switch
    {
        AvroLogicalTypeKind.TimeMillis => (0, (TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond) - 1),
        AvroLogicalTypeKind.TimeMicros => (0, (TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond * 1000) - 1),
        AvroLogicalTypeKind.TimestampNanos or AvroLogicalTypeKind.LocalTimestampNanos => null,
        _ => (Scaled(kind, DateTime.MinValue.Ticks)!.Value, Scaled(kind, DateTime.MaxValue.Ticks)!.Value),
    };

    private static ReadResult<AvroJson> Duration(string text)
    {
        if (!TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out TimeSpan value) || value < TimeSpan.Zero)
        {
            return Refuse($"{AvroJson.FromString(text)} is not a TimeSpan from zero on: write one like \"1.12:30:00\"");
        }

        uint millis = (uint)(value.Ticks % TimeSpan.TicksPerDay / TimeSpan.TicksPerMillisecond);
        return AvroJson.FromString(new string('\0', 4) + LittleEndian((uint)value.Days) + LittleEndian(millis));
    }

    private static string? DurationProblem(string bytes)
    {
        uint Number(int start) => (uint)(bytes[start] | (bytes[start + 1] << 8) | (bytes[start + 2] << 16) | (bytes[start + 3] << 24));
        return Number(0) > 0 ? "a TimeSpan has no months: make the member an AvroDuration, or give days and milliseconds"
            : Number(4) > MaxDurationDays ? "the days are more than a TimeSpan can hold"
            : null;
    }

    private static string LittleEndian(uint value) =>
        new([(char)(value & 0xFF), (char)((value >> 8) & 0xFF), (char)((value >> 16) & 0xFF), (char)(value >> 24)]);

    private static Refusal Refuse(string problem) => new(problem, DeclarationProblemKind.Default);
}
