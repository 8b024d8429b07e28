namespace EventSchemas.Hosting;

/// <summary>
/// The event that is being handled. Publishing it again from its handler, with the same id to the same topic of the same transport, would
/// never end.
/// </summary>
/// <param name="Context">Its context.</param>
/// <param name="System">The transport that it came by, as the semantic conventions of OpenTelemetry name it.</param>
sealed record HandledEvent(EventContext Context, string System)
{
    private static readonly AsyncLocal<HandledEvent[]?> Handled = new();

    /// <summary>Says which events the current handler has, until its method returns.</summary>
    public static void Enter(params HandledEvent[] events) => Handled.Value = events;

    /// <summary>Fails if an event is one that is being handled.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public static void Guard(ProducedEvent produced, Guid id)
    {
        EventDescriptor descriptor = produced.Descriptor;
        HandledEvent? handled = Array.Find(
            Handled.Value ?? [],
            one => one.Context.Metadata.Id == id
                && one.Context.Metadata.EventType == descriptor.EventType
                && produced.Topics.Contains(one.Context.Topic)
                && produced.Systems.Contains(one.System));
        if (handled is not null)
        {
            throw new InvalidOperationException(
                $"{descriptor.EventType} {id} came from the topic {handled.Context.Topic} and is published to it again by its handler "
                + $"{handled.Context.Handler}, which would never end. Publish another event, or give this one an id of its own.");
        }
    }
}
