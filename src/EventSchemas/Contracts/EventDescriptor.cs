using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>What an event's declaration says. Immutable and safe to share between threads.</summary>
public sealed class EventDescriptor
{
    /// <summary>Describes an event.</summary>
    /// <param name="eventType">The event type as it stands in the <c>ce_type</c> header.</param>
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

    /// <summary>The event type as it stands in the <c>ce_type</c> header.</summary>
    public string EventType { get; }

    /// <summary>The Avro schema that the event is written with.</summary>
    public AvroSchema Schema { get; }

    /// <summary>
    /// The schema as what other schemas wrote is read by: the same, but that a member which <see cref="WhenMissingAttribute"/> fills has a default.
    /// </summary>
    public AvroSchema ReadingSchema { get; init; }

    /// <summary>The schema as the text that is registered: the one that the Python services register for the same event.</summary>
    public string RegistryText { get; }

    /// <summary>The topic without the deployment's prefix, or <see langword="null"/> where only configuration says it.</summary>
    public string? Topic { get; init; }

    /// <summary>The key, or <see langword="null"/> where messages of this event have none.</summary>
    public EventKeyDescriptor? Key { get; init; }

    /// <summary>The feature flag that must be on for the event to be published, or <see langword="null"/>.</summary>
    public string? FeatureFlag { get; init; }

    /// <summary>Why the event needs no feature flag, or <see langword="null"/>.</summary>
    public string? StableBecause { get; init; }

    /// <summary>The team that owns the event, or <see langword="null"/>.</summary>
    public string? Owner { get; init; }

    /// <summary>Whose event it is: ours, or one that another team publishes.</summary>
    public EventRole Role { get; init; }

    /// <summary>The members that say something about a person, as record and field of the schema: <c>UserPersonalData.email</c>. Logs don't show such events.</summary>
    public IReadOnlyList<string> PersonalData { get; init; } = [];
}
