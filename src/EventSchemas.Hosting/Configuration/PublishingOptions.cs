namespace EventSchemas.Hosting;

/// <summary>Settings of publishing that apply to all events.</summary>
public sealed class PublishingOptions
{
    /// <summary>How many events of an <see cref="IEventQueue"/> may be on the way at a time; 10,000 by default.</summary>
    public int QueueLength { get; set; } = 10_000;

    /// <summary>
    /// What becomes of events that are published without a context, unless settings of an event say otherwise. By default
    /// <see cref="PublishMode.OutboxWhenUnavailable"/> with a store of undelivered events, and <see cref="PublishMode.Direct"/> without.
    /// </summary>
    public PublishMode? Mode { get; set; }

    /// <summary>
    /// The folder in which events wait that can't be published because the bus is down. None by default: then publishing them fails,
    /// unless <see cref="Mode"/> names the outbox of the database. Each process needs a folder of its own, on a disk that outlives it.
    /// </summary>
    public string? UndeliveredFolder { get; set; }

    /// <summary>How many bytes the folder may have; 256 MB by default.</summary>
    public long UndeliveredBytes { get; set; } = 256L * 1024 * 1024;
}
