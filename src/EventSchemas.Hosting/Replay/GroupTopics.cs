namespace EventSchemas.Hosting;

/// <summary>
/// What must be known of a consumer group to work on its topics. Of a group that another service runs these are names alone. Immutable.
/// </summary>
sealed record GroupTopics
{
    public required string Name { get; init; }

    /// <summary>The topics that it reads, with the deployment's prefix, without the retry topic.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>By which topic a message comes to one handler, with the deployment's prefix.</summary>
    public required string RetryTopic { get; init; }

    /// <summary>
    /// Its handlers and the event types that each gets, without a type for one that gets all; null where they aren't known in this process.
    /// </summary>
    public IReadOnlyList<(string Handler, string? EventType)>? Handlers { get; init; }

    /// <summary>Its events, as far as this process knows them.</summary>
    public IReadOnlyList<EventDescriptor> Events { get; init; } = [];

    /// <summary>
    /// The conventions of events that a process doesn't know. Those that are more tolerant come last.
    /// </summary>
    public static IReadOnlyList<EventConventions> Unknown { get; } = [EventConventions.OpenEdx, EventConventions.CloudEvents];

    /// <summary>Which headers its events can have.</summary>
    public IReadOnlyList<EventConventions> Conventions { get; init; } = Unknown;

    /// <summary>A group that this service runs, or knows.</summary>
    /// <exception cref="ArgumentException">The service has no such group.</exception>
    public static GroupTopics Of(string group, EventBusRegistrations registrations, EventBusOptions options)
    {
        var full = ConsumerGroup.Of(group, registrations, options);
        return new GroupTopics
        {
            Name = full.Name,
            Topics = full.Topics,
            RetryTopic = full.RetryTopic,
            Handlers = full.IsForeign
                ? null
                : [.. full.Handlers.SelectMany(handler => TypesOf(handler).Select(type => (handler.Name, type)))],
            Events = [.. full.Events.Select(registration => registration.Descriptor)],
            Conventions = full.Conventions,
        };
    }

    private static IEnumerable<string?> TypesOf(GroupHandler handler) =>
        handler.Registration.Events?.Select(registration => registration.Descriptor.EventType) ?? [null];

    /// <summary>The topics that are meant: all, or the one that is named.</summary>
    /// <exception cref="ArgumentException">The group doesn't read this topic.</exception>
    public IReadOnlyList<string> Choose(string? topic) =>
        topic is null ? Topics
        : Topics.Contains(topic) ? [topic]
        : throw new ArgumentException(
            $"The group {Name} doesn't read the topic {topic}. It reads {string.Join(", ", Topics)}.", nameof(topic));
}
