using System.Diagnostics;

namespace EventSchemas.Hosting;

/// <summary>
/// Sends with a span and metrics while someone listens to them, and otherwise only sends. The span's context is what travels with the
/// event; where there is no span, it is the current activity's. Safe for concurrent use.
/// </summary>
sealed class SeenSender(IEventSender sender, EventBusTelemetry telemetry, SentTo destination) : IEventSender
{
    public Task PrepareAsync(CancellationToken cancellationToken) => sender.PrepareAsync(cancellationToken);

    public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) =>
        telemetry.SeesPublishing ? SendSeenAsync(outgoing, cancellationToken) : sender.SendAsync(outgoing, cancellationToken);

    // Asynchronous from the start, so that the span doesn't become the caller's.
    private async Task<PublishResult> SendSeenAsync(OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        using Activity? activity = EventBusTelemetry.StartSending(destination, outgoing.Id, outgoing.Trace);
        Exception? failure = null;
        try
        {
            OutgoingEvent traced = outgoing with { Trace = TraceContext.Current ?? outgoing.Trace };
            return await sender.SendAsync(traced, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            failure = e;
            throw;
        }
        finally
        {
            telemetry.Sent(destination, activity, failure, Stopwatch.GetElapsedTime(started));
        }
    }
}

/// <summary>What is sent, and where to. Immutable.</summary>
/// <param name="System">The transport's name in the semantic conventions.</param>
/// <param name="EventType">The event type.</param>
/// <param name="Topics">The topics, with the deployment's prefix.</param>
sealed record SentTo(string System, string EventType, IReadOnlyList<string> Topics)
{
    /// <summary>The topics in one text.</summary>
    public string Name { get; } = string.Join(',', Topics);
}
