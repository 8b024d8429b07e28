namespace EventSchemas.Hosting;

/// <summary>
/// How many events the store in memory remembers, of all handlers that drop duplicates together. What is older may be handled again.
/// </summary>
public sealed class ProcessedEventOptions
{
    /// <summary>How many events; 100,000 by default, which are about 15 MB.</summary>
    public int MaxCount { get; set; } = 100_000;

    /// <summary>For how long; one hour by default.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromHours(1);
}
