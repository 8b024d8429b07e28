using System.Collections.Frozen;

namespace EventSchemas.Hosting;

/// <summary>A consumer group of the service: its registration and its settings. Immutable.</summary>
sealed class ConsumerGroup
{
    private readonly FrozenDictionary<EventRegistration, GroupHandler[]> _handlersByEvent;
    private readonly GroupHandler[] _handlersOfAll;

    public ConsumerGroup(GroupRegistration registration, EventBusRegistrations registrations, EventBusOptions options)
    {
        Name = registration.Name;
        StartAt = registration.StartAt;
        Options = options.Groups.GetValueOrDefault(Name) ?? new GroupOptions();
        Handlers =
        [
            .. registration.Handlers.Select(handler => new GroupHandler(
                handler,
                HandlerPolicy.Of(handler.Options, Options.Handlers.GetValueOrDefault(handler.Name), Options))),
        ];
        HasBatches = Handlers.Any(handler => handler.Batch is not null);
        SettingsPath = registrations.PathOf($"Groups:{Name}");
        IsForeign = registration.Foreign is not null;
        Topics =
        [
            .. (registration.Foreign is { Topics.Count: > 0 } foreign ? foreign.Topics
                : Options.Topics.Count > 0
                ? Options.Topics.Select(options.FullTopic)
                : Handlers
                    .SelectMany(handler => handler.Registration.Events ?? [])
                    .SelectMany(@event => @event.FullTopics(options))).Distinct(StringComparer.Ordinal),
        ];
        DeadLetterTopic = registration.Foreign?.DeadLetterTopic ?? options.FullTopic(Options.DeadLetters.TopicOf(Name));
        RetryTopic = registration.Foreign?.RetryTopic ?? options.FullTopic(Options.DeadLetters.RetryTopicOf(Name));
        _handlersOfAll = [.. Handlers.Where(handler => handler.Registration.Events is null)];
        _handlersByEvent = (HandlesAll ? registrations.Events : Handlers.SelectMany(handler => handler.Registration.Events!).Distinct())
            .ToFrozenDictionary(
                @event => @event,
                @event => Handlers.Where(handler => handler.Registration.Events?.Contains(@event) ?? true).ToArray());
    }

    /// <summary>A group of the service.</summary>
    /// <exception cref="ArgumentException">The service has no such group.</exception>
    public static ConsumerGroup Of(string group, EventBusRegistrations registrations, EventBusOptions options) =>
        registrations.Groups.FirstOrDefault(one => one.Name == group) is { } found
            ? new ConsumerGroup(found, registrations, options)
            : throw new ArgumentException(
                $"This service has no group {group}. It has {string.Join(", ", registrations.Groups.Select(one => one.Name))}.",
                nameof(group));

    public string Name { get; }

    public StartAt StartAt { get; }

    /// <summary>Whether another service runs it: then its handlers aren't known here.</summary>
    public bool IsForeign { get; }

    /// <summary>The handlers in the order of their registration.</summary>
    public IReadOnlyList<GroupHandler> Handlers { get; }

    public GroupOptions Options { get; }

    /// <summary>The full path of the group's settings, for messages.</summary>
    public string SettingsPath { get; }

    /// <summary>The topics that it reads, with the deployment's prefix, without the retry topic.</summary>
    public IReadOnlyList<string> Topics { get; }

    /// <summary>Whether it reads from a transport: from all of the service, or from those that its settings name.</summary>
    public bool IsOn(string transport) =>
        Options.Transports.Count == 0 || Options.Transports.Contains(transport, StringComparer.OrdinalIgnoreCase);

    /// <summary>Where messages go that can't be handled, with the deployment's prefix.</summary>
    public string DeadLetterTopic { get; }

    /// <summary>By which topic a dead letter comes back to its handler, with the deployment's prefix.</summary>
    public string RetryTopic { get; }

    /// <summary>Whether a handler gets every event on the topics, also of types that the service doesn't know.</summary>
    public bool HandlesAll => _handlersOfAll.Length > 0;

    /// <summary>Whether a handler gets several events at a time.</summary>
    public bool HasBatches { get; }

    /// <summary>The events that it handles and the service knows.</summary>
    public IReadOnlyList<EventRegistration> Events => _handlersByEvent.Keys;

    /// <summary>Which headers its events can have, those of unknown events included if it can have some.</summary>
    public IReadOnlyList<EventConventions> Conventions =>
        [.. (HandlesAll || IsForeign ? GroupTopics.Unknown : []).Concat(Events.Select(one => one.Descriptor.Conventions)).Distinct()];

    /// <summary>The handlers of one of its events; null for an event that the service doesn't know.</summary>
    public GroupHandler[] HandlersOf(EventRegistration? @event) => @event is null ? _handlersOfAll : _handlersByEvent[@event];
}

/// <summary>A handler of a group, and what happens when it fails. Immutable.</summary>
sealed record GroupHandler(HandlerRegistration Registration, HandlerPolicy Policy)
{
    public string Name => Registration.Name;

    /// <summary>The handler, if it gets one event at a time.</summary>
    public SingleHandlerRegistration? Single { get; } = Registration as SingleHandlerRegistration;

    /// <summary>The handler, if it gets several events at a time.</summary>
    public BatchHandlerRegistration? Batch { get; } = Registration as BatchHandlerRegistration;
}
