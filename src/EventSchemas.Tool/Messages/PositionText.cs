using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EventSchemas.Hosting;
using EventSchemas.Redis;

namespace EventSchemas.Tool;

/// <summary>Positions in topics as people write them.</summary>
static partial class PositionText
{
    private const string Forms = "earliest, latest, a time such as 2026-11-28T14:00Z, a time ago such as -15m, offsets such as 0@42,1@17, "
        + "or the id of an entry such as 1684306039300-0";

    /// <summary>An option that takes a position.</summary>
    public static Option<string?> OptionOf(string name, string description, bool isRequired = false) => new(name)
    {
        Description = $"{description}: {Forms}.",
        Required = isRequired,
        HelpName = "position",
    };

    /// <summary>The position that an option has; null where it isn't given.</summary>
    /// <exception cref="ToolException">It isn't a position.</exception>
    public static EventPosition? Read(ParseResult result, Option<string?> option, TimeProvider time) => result.GetValue(option) is { } text
        ? Parse(text, time.GetUtcNow())
            ?? throw new ToolException($"{option.Name} is '{text}': give {Forms}.", ExitCode.Usage)
        : null;

    /// <summary>The time that an option has, or a time ago; null where it isn't given.</summary>
    /// <exception cref="ToolException">It is neither.</exception>
    public static DateTimeOffset? ReadTime(ParseResult result, Option<string?> option, TimeProvider time) =>
        result.GetValue(option) is { } text
            ? TimeOf(text, time.GetUtcNow()) ?? throw new ToolException(
                $"{option.Name} is '{text}': give a time such as 2026-11-28T14:00Z, or a time ago such as -15m.", ExitCode.Usage)
            : null;

    /// <summary>The position of offsets, or of an entry's id; null where a text is neither.</summary>
    public static EventPosition? PlaceOf(string text) => OffsetsOf(text) is { } place ? EventPosition.AtOffsets(place) : null;

    private static EventPosition? Parse(string text, DateTimeOffset now) => text.ToLowerInvariant() switch
    {
        "earliest" => EventPosition.Earliest,
        "latest" => EventPosition.Latest,
        _ when PlaceOf(text) is { } place => place,
        _ when TimeOf(text, now) is { } time => EventPosition.AtTime(time),
        _ => null,
    };

    // The number of an entry grows like its id.
    private static Dictionary<int, long>? OffsetsOf(string text)
    {
        if (EntryId().IsMatch(text) && StreamId.TryParse(Encoding.UTF8.GetBytes(text), out StreamId id))
        {
            return new Dictionary<int, long> { [0] = id.ToOffset() };
        }

        var offsets = new Dictionary<int, long>();
        foreach (string one in text.Split(','))
        {
            if (Offset().Match(one) is not { Success: true } match
                || !int.TryParse(match.Groups["partition"].ValueSpan, CultureInfo.InvariantCulture, out int partition)
                || !long.TryParse(match.Groups["offset"].ValueSpan, CultureInfo.InvariantCulture, out long offset)
                || !offsets.TryAdd(partition, offset))
            {
                return null;
            }
        }

        return offsets;
    }

    private static DateTimeOffset? TimeOf(string text, DateTimeOffset now)
    {
        if (Ago().Match(text) is { Success: true } match)
        {
            int number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            return now - (match.Groups["unit"].Value switch
            {
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                _ => TimeSpan.FromDays(number),
            });
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : null;
    }

    [GeneratedRegex("^(?<partition>[0-9]{1,9})@(?<offset>[0-9]{1,18})$", RegexOptions.CultureInvariant)]
    private static partial Regex Offset();

    [GeneratedRegex("^[0-9]{10,20}-[0-9]{1,20}$", RegexOptions.CultureInvariant)]
    private static partial Regex EntryId();

    [GeneratedRegex("^-(?<number>[0-9]{1,6})(?<unit>[smhd])$", RegexOptions.CultureInvariant)]
    private static partial Regex Ago();
}
