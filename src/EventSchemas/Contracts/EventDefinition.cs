namespace EventSchemas;

/// <summary>
/// An event as an item of a list, such as all events of a package. It leads to code that is generic in the event's record, so that the
/// events of a list can be registered without reflection. There is one object for each event. Immutable and safe to share between threads.
/// </summary>
public abstract class EventDefinition
{
    private protected EventDefinition()
    {
    }

    /// <summary>The event record.</summary>
    public abstract Type Record { get; }

    /// <summary>What the event's declaration says.</summary>
    public abstract EventDescriptor Descriptor { get; }

    /// <summary>The event of a record.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    public static EventDefinition Of<TEvent>()
        where TEvent : class, IEventContract<TEvent> => Definition<TEvent>.Instance;

    /// <summary>Calls a visitor with the event's record as the type argument.</summary>
    /// <param name="visitor">What is called.</param>
    public abstract void Accept(IEventVisitor visitor);

    /// <summary>The event type.</summary>
    public override string ToString() => Descriptor.EventType;

    private sealed class Definition<TEvent> : EventDefinition
        where TEvent : class, IEventContract<TEvent>
    {
        public static readonly EventDefinition Instance = new Definition<TEvent>();

        public override Type Record => typeof(TEvent);

        public override EventDescriptor Descriptor => TEvent.Descriptor;

        public override void Accept(IEventVisitor visitor)
        {
            ArgumentNullException.ThrowIfNull(visitor);
            visitor.Visit<TEvent>();
        }
    }
}

/// <summary>Something to do for each event of a list; see <see cref="EventDefinition.Accept"/>.</summary>
public interface IEventVisitor
{
    /// <summary>Is called for an event.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    void Visit<TEvent>()
        where TEvent : class, IEventContract<TEvent>;
}
