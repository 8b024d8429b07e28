namespace EventSchemas.Hosting;

/// <summary>
/// The settings of the event bus that no transport owns: the configuration section <c>EventBus</c> by convention, without the subsections
/// of transports. Validated when the host starts.
/// </summary>
public sealed class EventBusOptions
{
    /// <summary>The name of a service that has none, as the Python services write it.</summary>
    internal const string UnsetServiceName = "SERVICE_NAME_UNSET";

    /// <summary>The prefix of every topic, followed by a hyphen; none by default.</summary>
    public string? TopicPrefix { get; set; }

    /// <summary>This service's name, which becomes part of the source of its events (<c>ce_source</c>).</summary>
    public string ServiceName { get; set; } = UnsetServiceName;

    /// <summary>
    /// The source of this service's events (<c>ce_source</c>) as a URI reference, for events of plain CloudEvents; <c>/</c> and the
    /// service's name by default. That of an Open edX event always follows from the service's name.
    /// </summary>
    public string? Source { get; set; }

    /// <summary>Settings of publishing that apply to all events.</summary>
    public PublishingOptions Publishing { get; set; } = new();

    /// <summary>What the store in memory remembers for handlers that drop duplicates.</summary>
    public ProcessedEventOptions ProcessedEvents { get; set; } = new();

    /// <summary>Settings of single events, by event type. They override the attribute.</summary>
    public Dictionary<string, ProducerOptions> Producers { get; } = new(StringComparer.Ordinal);

    /// <summary>Settings of consumer groups, by the group's name.</summary>
    public Dictionary<string, GroupOptions> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>A topic with the deployment's prefix.</summary>
    /// <param name="topic">The topic without it.</param>
    public string FullTopic(string topic) => string.IsNullOrEmpty(TopicPrefix) ? topic : $"{TopicPrefix}-{topic}";
}
