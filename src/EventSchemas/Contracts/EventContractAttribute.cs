namespace EventSchemas;

/// <summary>
/// The contract of one event that the assembly declares. The generator writes it, and the build writes the contract files from it.
/// </summary>
/// <param name="eventType">The event type.</param>
/// <param name="schema">The Avro schema, as JSON.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class EventContractAttribute(string eventType, string schema) : Attribute
{
    /// <summary>The event type.</summary>
    public string EventType { get; } = eventType;

    /// <summary>The Avro schema, as JSON.</summary>
    public string Schema { get; } = schema;

    /// <summary>The topic that the event declares, if any.</summary>
    public string? Topic { get; set; }

    /// <summary>The key as a dotted path of schema field names, if the event declares one.</summary>
    public string? Key { get; set; }

    /// <summary>How the key is written, for example <c>text</c>; <see langword="null"/> for Avro, and without a key.</summary>
    public string? KeyFormat { get; set; }

    /// <summary>The transports that the event travels by, for example <c>kafka, redis</c>; <see langword="null"/> for Kafka.</summary>
    public string? Transports { get; set; }

    /// <summary>The compatibility level in the registry's spelling, for example <c>FULL_TRANSITIVE</c>.</summary>
    public string? Compatibility { get; set; }

    /// <summary>For a mirror: the schema that the owner's events are read with, if it differs from <see cref="Schema"/>.</summary>
    public string? ReadingSchema { get; set; }

    /// <summary>Who owns the event.</summary>
    public EventRole Role { get; set; }

    /// <summary>The members that are personal data, as record and field, for example <c>UserPersonalData.email</c>.</summary>
    public string[] PersonalData { get; set; } = [];

    /// <summary>
    /// The members whose values stand for something that their Avro type doesn't say, as record, field and C# type, for example
    /// <c>CourseData.id Guid</c>.
    /// </summary>
    public string[] Meanings { get; set; } = [];

    /// <summary>The record that declares the event, as the metadata name it, for example <c>Acme.OrderPlaced</c>.</summary>
    public string? Record { get; set; }

    /// <summary>
    /// The attribute that declares the event, for example <c>AvroEvent</c>; <see langword="null"/> for <c>OpenEdxEvent</c>.
    /// </summary>
    public string? DeclaredBy { get; set; }

    /// <summary>Who owns the event, as the declaration says it.</summary>
    public string? Owner { get; set; }

    /// <summary>The feature flag of the event, if it has one.</summary>
    public string? FeatureFlag { get; set; }

    /// <summary>The last day of the feature flag, as <c>yyyy-MM-dd</c>, if it has one.</summary>
    public string? FlagRemoveBy { get; set; }

    /// <summary>Why the event needs no feature flag, if it says so.</summary>
    public string? StableBecause { get; set; }

    /// <summary>
    /// The breaking changes that the source justifies, as rule, record and field, with the last day, who agreed and the reason, for example
    /// <c>EVS3006 CourseData.count until 2027-01-31 agreed by crm because nobody reads it</c>.
    /// </summary>
    public string[] JustifiedBreaks { get; set; } = [];
}
