namespace EventSchemas.Kafka;

/// <summary>What the application registered. Complete before the host starts, and not changed after that.</summary>
sealed class EventBusRegistrations(string sectionPath)
{
    private readonly List<EventRegistration> _events = [];
    private readonly List<GroupRegistration> _groups = [];

    /// <summary>The path of the configuration section, for messages.</summary>
    public string SectionPath { get; } = sectionPath;

    public IReadOnlyList<EventRegistration> Events => _events;

    public IReadOnlyList<GroupRegistration> Groups => _groups;

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
            throw new ArgumentException($"The consumer group {group.Name} is registered twice: put all its handlers into one registration.");
        }

        _groups.Add(group);
    }
}
