namespace EventSchemas;

/// <summary>
/// Written by the generator, one for each event that an assembly declares: what the build needs to write the contract files.
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

    /// <summary>The compatibility level in the registry's spelling, for example <c>FULL_TRANSITIVE</c>.</summary>
    public string? Compatibility { get; set; }
}
