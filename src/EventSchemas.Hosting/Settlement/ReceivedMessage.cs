using System.Diagnostics;
using EventSchemas.Avro;

namespace EventSchemas.Hosting;

/// <summary>A message that a transport has received, as settlement sees it.</summary>
abstract class ReceivedMessage
{
    /// <summary>The transport's name in the semantic conventions of OpenTelemetry, <c>messaging.system</c>.</summary>
    public abstract string SystemName { get; }

    /// <summary>Where the message is, for the log.</summary>
    public abstract object Position { get; }

    /// <summary>The handler that the message is for, where it comes back from the dead-letter topic; null if it is for all.</summary>
    public virtual string? TargetHandler => null;

    /// <summary>Whether the message was a dead letter and comes back: then no handler may miss it because the group has changed.</summary>
    public virtual bool IsReturned => false;

    /// <summary>Whether a handler that drops duplicates gets it although it has handled it: somebody has asked for that.</summary>
    public virtual bool IncludesProcessed => false;

    /// <summary>The value as it is on the wire.</summary>
    public abstract ReadOnlyMemory<byte> RawValue { get; }

    /// <summary>The value without the transport's framing. Only for a message whose writer's schema is known.</summary>
    public abstract ReadOnlyMemory<byte> Data { get; }

    /// <summary>Reads the event from the message.</summary>
    /// <exception cref="TransientReadException">Something that reading needs is unavailable for now.</exception>
    public abstract ValueTask<ReadOutcome> ReadAsync(CancellationToken cancellationToken);

    /// <summary>The event for those who get events of every type.</summary>
    public AnyEvent ToAnyEvent(ReadOutcome.Event read) => new()
    {
        EventType = read.Metadata.EventType,
        Value = read.Value,
        Descriptor = read.Registration?.Descriptor,
        WriterSchema = read.WriterSchema,
        Data = read.WriterSchema is null ? (ReadOnlyMemory<byte>?)null : Data,
        RawValue = RawValue,
    };

    /// <summary>The context that a handler gets.</summary>
    public abstract EventContext CreateContext(EventMetadata metadata, string group, string handler, int attempt);

    /// <summary>Adds the transport's own attributes to the span of a handler.</summary>
    public virtual void Describe(Activity activity)
    {
    }

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
    /// <param name="Registration">The event's registration; null where the service doesn't know the event type.</param>
    /// <param name="Value">The event record; null where the service doesn't know the event type.</param>
    /// <param name="Metadata">The event's id, time and source.</param>
    /// <param name="WriterSchema">The schema that the event was written with; null where nobody knows it.</param>
    public sealed record Event(EventRegistration? Registration, object? Value, EventMetadata Metadata, AvroSchema? WriterSchema)
        : ReadOutcome;

    /// <summary>A message that isn't for this group.</summary>
    public sealed record Ignored : ReadOutcome
    {
        public static Ignored Instance { get; } = new();
    }

    /// <summary>An event of this group that can't be read.</summary>
    /// <param name="EventType">The event type; null where the message doesn't say it.</param>
    /// <param name="Registration">The event's registration; null where the service doesn't know the event type.</param>
    /// <param name="Problem">Why it can't be read.</param>
    /// <param name="Cause">The exception, if there is one.</param>
    public sealed record Unreadable(string? EventType, EventRegistration? Registration, string Problem, Exception? Cause = null)
        : ReadOutcome
    {
        /// <summary>The id of the writer's schema, where it is known.</summary>
        public int? SchemaId { get; init; }
    }
}

/// <summary>Something that reading a message needs is unavailable for now; a later attempt can succeed.</summary>
class TransientReadException(string message, Exception innerException) : Exception(message, innerException);
