namespace EventSchemas.Kafka;

/// <summary>What became of reading a message.</summary>
abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>An event, for its handlers.</summary>
    public sealed record Event(EventRegistration Registration, object Value, EventMetadata Metadata) : ReadOutcome;

    /// <summary>Nothing for this group.</summary>
    public sealed record Ignored : ReadOutcome;

    /// <summary>An event of this group that can't be read.</summary>
    public sealed record Unreadable(EventRegistration Registration, string Problem, Exception? Cause = null) : ReadOutcome;
}
