namespace EventSchemas;

/// <summary>An event was not delivered, or it is unknown whether it was. The message says why and what to do.</summary>
public sealed class EventPublishException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="eventId">The event's id, to find it later.</param>
    /// <param name="outcome">Whether the event is on the bus.</param>
    /// <param name="reason">Why it could not be delivered.</param>
    /// <param name="message">What happened, where, and what to do next.</param>
    /// <param name="innerException">The client's exception.</param>
    public EventPublishException(
        string eventType,
        Guid eventId,
        PublishOutcome outcome,
        PublishFailureReason reason,
        string message,
        Exception? innerException = null)
        : base(message, innerException)
    {
        EventType = eventType;
        EventId = eventId;
        Outcome = outcome;
        Reason = reason;
    }

    /// <summary>The event type.</summary>
    public string EventType { get; }

    /// <summary>The event's id (<c>ce_id</c>).</summary>
    public Guid EventId { get; }

    /// <summary>Whether the event is on the bus.</summary>
    public PublishOutcome Outcome { get; }

    /// <summary>Why it could not be delivered.</summary>
    public PublishFailureReason Reason { get; }

    /// <summary>The messages that were delivered, where an event goes to several topics or transports; otherwise empty.</summary>
    public IReadOnlyList<DeliveredMessage> Delivered { get; init; } = [];
}

/// <summary>Whether an event is on the bus although publishing it failed.</summary>
public enum PublishOutcome
{
    /// <summary>No topic has it. Publishing it again is safe.</summary>
    NotDelivered,

    /// <summary>
    /// It may be on the bus, or not. Publishing it again with the same id is safe where consumers tell events apart by their id.
    /// </summary>
    PossiblyDelivered,

    /// <summary>
    /// Some of its topics, or transports, have it, which <see cref="EventPublishException.Delivered"/> lists, and some don't or may not
    /// have it.
    /// </summary>
    PartlyDelivered,
}

/// <summary>Why an event could not be delivered.</summary>
public enum PublishFailureReason
{
    /// <summary>The brokers or the schema registry don't answer. Publishing the event later can succeed.</summary>
    Unavailable,

    /// <summary>The message is larger than the client or the topic accepts.</summary>
    TooLarge,

    /// <summary>The service isn't authenticated, or not authorized to write to the topic.</summary>
    NotAuthorized,

    /// <summary>The topic doesn't exist.</summary>
    UnknownTopic,

    /// <summary>The schema registry rejects or doesn't have the event's schema.</summary>
    SchemaRefused,

    /// <summary>Another error; the message says which.</summary>
    Other,
}
