using System.Text;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>The ids by which people name a dead letter: its own, which is its place in the topic, and that of its event.</summary>
static class LetterIds
{
    // The header of the event's id on Kafka, and the field on Redis.
    private static readonly string[] OfEvents = ["ce_id", "id"];

    /// <summary>The id of a letter's event; null where it has none.</summary>
    public static string? EventIdOf(DeadLetter letter) => OfEvents
        .SelectMany(name => letter.Headers.Where(header => header.Key == name))
        .Select(header => header.Value is { } id ? Encoding.UTF8.GetString(id.Span) : null)
        .FirstOrDefault(id => id is not null);

    /// <summary>Whether one of some ids names a letter.</summary>
    public static bool AnyIsOf(DeadLetter letter, IReadOnlyList<string> ids) =>
        ids.Contains(letter.Id) || ids.Contains(letter.Position) || (EventIdOf(letter) is { } id && ids.Contains(id));

    /// <summary>Where a letter is in its topic.</summary>
    /// <exception cref="ToolException">Its id isn't a place.</exception>
    public static EventPosition PositionOf(DeadLetter letter) => PositionText.PlaceOf(letter.Id)
        ?? throw new ToolException($"{letter.Id} isn't the place of a message.", ExitCode.Unavailable);
}
