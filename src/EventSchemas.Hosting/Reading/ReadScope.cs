namespace EventSchemas.Hosting;

/// <summary>Whose messages are read, and which events are known. Immutable.</summary>
sealed record ReadScope
{
    /// <summary>The group, for the log.</summary>
    public required string Group { get; init; }

    /// <summary>By which topic messages come back to one handler, with the deployment's prefix; empty for none.</summary>
    public required string RetryTopic { get; init; }

    /// <summary>The events that are read as records.</summary>
    public required IReadOnlyList<EventRegistration> Events { get; init; }

    /// <summary>Whether events of other types are read too.</summary>
    public required bool ReadsAll { get; init; }

    /// <summary>
    /// Whether a message without a header of the event type is read by the schema that wrote it, also where none of the events can be
    /// such a message.
    /// </summary>
    public bool ReadsEveryPlainMessage { get; init; }

    /// <summary>Which headers the events can have.</summary>
    public required IReadOnlyList<EventConventions> Conventions { get; init; }

    /// <summary>What a group of the service reads.</summary>
    public static ReadScope Of(ConsumerGroup group) => new()
    {
        Group = group.Name,
        RetryTopic = group.RetryTopic,
        Events = group.Events,
        ReadsAll = group.HandlesAll,
        Conventions = group.Conventions,
    };

    /// <summary>All events, for people who look at a topic.</summary>
    public static ReadScope All(EventBusRegistrations registrations) => new()
    {
        Group = "",
        RetryTopic = "",
        Events = registrations.Events,
        ReadsAll = true,
        ReadsEveryPlainMessage = true,
        Conventions = [.. GroupTopics.Unknown.Concat(registrations.Events.Select(one => one.Descriptor.Conventions)).Distinct()],
    };
}
