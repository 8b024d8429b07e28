using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>How a service is connected to the bus. Immutable.</summary>
/// <param name="Events">The events that it publishes, handles or knows by <c>AddEvents</c>, by event type.</param>
/// <param name="Groups">Its consumer groups, in the order of their registration.</param>
public sealed record EventBusOverview(IReadOnlyList<EventOverview> Events, IReadOnlyList<GroupOverview> Groups)
{
    internal static EventBusOverview Create(EventBusRegistrations registrations, EventBusOptions options) => new(
        [
            .. registrations.Events
                .OrderBy(e => e.Descriptor.EventType, StringComparer.Ordinal)
                .Select(e => new EventOverview(e.Descriptor, e.FullTopics(options), e.IsProduced)),
        ],
        [
            .. registrations.Groups
                .Where(group => group.Foreign is null)
                .Select(group => new ConsumerGroup(group, registrations, options))
                .Select(group => new GroupOverview(group.Name, group.StartAt, group.Topics, [.. group.Handlers.SelectMany(Create)])),
        ]);

    private static IEnumerable<HandlerOverview> Create(GroupHandler handler) =>
        (handler.Registration.Events?.Select(e => e.Descriptor.EventType) ?? [HandlerOverview.EveryEvent])
            .Select(eventType => new HandlerOverview(handler.Name, eventType, handler.Registration.HandlerClass.Name));
}

/// <summary>An event that a service publishes, handles or knows.</summary>
/// <param name="Descriptor">The event's declaration.</param>
/// <param name="Topics">Its topics, with the deployment's prefix.</param>
/// <param name="IsProduced">Whether the service publishes it.</param>
public sealed record EventOverview(EventDescriptor Descriptor, IReadOnlyList<string> Topics, bool IsProduced);

/// <summary>A consumer group of a service.</summary>
/// <param name="Name">The group's name.</param>
/// <param name="StartAt">Where it begins while it has no committed offset.</param>
/// <param name="Topics">The topics that it reads, with the deployment's prefix.</param>
/// <param name="Handlers">Its handlers, in the order of their registration, once for each event type.</param>
public sealed record GroupOverview(string Name, StartAt StartAt, IReadOnlyList<string> Topics, IReadOnlyList<HandlerOverview> Handlers);

/// <summary>A handler of a consumer group.</summary>
/// <param name="Name">The name that it was registered under.</param>
/// <param name="EventType">The event type that it handles, or <see cref="EveryEvent"/>.</param>
/// <param name="HandlerClass">The name of its class.</param>
public sealed record HandlerOverview(string Name, string EventType, string HandlerClass)
{
    /// <summary>Stands for every event on the group's topics.</summary>
    public const string EveryEvent = "*";
}
