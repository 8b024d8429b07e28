namespace EventSchemas.Hosting;

/// <summary>
/// The event that is being handled. Publishing it again from its handler, with the same id to the same topic, would never end.
/// </summary>
static class HandledEvent
{
    // An EventContext, or an array of them.
    private static readonly AsyncLocal<object?> Handled = new();

    /// <summary>Says which event the current handler has, until its method returns.</summary>
    public static void Enter(EventContext context) => Handled.Value = context;

    /// <summary>Says which events the current handler has, until its method returns.</summary>
    public static void Enter(EventContext[] batch) => Handled.Value = batch;

    /// <summary>Fails if an event is the one that is being handled.</summary>
    /// <exception cref="InvalidOperationException">It is.</exception>
    public static void Guard(EventDescriptor descriptor, Guid id, IReadOnlyList<string> topics)
    {
        bool IsSame(EventContext handled) =>
            handled.Metadata.Id == id && handled.Metadata.EventType == descriptor.EventType && topics.Contains(handled.Topic);

        EventContext? handled = Handled.Value is EventContext[] batch ? Array.Find(batch, IsSame) : Handled.Value as EventContext;
        if (handled is not null && IsSame(handled))
        {
            throw new InvalidOperationException(
                $"{descriptor.EventType} {id} came from the topic {handled.Topic} and is published to it again by its handler "
                + $"{handled.Handler}, which would never end. Publish another event, or give this one an id of its own.");
        }
    }
}
