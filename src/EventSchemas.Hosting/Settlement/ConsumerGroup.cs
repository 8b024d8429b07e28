using System.Collections.Frozen;

namespace EventSchemas.Hosting;

/// <summary>A consumer group with its settings: everything about it that is the same for every message. Immutable.</summary>
sealed class ConsumerGroup
{
    private readonly FrozenDictionary<EventRegistration, HandlerRegistration[]> _handlersByEvent;

    public ConsumerGroup(GroupRegistration registration, EventBusRegistrations registrations, EventBusOptions options)
    {
        Name = registration.Name;
        StartAt = registration.StartAt;
        Handlers = registration.Handlers;
        Options = options.Groups.GetValueOrDefault(Name) ?? new GroupOptions();
        SettingsPath = registrations.PathOf($"Groups:{Name}");
        Topics = [.. Handlers.SelectMany(handler => handler.Event.FullTopics(options)).Distinct(StringComparer.Ordinal)];
        _handlersByEvent = Handlers
            .GroupBy(handler => handler.Event)
            .ToFrozenDictionary(handlers => handlers.Key, handlers => handlers.ToArray());
    }

    public string Name { get; }

    public StartAt StartAt { get; }

    /// <summary>The handlers in the order of their registration.</summary>
    public IReadOnlyList<HandlerRegistration> Handlers { get; }

    public GroupOptions Options { get; }

    /// <summary>The full path of the group's settings, for messages.</summary>
    public string SettingsPath { get; }

    /// <summary>The topics that it reads, with the deployment's prefix.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>The events that it handles.</summary>
    public IReadOnlyList<EventRegistration> Events => _handlersByEvent.Keys;

    /// <summary>The handlers of one of its events.</summary>
    public IReadOnlyList<HandlerRegistration> HandlersOf(EventRegistration @event) => _handlersByEvent[@event];
}
