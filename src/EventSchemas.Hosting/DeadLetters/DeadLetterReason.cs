namespace EventSchemas.Hosting;

/// <summary>Why a message became a dead letter. Immutable.</summary>
sealed record DeadLetterReason
{
    /// <summary>Longer texts of exceptions are cut.</summary>
    private const int MaxTextLength = 1_000;

    /// <summary>The group that could not handle it.</summary>
    public required string Group { get; init; }

    /// <summary>The handler that could not handle it; null where the message can't be read, which concerns all.</summary>
    public string? Handler { get; init; }

    /// <summary>The event type; null where the message has none.</summary>
    public string? EventType { get; init; }

    /// <summary>The type of the exception, or of the problem.</summary>
    public required string ExceptionType { get; init; }

    /// <summary>What the exception says. Without it where the event has personal data, which could be in there.</summary>
    public string? Text { get; init; }

    /// <summary>The id of the writer's schema, where it is known.</summary>
    public int? SchemaId { get; init; }

    /// <summary>How often the handler was called; 0 where the message can't be read.</summary>
    public int Attempts { get; init; }

    public required DateTimeOffset FirstFailure { get; init; }

    public required DateTimeOffset LastFailure { get; init; }

    /// <summary>A text of bounded length.</summary>
    public static string Bounded(string text) => text.Length <= MaxTextLength
        ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength), "…");
}
