using System;

namespace EventSchemas.Avro;

/// <summary>How those who read events decode them: what a difference between two versions does depends on it.</summary>
[Flags]
public enum AvroReading
{
    /// <summary>Nobody reads them.</summary>
    None = 0,

    /// <summary>
    /// With the writer's schema, resolved to their own as the Avro specification says: on Kafka, where a message names its schema.
    /// </summary>
    Resolved = 1,

    /// <summary>
    /// With their own schema in the place of the writer's, value by value: on Redis Streams, where an entry names no schema.
    /// </summary>
    Unresolved = 2,
}
