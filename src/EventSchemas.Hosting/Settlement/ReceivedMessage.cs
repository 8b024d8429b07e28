namespace EventSchemas.Hosting;

/// <summary>A message that a transport has received, as settlement sees it.</summary>
abstract class ReceivedMessage
{
    /// <summary>Where the message is, for the log.</summary>
    public abstract object Position { get; }

    /// <summary>The handler that the message is for, where it comes back from the dead-letter topic; null if it is for all.</summary>
    public virtual string? TargetHandler => null;

    /// <summary>Whether the message was a dead letter and comes back: then no handler may miss it because the group has changed.</summary>
    public virtual bool IsReturned => false;

    /// <summary>Reads the event from the message.</summary>
    /// <exception cref="TransientReadException">Something that reading needs is unavailable for now.</exception>
    public abstract ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The context that a handler gets.</summary>
    public abstract EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt);

    /// <summary>
    /// The whole message as text, so that someone can send it again. Key and value aren't shown if they may contain personal data: the
    /// transport still has them at the message's position.
    /// </summary>
    public abstract string ToLogText(bool mayBePersonal);
}

/// <summary>The outcome of reading a message.</summary>
abstract record ReadOutcome
{
    private ReadOutcome()
    {
    }

    /// <summary>An event for handlers of the group.</summary>
    public sealed record Event(EventRegistration Registration, object Value, EventMetadata Metadata) : ReadOutcome;

    /// <summary>A message that isn't for this group.</summary>
    public sealed record Ignored : ReadOutcome
    {
        public static Ignored Instance { get; } = new();
    }

    /// <summary>An event of this group that can't be read.</summary>
    public sealed record Unreadable(EventRegistration Registration, string Problem, Exception? Cause = null) : ReadOutcome
    {
        /// <summary>The id of the writer's schema, where it is known.</summary>
        public int? SchemaId { get; init; }
    }
}

/// <summary>Something that reading a message needs is unavailable for now; a later attempt can succeed.</summary>
class TransientReadException(string message, Exception innerException) : Exception(message, innerException);
