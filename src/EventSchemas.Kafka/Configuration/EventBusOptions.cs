namespace EventSchemas.Kafka;

/// <summary>The configuration section of the event bus, <c>EventBus</c> by convention. Validated when the host starts.</summary>
public sealed class EventBusOptions
{
    /// <summary>Which Kafka, and how to talk to it.</summary>
    public KafkaOptions Kafka { get; set; } = new();

    /// <summary>Which schema registry, and how to talk to it.</summary>
    public SchemaRegistryOptions SchemaRegistry { get; set; } = new();

    /// <summary>What stands before every topic, with a hyphen between; nothing by default.</summary>
    public string? TopicPrefix { get; set; }

    /// <summary>This service's name: the middle of the <c>ce_source</c> header.</summary>
    public string ServiceName { get; set; } = "SERVICE_NAME_UNSET";

    /// <summary>Settings of single events, by event type. They override what the attribute says.</summary>
    public Dictionary<string, ProducerOptions> Producers { get; } = new(StringComparer.Ordinal);

    /// <summary>Settings of consumer groups, by group.</summary>
    public Dictionary<string, GroupOptions> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>A topic with the deployment's prefix.</summary>
    /// <param name="topic">The topic without it.</param>
    public string FullTopic(string topic) => string.IsNullOrEmpty(TopicPrefix) ? topic : $"{TopicPrefix}-{topic}";
}
