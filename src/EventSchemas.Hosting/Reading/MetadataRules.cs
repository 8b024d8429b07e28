namespace EventSchemas.Hosting;

/// <summary>How a transport reads the metadata of an event, and what stands for what a message doesn't say. Immutable.</summary>
sealed record MetadataRules
{
    /// <summary>Whether an event without an id is refused. Otherwise it gets an id that is made from its position.</summary>
    public bool NeedsId { get; init; }

    /// <summary>Whether an id may be any text, as in CloudEvents. Then an id that isn't a UUID becomes one, together with the source.
    /// </summary>
    public bool TakesAnyId { get; init; }

    /// <summary>Whether a time may have any offset, as in CloudEvents. Otherwise it must be in UTC, in a form that Python takes.</summary>
    public bool TakesAnyOffset { get; init; }

    /// <summary>
    /// The source of an event that names none. Null where the topic of the message stands for its source, and when it was written for its
    /// time; otherwise an event without a time happened now, as in Python.
    /// </summary>
    public required string? Source { get; init; }

    /// <summary>The host of an event that names none.</summary>
    public required string Host { get; init; }

    /// <summary>The library of an event that names none.</summary>
    public required string Library { get; init; }
}
