using System.Globalization;
using EventSchemas.Hosting;

namespace EventSchemas.Redis;

/// <summary>What an entry of a group's retry stream says about itself. Immutable.</summary>
/// <param name="Handler">The only handler that gets it; null for all.</param>
/// <param name="Delivery">Why it is there.</param>
/// <param name="Redrives">How often it came back, this time included.</param>
/// <param name="Stream">The stream that it was on first; null if it doesn't say so.</param>
/// <param name="Id">Its id there; null if it doesn't say so.</param>
/// <param name="IncludesProcessed">Whether a handler that drops duplicates gets it although it has handled it.</param>
sealed record ReturnedEntry(
    string? Handler, DeliveryKind Delivery, int Redrives, string? Stream, StreamId? Id, bool IncludesProcessed)
{
    public static ReturnedEntry Read(Entry entry)
    {
        bool isReplay = entry.FindText(DeadLetterNames.Delivery) == DeadLetterNames.Replay;
        string? stream = entry.FindText(DeadLetterNames.Topic);
        StreamId? id = entry.Find(DeadLetterNames.EntryId) is { } text && StreamId.TryParse(text.Span, out StreamId parsed) ? parsed : null;
        return new ReturnedEntry(
            entry.FindText(DeadLetterNames.Handler),
            isReplay ? DeliveryKind.Replay : DeliveryKind.Redrive,
            (int)Math.Min(Number(entry, DeadLetterNames.Redrives) ?? 0, int.MaxValue),
            id is null ? null : stream,
            stream is null ? null : id,
            !isReplay || entry.FindText(DeadLetterNames.IncludesProcessed) is not null);
    }

    /// <summary>A field of an entry as a number; null where it has none.</summary>
    public static long? Number(Entry entry, string name) =>
        long.TryParse(entry.FindText(name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
