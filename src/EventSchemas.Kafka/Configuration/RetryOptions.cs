namespace EventSchemas.Kafka;

/// <summary>
/// When something that failed is tried again: after a delay that doubles from time to time, with jitter, until it succeeds or the
/// partition moves to another instance.
/// </summary>
public sealed class RetryOptions
{
    /// <summary>The first delay; 200 ms by default.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest delay; 30 seconds by default.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);
}
