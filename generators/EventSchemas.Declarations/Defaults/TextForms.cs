using System.Globalization;
using System.Text.RegularExpressions;

namespace EventSchemas.Declarations;

/// <summary>The texts of date-times that the runtime's <c>IsoDateTime</c> reads.</summary>
static class IsoDateTimeForm
{
    private const string Time = @"(?<hour>[0-9]{2}):(?<minute>[0-9]{2})(:(?<second>[0-9]{2})(\.[0-9]+)?)?";
    private const string Offset = @"(Z|(?<sign>[+-])(?<oh>[0-9]{2}):(?<om>[0-9]{2})(:(?<os>[0-9]{2})(\.[0-9]+)?)?)?";

    private static readonly Regex Form = new(
        @"\A(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[T ]" + Time + Offset + @"\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    /// <summary>Whether a text is one of them.</summary>
    public static bool IsValid(string text) => Parse(text) is not null;

    /// <summary>The ticks of the date and time as written, and the ticks of the offset where there is one; null if it isn't one.</summary>
    public static (long Local, long? Offset)? Parse(string text)
    {
        Match match = Form.Match(text);
        if (!match.Success)
        {
            return null;
        }

        int Number(string name) =>
            match.Groups[name].Success ? int.Parse(match.Groups[name].Value, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        (int year, int month, int day) = (Number("year"), Number("month"), Number("day"));
        bool isDate = year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
        bool isTime = Number("hour") <= 23 && Number("minute") <= 59 && Number("second") <= 59;
        if (!isDate || !isTime || Number("oh") > 23 || Number("om") > 59 || Number("os") > 59)
        {
            return null;
        }

        long local = new DateTime(year, month, day, Number("hour"), Number("minute"), Number("second"), DateTimeKind.Unspecified).Ticks
            + Fraction(text);
        long offset = new TimeSpan(Number("oh"), Number("om"), Number("os")).Ticks * (match.Groups["sign"].Value == "-" ? -1 : 1);
        long utc = local - offset;
        bool hasOffset = match.Groups["sign"].Success || text.EndsWith("Z", StringComparison.Ordinal);
        return utc < DateTime.MinValue.Ticks || utc > DateTime.MaxValue.Ticks ? null : (local, hasOffset ? offset : null);
    }

    // Beyond 100 ns a fraction is dropped.
    private static long Fraction(string text)
    {
        int point = text.IndexOf('.');
        long ticks = 0;
        long unit = TimeSpan.TicksPerSecond / 10;
        for (int i = point + 1; point == "2026-01-31T08:30:00".Length && i < text.Length && char.IsDigit(text[i]); i++)
        {
            ticks += unit * (text[i] - '0');
            unit /= 10;
        }

        return ticks;
    }
}

/// <summary>The texts of UUIDs that the runtime's <c>UuidText</c> reads.</summary>
static class UuidForm
{
    private const string Prefix = "urn:uuid:";
    private const int HexDigits = 32;

    /// <summary>Whether a text is one of them.</summary>
    public static bool IsValid(string text)
    {
        string digits = (text.StartsWith(Prefix, StringComparison.Ordinal) ? text.Substring(Prefix.Length) : text)
            .Trim('{', '}')
            .Replace("-", "");
        return digits.Length == HexDigits && digits.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'));
    }
}
