namespace EventSchemas.Hosting;

/// <summary>An event on its way to the transport.</summary>
/// <param name="Encoded">The event as bytes.</param>
/// <param name="Id">The event's id.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Trace">The trace that travels with it, if someone listens.</param>
readonly record struct OutgoingEvent(EncodedEvent Encoded, Guid Id, DateTimeOffset Time, TraceContext? Trace = null)
{
    /// <summary>What else its publisher says of it; null for most events, so that they are no larger for it.</summary>
    public GivenAttributes? Attributes { get; init; }
}
