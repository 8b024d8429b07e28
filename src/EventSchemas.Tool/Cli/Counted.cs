using System.Globalization;

namespace EventSchemas.Tool;

/// <summary>Numbers of things, for people.</summary>
static class Counted
{
    /// <summary>A number with its noun: <c>1 letter</c>, <c>2 letters</c>.</summary>
    /// <param name="number">The number.</param>
    /// <param name="noun">The noun for one, whose plural ends with an s.</param>
    public static string Of(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
