namespace EventSchemas.Avro;

/// <summary>What a rule protects.</summary>
public enum AvroRuleCategory
{
    /// <summary>That events can be read. These rules say what Avro's schema resolution says.</summary>
    Reading,

    /// <summary>That events mean the same to those who read them. Avro's schema resolution is silent here.</summary>
    Meaning,
}
