using System.Globalization;

namespace EventSchemas.Contracts;

/// <summary>Dates as they are written in attributes and settings: <c>yyyy-MM-dd</c>.</summary>
static class Dates
{
    public const string Format = "yyyy-MM-dd";

    /// <summary>Whether a text is a day.</summary>
    public static bool IsDate(string? text) => Parse(text) is not null;

    /// <summary>Whether a text is a day, and that day is over.</summary>
    public static bool IsPast(string? text, DateTime today) => Parse(text) is { } day && day < today;

    /// <summary>The day, or null.</summary>
    public static DateTime? Parse(string? text) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day) ? day : null;
}
