namespace EventSchemas.Hosting;

/// <summary>A transport's place for the messages that a group can't handle. Safe for concurrent use.</summary>
interface IDeadLetterQueue
{
    /// <summary>Where the letters go, for messages.</summary>
    string Name { get; }

    /// <summary>Stores a message with all of its content, and why it is there. Returns when it is stored for good.</summary>
    /// <exception cref="DeadLetterException">It isn't stored; a later attempt can succeed.</exception>
    Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken);
}

/// <summary>Dead letters can't be written or read. The message says why and what to do.</summary>
public sealed class DeadLetterException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What happened, where, and what to do next.</param>
    /// <param name="innerException">The client's exception.</param>
    public DeadLetterException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
