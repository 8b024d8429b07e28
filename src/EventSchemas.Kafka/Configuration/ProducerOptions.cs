namespace EventSchemas.Kafka;

/// <summary>Settings of one event.</summary>
public sealed class ProducerOptions
{
    /// <summary>Whether the event is published, on top of its feature flag; on by default.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The topics without the deployment's prefix, in place of the one that the attribute names. Groups read from them too.</summary>
    public IList<string> Topics { get; } = [];
}
