using Microsoft.Extensions.Logging;

namespace EventSchemas.Hosting;

/// <summary>
/// Prepares the senders of the events that are switched on. What is unavailable at start is tried again in the background; what is refused
/// stops the start.
/// </summary>
sealed partial class Preparation(IReadOnlyList<ProducedEvent> events, IEventFlags flags, TimeProvider time, ILogger logger) : IDisposable
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private Task _waiting = Task.CompletedTask;

    /// <summary>Tries once.</summary>
    /// <exception cref="InvalidOperationException">Something is refused; the message says what, for every event.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var enabled = new List<ProducedEvent>();
        foreach (ProducedEvent produced in events)
        {
            if (await produced.IsOnAsync(flags, cancellationToken).ConfigureAwait(false))
            {
                enabled.Add(produced);
            }
        }

        Attempt[] attempts = await TryAsync(enabled, cancellationToken).ConfigureAwait(false);
        string[] refusals = [.. attempts.Select(attempt => attempt.Failure).OfType<PublishingRefusedException>().Select(e => e.Message)];
        if (refusals.Length > 0)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, refusals.Distinct(StringComparer.Ordinal)));
        }

        ProducedEvent[] rest = [.. attempts.Where(attempt => attempt.Failure is not null).Select(attempt => attempt.Event)];
        if (rest.Length > 0)
        {
            LogUnavailable(logger, Names(rest), attempts.First(attempt => attempt.Failure is not null).Failure!.Message);
            _waiting = WaitAsync(rest);
        }
    }

    /// <summary>Ends trying.</summary>
    public Task StopAsync()
    {
        _stop.Cancel();
        return _waiting;
    }

    public void Dispose() => _stop.Dispose();

    private static Task<Attempt[]> TryAsync(IEnumerable<ProducedEvent> events, CancellationToken cancellationToken) =>
        Task.WhenAll(events.Select(e => TryAsync(e, cancellationToken)));

    private static async Task<Attempt> TryAsync(ProducedEvent produced, CancellationToken cancellationToken)
    {
        try
        {
            await produced.Sender.PrepareAsync(cancellationToken).ConfigureAwait(false);
            return new Attempt(produced, null);
        }
        catch (Exception e) when (e is PublishingRefusedException or PublishingUnavailableException)
        {
            return new Attempt(produced, e);
        }
    }

    private async Task WaitAsync(ProducedEvent[] rest)
    {
        TimeSpan delay = FirstDelay;
        while (rest.Length > 0)
        {
            try
            {
                await Task.Delay(delay, time, _stop.Token).ConfigureAwait(false);
                Attempt[] attempts = await TryAsync(rest, _stop.Token).ConfigureAwait(false);
                foreach (Attempt refused in attempts.Where(attempt => attempt.Failure is PublishingRefusedException))
                {
                    LogRefused(logger, refused.Event.Descriptor.EventType, refused.Failure!.Message);
                }

                ProducedEvent[] ready = [.. attempts.Where(attempt => attempt.Failure is null).Select(attempt => attempt.Event)];
                if (ready.Length > 0)
                {
                    LogReady(logger, Names(ready));
                }

                rest = [.. attempts.Where(a => a.Failure is PublishingUnavailableException).Select(attempt => attempt.Event)];
                delay = delay * 2 < LongestDelay ? delay * 2 : LongestDelay;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private static string Names(IEnumerable<ProducedEvent> events) => string.Join(", ", events.Select(e => e.Descriptor.EventType));

    [LoggerMessage(2, LogLevel.Warning, "Not ready to publish {Events} yet; trying again until it is. {Reason}")]
    private static partial void LogUnavailable(ILogger logger, string events, string reason);

    [LoggerMessage(3, LogLevel.Information, "Ready to publish {Events}")]
    private static partial void LogReady(ILogger logger, string events);

    [LoggerMessage(4, LogLevel.Error, "{EventType} can't be published: {Reason}")]
    private static partial void LogRefused(ILogger logger, string eventType, string reason);

    private sealed record Attempt(ProducedEvent Event, Exception? Failure);
}
