namespace EventSchemas.Kafka;

/// <summary>The Kafka cluster and its client: the subsection <c>Kafka</c> of the bus's configuration.</summary>
public sealed class KafkaOptions
{
    /// <summary>The addresses of some brokers: <c>host:port</c>, separated by commas.</summary>
    public string BootstrapServers { get; set; } = "";

    /// <summary>How long delivering a message may take before publishing it fails; 30 seconds by default.</summary>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Any other setting of librdkafka by its name there, for example <c>security.protocol</c>. Settings that this library's delivery
    /// guarantees depend on are refused.
    /// </summary>
    public Dictionary<string, string> Client { get; } = new(StringComparer.Ordinal);
}

/// <summary>The schema registry: the subsection <c>SchemaRegistry</c> of the bus's configuration.</summary>
public sealed class SchemaRegistryOptions
{
    /// <summary>The registry's address, for example <c>http://localhost:8081</c>.</summary>
    public string Url { get; set; } = "";

    /// <summary>User and password as <c>user:password</c>, if the registry asks for them.</summary>
    public string? Auth { get; set; }

    /// <summary>
    /// Whether producers register their schemas, as the Python services do; otherwise they must be registered already. On by default.
    /// </summary>
    public bool AutoRegister { get; set; } = true;

    /// <summary>How long one request may take; 5 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
