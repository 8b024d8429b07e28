namespace EventSchemas;

/// <summary>How an event's key is written.</summary>
public enum EventKeyFormat
{
    /// <summary>As Avro, with the id of its schema.</summary>
    Avro,

    /// <summary>As bare UTF-8 text.</summary>
    Text,

    /// <summary>As a number of eight bytes, the highest first.</summary>
    Long,
}
