using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>What an event's declaration says. Immutable and safe to share between threads.</summary>
public sealed class EventDescriptor
{
    /// <summary>Describes an event.</summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="schema">The Avro schema as JSON.</param>
    /// <exception cref="ArgumentException"><paramref name="eventType"/> is empty.</exception>
    /// <exception cref="AvroSchemaException"><paramref name="schema"/> is not an Avro schema.</exception>
    public EventDescriptor(string eventType, string schema)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        ArgumentNullException.ThrowIfNull(schema);
        EventType = eventType;
        Schema = AvroSchema.Parse(schema);
        ReadingSchema = Schema;
        RegistryText = Schema.ToJson(AvroJsonFormat.Registry);
    }

    /// <summary>The event type, for example <c>org.openedx.learning.course.enrollment.created.v1</c>.</summary>
    public string EventType { get; }

    /// <summary>The Avro schema that the event is written with.</summary>
    public AvroSchema Schema { get; }

    /// <summary>
    /// The schema that data of other schemas is resolved to: <see cref="Schema"/>, with a default for each member that
    /// <see cref="WhenMissingAttribute"/> fills.
    /// </summary>
    public AvroSchema ReadingSchema { get; init; }

    /// <summary>The schema as it is registered; for an Open edX event the same text that the Python services register.</summary>
    public string RegistryText { get; }

    /// <summary>The topic without the deployment's prefix, or <see langword="null"/> where configuration names it.</summary>
    public string? Topic { get; init; }

    /// <summary>The key, or <see langword="null"/> where messages of this event have none.</summary>
    public EventKeyDescriptor? Key { get; init; }

    /// <summary>How the key is written.</summary>
    public EventKeyFormat KeyFormat { get; init; }

    /// <summary>The transports that the event was declared for.</summary>
    public EventTransports Transports { get; init; } = EventTransports.Kafka;

    /// <summary>
    /// The versions that were shipped before, the newest first, for an event that travels by a transport whose messages name no schema;
    /// otherwise empty.
    /// </summary>
    public IReadOnlyList<EventVersion> OlderVersions { get; init; } = [];

    /// <summary>The feature flag that must be on for the event to be published, or <see langword="null"/>.</summary>
    public string? FeatureFlag { get; init; }

    /// <summary>Why the event needs no feature flag, or <see langword="null"/>.</summary>
    public string? StableBecause { get; init; }

    /// <summary>The team that owns the event, or <see langword="null"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>The conventions that the event follows on the wire; <see cref="EventConventions.OpenEdx"/> by default.</summary>
    public EventConventions Conventions { get; init; } = EventConventions.OpenEdx;

    /// <summary>Whose event it is: ours, or one that another team publishes.</summary>
    public EventRole Role { get; init; }

    /// <summary>
    /// The members that hold personal data, as record and field of the schema: <c>UserPersonalData.email</c>. Logs don't show the content
    /// of such events.
    /// </summary>
    public IReadOnlyList<string> PersonalData { get; init; } = [];
}
