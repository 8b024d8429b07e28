namespace EventSchemas.Avro;

/// <summary>How loudly a rule speaks where nobody has set another severity.</summary>
public enum AvroRuleSeverity
{
    /// <summary>It is worth a look.</summary>
    Warning,

    /// <summary>Somebody's service fails.</summary>
    Error,
}
