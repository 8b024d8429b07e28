using EventSchemas.Avro;

namespace EventSchemas.Kafka;

/// <summary>An event that the application publishes or handles.</summary>
abstract class EventRegistration(EventDescriptor descriptor, Type eventClass)
{
    public EventDescriptor Descriptor { get; } = descriptor;

    public Type EventClass { get; } = eventClass;

    /// <summary>Whether the application publishes it.</summary>
    public bool IsProduced { get; set; }

    /// <summary>The topics without the deployment's prefix: those of the configuration, else that of the attribute.</summary>
    public IReadOnlyList<string> Topics(EventBusOptions options) =>
        options.Producers.GetValueOrDefault(Descriptor.EventType) is { Topics.Count: > 0 } configured ? [.. configured.Topics]
        : Descriptor.Topic is { } topic ? [topic]
        : [];

    /// <summary>How to read what a schema wrote.</summary>
    public abstract ResolutionPlan CreatePlan(AvroSchema writer);

    /// <summary>Reads an event from a message's body.</summary>
    public abstract object Read(ReadOnlySpan<byte> body, ResolutionPlan plan);
}
