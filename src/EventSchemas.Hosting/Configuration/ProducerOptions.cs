namespace EventSchemas.Hosting;

/// <summary>Settings of one event.</summary>
public sealed class ProducerOptions
{
    /// <summary>Whether the event is published. Its feature flag must be on as well. On by default.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Whether the event may be published as a tombstone (<see cref="PublishOptions.IsTombstone"/>). Only for compacted topics that no
    /// Python service reads. Off by default.
    /// </summary>
    public bool AllowTombstones { get; set; }

    /// <summary>
    /// What becomes of an event that is published without a context; <see cref="PublishingOptions.Mode"/> by default.
    /// </summary>
    public PublishMode? Mode { get; set; }

    /// <summary>The topics without the deployment's prefix. They replace the attribute's topic, for consumer groups too.</summary>
    public IList<string> Topics { get; } = [];

    /// <summary>The names of the transports that the event goes to, such as <c>Kafka</c>. All of the service by default.</summary>
    public IList<string> Transports { get; } = [];
}
