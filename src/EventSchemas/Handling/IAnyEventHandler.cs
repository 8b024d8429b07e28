using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Handles events of every type, such as for an audit. Each call, a repeated one too, has a separate dependency-injection scope and a new
/// instance, unless the application has registered the handler with another lifetime. Registered with
/// <see cref="IConsumerGroupBuilder.HandleAny"/>.
/// </summary>
public interface IAnyEventHandler
{
    /// <summary>
    /// Handles one event. When it returns, the event is settled for this handler; when it throws, the event is retried. Delivery is at
    /// least once: after a crash the same event is delivered again, so handling must be idempotent.
    /// </summary>
    /// <param name="value">The event, as a record where the service knows its type, and as it is on the wire.</param>
    /// <param name="context">The event's id, time, source and position.</param>
    /// <param name="cancellationToken">Is cancelled when the service stops, or when the partition moves to another instance.</param>
    Task HandleAsync(AnyEvent value, EventContext context, CancellationToken cancellationToken);
}

/// <summary>An event of any type. Immutable.</summary>
public sealed class AnyEvent
{
    /// <summary>The event type.</summary>
    public required string EventType { get; init; }

    /// <summary>The event record; null where the service doesn't know the event type.</summary>
    public object? Value { get; init; }

    /// <summary>What the event's declaration says; null where the service doesn't know the event type.</summary>
    public EventDescriptor? Descriptor { get; init; }

    /// <summary>The schema that the event was written with; null where nobody knows it.</summary>
    public AvroSchema? WriterSchema { get; init; }

    /// <summary>The event as Avro binary, written with <see cref="WriterSchema"/>; null where that isn't known.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>The message's value as it is on the wire, framing included.</summary>
    public ReadOnlyMemory<byte> RawValue { get; init; }

    /// <summary>An event as a handler gets it, for a test that calls the handler itself.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="value">The event.</param>
    /// <exception cref="EventDataException">The event holds a value that its schema can't represent.</exception>
    public static AnyEvent Of<TEvent>(TEvent value)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        ReadOnlyMemory<byte> data = AvroCodec.Serialize(value);
        return new AnyEvent
        {
            EventType = TEvent.EventType,
            Value = value,
            Descriptor = TEvent.Descriptor,
            WriterSchema = TEvent.Schema,
            Data = data,
            RawValue = data,
        };
    }

    /// <summary>
    /// The event as JSON with the names of the schema that it was written with, also where the service doesn't know its type. It contains
    /// personal data if the event does.
    /// </summary>
    /// <param name="form">The form of the JSON.</param>
    /// <returns>The JSON; null where nobody knows the schema.</returns>
    /// <exception cref="EventDataException">The bytes are not an event of that schema.</exception>
    public string? ToJson(AvroJsonForm form = AvroJsonForm.Plain) =>
        WriterSchema is not null && Data is { } data ? AvroJsonText.ToJson(WriterSchema, data.Span, form) : null;
}
