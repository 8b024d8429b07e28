namespace EventSchemas.Hosting;

/// <summary>Delays between attempts: each twice as long as the one before, up to a limit, with jitter. Immutable.</summary>
/// <param name="Initial">The first delay, above zero.</param>
/// <param name="Max">The longest delay.</param>
readonly record struct Backoff(TimeSpan Initial, TimeSpan Max)
{
    private const double MinShare = 0.75;
    private const int MaxDoublings = 30;

    /// <summary>The delay after a number of failed attempts.</summary>
    /// <param name="failures">The number, from 1.</param>
    public TimeSpan After(int failures)
    {
        double longest = Math.Min(Max.TotalMilliseconds, Initial.TotalMilliseconds * (1L << Math.Min(failures - 1, MaxDoublings)));

        // Not a secret: jitter only keeps instances from coming back at the same time.
#pragma warning disable CA5394
        return TimeSpan.FromMilliseconds(longest * (MinShare + ((1 - MinShare) * Random.Shared.NextDouble())));
#pragma warning restore CA5394
    }
}
