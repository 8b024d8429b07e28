namespace EventSchemas.Kafka;

/// <summary>How a service is wired to the bus. Immutable.</summary>
/// <param name="Events">The events that it publishes or handles, by event type.</param>
/// <param name="Groups">Its consumer groups, in the order of their registration.</param>
public sealed record EventBusOverview(IReadOnlyList<EventOverview> Events, IReadOnlyList<GroupOverview> Groups)
{
    internal static EventBusOverview Create(EventBusRegistrations registrations, EventBusOptions options) => new(
        [.. registrations.Events.OrderBy(e => e.Descriptor.EventType, StringComparer.Ordinal).Select(e => new EventOverview(e.Descriptor, Topics(e, options), e.IsProduced))],
        [
            .. registrations.Groups.Select(group => new GroupOverview(
                group.Name,
                group.StartAt,
                [.. group.Handlers.SelectMany(handler => Topics(handler.Event, options)).Distinct(StringComparer.Ordinal)],
                [.. group.Handlers.Select(handler => new HandlerOverview(handler.Name, handler.Event.Descriptor.EventType, handler.HandlerClass.Name))])),
        ]);

    private static IReadOnlyList<string> Topics(EventRegistration registration, EventBusOptions options) =>
        [.. registration.Topics(options).Select(options.FullTopic)];
}
