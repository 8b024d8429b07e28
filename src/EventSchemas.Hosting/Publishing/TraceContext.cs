using System.Diagnostics;

namespace EventSchemas.Hosting;

/// <summary>The trace that an event belongs to, by the W3C's trace context.</summary>
/// <param name="Parent">The text of <c>traceparent</c>.</param>
/// <param name="State">The text of <c>tracestate</c>, or null.</param>
readonly record struct TraceContext(string Parent, string? State)
{
    /// <summary>The source of the bus's activities. Events carry a trace only while someone listens to it.</summary>
    public static ActivitySource Source { get; } = new(EventBusTelemetry.Name);

    /// <summary>The current trace, or null if there is none or nobody listens.</summary>
    public static TraceContext? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity && Source.HasListeners()
            ? new TraceContext(id, activity.TraceStateString)
            : null;
}
