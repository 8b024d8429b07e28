using System.Globalization;

namespace EventSchemas.Hosting;

/// <summary>A place in the topics of a consumer group: the first message that is meant, in each of their partitions. Immutable.</summary>
public sealed class EventPosition
{
    private readonly string _text;

    private EventPosition(string text) => _text = text;

    /// <summary>The oldest message that is there.</summary>
    public static EventPosition Earliest { get; } = new("earliest") { IsEarliest = true };

    /// <summary>Behind the newest message that is there at this moment.</summary>
    public static EventPosition Latest { get; } = new("latest");

    internal bool IsEarliest { get; private init; }

    internal DateTimeOffset? Time { get; private init; }

    internal IReadOnlyDictionary<int, long>? Offsets { get; private init; }

    /// <summary>
    /// The first message that was written at a time or later; behind the newest if there is none. The time of a message is that of the
    /// producer or of the broker, as its topic is configured; where messages aren't in the order of their times, some around this one can
    /// be on the other side.
    /// </summary>
    /// <param name="time">The time.</param>
    public static EventPosition AtTime(DateTimeOffset time) =>
        new(time.ToString("O", CultureInfo.InvariantCulture)) { Time = time };

    /// <summary>Offsets of one topic. Partitions without an offset aren't meant.</summary>
    /// <param name="offsets">The offsets, by partition.</param>
    public static EventPosition AtOffsets(IReadOnlyDictionary<int, long> offsets)
    {
        ArgumentNullException.ThrowIfNull(offsets);
        return new(string.Join(", ", offsets.Select(one => string.Create(CultureInfo.InvariantCulture, $"[{one.Key}] @{one.Value}"))))
        {
            Offsets = offsets.ToDictionary(),
        };
    }

    /// <summary>The position as text, for messages.</summary>
    public override string ToString() => _text;
}
