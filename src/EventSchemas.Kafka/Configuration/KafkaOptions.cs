namespace EventSchemas.Kafka;

/// <summary>Which Kafka, and how to talk to it.</summary>
public sealed class KafkaOptions
{
    /// <summary>Where it is: <c>host:port</c> of some brokers, separated by commas.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>How long a message may be on its way before publishing it has failed; 30 seconds by default.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Any other setting of librdkafka by its name there, for example <c>security.protocol</c>. Those that this library's delivery
    /// guarantees rest on are refused.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);
}
