using EventSchemas.Avro;

namespace EventSchemas.Hosting;

/// <summary>Everything that the application registered. Complete before the host starts, and not changed after that.</summary>
sealed class EventBusRegistrations(string sectionPath)
{
    private readonly List<EventRegistration> _events = [];
    private readonly List<GroupRegistration> _groups = [];
    private readonly List<string> _transportSections = [];
    private readonly List<string> _transports = [];

    public IReadOnlyList<EventRegistration> Events => _events;

    public IReadOnlyList<GroupRegistration> Groups => _groups;

    /// <summary>
    /// Whether these are all events, groups and transports of the service. A process that looks after a service has some of them or none:
    /// what the settings name beyond these is no error there.
    /// </summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>The subsections of the configuration that transports read.</summary>
    public IReadOnlyList<string> TransportSections => _transportSections;

    /// <summary>The full path of a setting, for messages.</summary>
    public string PathOf(string key) => $"{sectionPath}:{key}";

    public EventRegistration<TEvent> Event<TEvent>()
        where TEvent : class, IEventContract<TEvent>
    {
        if (_events.OfType<EventRegistration<TEvent>>().FirstOrDefault() is { } known)
        {
            return known;
        }

        if (_events.Find(e => e.Descriptor.EventType == TEvent.EventType) is { } other)
        {
            throw new ArgumentException($"{typeof(TEvent)} and {other.EventClass} have the same event type, {TEvent.EventType}.");
        }

        var added = new EventRegistration<TEvent>();
        _events.Add(added);
        return added;
    }

    public void Add(GroupRegistration group)
    {
        if (_groups.Exists(g => g.Name == group.Name))
        {
            throw new ArgumentException(
                $"The consumer group {group.Name} is registered twice: put all its handlers into one registration.");
        }

        _groups.Add(group);
    }

    /// <summary>The names of the transports.</summary>
    public IReadOnlyList<string> Transports => _transports;

    public void AddTransport(string name) => _transports.Add(name);

    public void AddTransportSection(string key) => _transportSections.Add(key);
}

/// <summary>An event that the application publishes or handles.</summary>
abstract class EventRegistration(EventDescriptor descriptor, Type eventClass)
{
    public EventDescriptor Descriptor { get; } = descriptor;

    public Type EventClass { get; } = eventClass;

    /// <summary>Whether the application publishes it.</summary>
    public bool IsProduced { get; set; }

    /// <summary>The topics with the deployment's prefix: those of the configuration, or else the attribute's.</summary>
    public IReadOnlyList<string> FullTopics(EventBusOptions options) =>
        options.Producers.GetValueOrDefault(Descriptor.EventType) is { Topics.Count: > 0 } configured
            ? [.. configured.Topics.Select(options.FullTopic)]
        : Descriptor.Topic is { } topic ? [options.FullTopic(topic)]
        : [];

    /// <summary>How data of another schema is read.</summary>
    public abstract ResolutionPlan CreatePlan(AvroSchema writer);

    /// <summary>Reads an event from the body of a message, and says how many of its bytes are the event.</summary>
    public abstract object Read(ReadOnlySpan<byte> body, ResolutionPlan plan, out int length);

    /// <summary>Reads an event from the body of a message. What follows it is ignored.</summary>
    public object Read(ReadOnlySpan<byte> body, ResolutionPlan plan) => Read(body, plan, out _);

    /// <summary>The key of an event as Avro binary; null where its type has none.</summary>
    public abstract byte[]? KeyOf(object value);
}

/// <inheritdoc/>
sealed class EventRegistration<TEvent>() : EventRegistration(TEvent.Descriptor, typeof(TEvent))
    where TEvent : class, IEventContract<TEvent>
{
    public override ResolutionPlan CreatePlan(AvroSchema writer) => ResolutionPlan.Create<TEvent>(writer);

    public override object Read(ReadOnlySpan<byte> body, ResolutionPlan plan, out int length) =>
        AvroCodec.DeserializePrefix<TEvent>(body, plan, out length);

    public override byte[]? KeyOf(object value) =>
        TEvent.Descriptor.Key is null ? null : EncodedEvent.TombstoneOf((TEvent)value, headroom: 0).Key;
}

/// <summary>A consumer group and its handlers.</summary>
sealed record GroupRegistration(string Name, StartAt StartAt, IReadOnlyList<HandlerRegistration> Handlers)
{
    /// <summary>What is known of a group that another service runs; null for a group of this one.</summary>
    public ForeignGroup? Foreign { get; init; }
}

/// <summary>A group that another service runs, by the names of its topics, all with the deployment's prefix.</summary>
sealed record ForeignGroup(string Name)
{
    /// <summary>The topics that it reads; those of its settings where none are given.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>The names of its handlers; null where nobody knows them.</summary>
    public IReadOnlyList<string>? Handlers { get; init; }

    /// <summary>Where its dead letters are; by default as its settings or the conventions say.</summary>
    public string? DeadLetterTopic { get; init; }

    /// <summary>By which topic they come back; by default as its settings or the conventions say.</summary>
    public string? RetryTopic { get; init; }
}
