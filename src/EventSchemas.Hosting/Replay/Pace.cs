using System.Globalization;

namespace EventSchemas.Hosting;

/// <summary>Lets through a number of messages a second at most. What an interruption has cost isn't made up for.</summary>
sealed class Pace(double? messagesPerSecond, TimeProvider time)
{
    // Timers are late by some milliseconds; without this, each would make the run slower than it may be.
    private static readonly TimeSpan MadeUp = TimeSpan.FromMilliseconds(50);

    private long _next = time.GetTimestamp();

    /// <summary>Whether a number can be a rate.</summary>
    /// <exception cref="ArgumentException">It can't.</exception>
    public static void Check(double? messagesPerSecond)
    {
        if (messagesPerSecond is { } rate && !(rate > 0 && double.IsFinite(rate)))
        {
            string text = rate.ToString(CultureInfo.InvariantCulture);
            throw new ArgumentException($"{text} messages a second is no rate: give a number above 0.", nameof(messagesPerSecond));
        }
    }

    /// <summary>Waits until the next message may go.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (messagesPerSecond is not { } rate)
        {
            return;
        }

        long now = time.GetTimestamp();
        TimeSpan left = time.GetElapsedTime(now, _next);
        long earliest = now - (long)(MadeUp.TotalSeconds * time.TimestampFrequency);
        _next = Math.Max(earliest, _next) + (long)(time.TimestampFrequency / rate);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
