namespace EventSchemas;

/// <summary>Where an event comes from that a handler is handling. Immutable.</summary>
public sealed record EventContext
{
    /// <summary>The event's id, time and source, from the message's CloudEvents headers.</summary>
    public required EventMetadata Metadata { get; init; }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset in the partition.</summary>
    public required long Offset { get; init; }

    /// <summary>The consumer group.</summary>
    public required string Group { get; init; }

    /// <summary>The name that the handler is registered under.</summary>
    public required string Handler { get; init; }

    /// <summary>The number of times that this handler has received this event in this process, from 1.</summary>
    public required int Attempt { get; init; }
}

/// <summary>The id, time and source of an event, as its CloudEvents headers carry them. Immutable.</summary>
public sealed record EventMetadata
{
    /// <summary>The event type (<c>ce_type</c>).</summary>
    public required string EventType { get; init; }

    /// <summary>The event's id (<c>ce_id</c>).</summary>
    public required Guid Id { get; init; }

    /// <summary>When the event happened (<c>ce_time</c>), always in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The service that sent the event (<c>ce_source</c>), for example <c>openedx/lms/web</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The host that sent the event (<c>sourcehost</c>).</summary>
    public required string SourceHost { get; init; }

    /// <summary>
    /// The version of the library that sent the event (<c>sourcelib</c>): integers separated by dots, for example <c>11.2.0</c>.
    /// </summary>
    public required string SourceLibrary { get; init; }

    /// <summary>The minor version (<c>ce_minorversion</c>), which all current services send as 0.</summary>
    public int MinorVersion { get; init; }
}
