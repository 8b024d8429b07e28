namespace EventSchemas;

/// <summary>An event was not delivered, or nobody knows whether it was. The message says why and what to do.</summary>
public sealed class EventPublishException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="eventId">The event's id, for finding it again.</param>
    /// <param name="message">What happened, where, and what to do next.</param>
    /// <param name="innerException">What the client said.</param>
    public EventPublishException(string eventType, Guid eventId, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        EventType = eventType;
        EventId = eventId;
    }

    /// <summary>The event type.</summary>
    public string EventType { get; }

    /// <summary>The event's id (<c>ce_id</c>).</summary>
    public Guid EventId { get; }
}
