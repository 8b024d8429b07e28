namespace EventSchemas;

/// <summary>Where an event that is being handled comes from. Immutable.</summary>
public sealed record EventContext
{
    /// <summary>Identity, time and source, from the message's CloudEvents headers.</summary>
    public required EventMetadata Metadata { get; init; }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset in the partition.</summary>
    public required long Offset { get; init; }

    /// <summary>The consumer group.</summary>
    public required string Group { get; init; }

    /// <summary>The name under which the handler was registered.</summary>
    public required string Handler { get; init; }

    /// <summary>How often this handler has been given this event in this process, from 1.</summary>
    public required int Attempt { get; init; }
}
