namespace EventSchemas;

/// <summary>
/// The transports that an event travels by. They decide how it is read, and so which edits of its record break other services: see
/// <c>docs/compatibility.md</c>.
/// </summary>
[Flags]
public enum EventTransports
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Kafka: a message names its schema, and readers resolve it with their own.</summary>
    Kafka = 1,

    /// <summary>Redis Streams: an entry names no schema, and Python services read it with their own.</summary>
    Redis = 2,
}
