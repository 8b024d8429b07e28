namespace EventSchemas.Hosting;

/// <summary>How a handler is called, and what happens when it fails. Immutable.</summary>
/// <param name="MaxAttempts">How often it is called at most.</param>
/// <param name="Backoff">The delays between the attempts.</param>
/// <param name="AfterRetries">What happens after the last attempt.</param>
/// <param name="Exceptions">What happens with certain exceptions instead of another attempt.</param>
/// <param name="DropsDuplicates">Whether it doesn't get an event again that it has handled.</param>
/// <param name="BatchSize">How many events a handler of batches gets at most.</param>
/// <param name="BatchWait">How long it waits for more of them.</param>
sealed record HandlerPolicy(
    int MaxAttempts,
    Backoff Backoff,
    FailureAction AfterRetries,
    IReadOnlyList<ExceptionRule> Exceptions,
    bool DropsDuplicates,
    int BatchSize,
    TimeSpan BatchWait)
{
    private const int DefaultBatchSize = 100;

    /// <summary>The policy of a handler: what its configuration says, then what the code says, then what its group says.</summary>
    public static HandlerPolicy Of(HandlerOptions code, HandlerSettings? configured, GroupOptions options)
    {
        RetryOptions group = options.Retry;
        int attempts = configured?.MaxAttempts ?? code.MaxAttempts ?? group.MaxAttempts;
        TimeSpan initial = configured?.InitialDelay ?? code.InitialDelay ?? group.InitialDelay;
        TimeSpan max = configured?.MaxDelay ?? code.MaxDelay ?? group.MaxDelay;
        return new HandlerPolicy(
            attempts == 0 ? int.MaxValue : attempts,
            new Backoff(initial, max < initial ? initial : max),
            configured?.AfterRetries ?? code.AfterRetries ?? group.AfterRetries,
            [.. code.Exceptions],
            configured?.DropDuplicates ?? code.DropsDuplicates ?? options.DropDuplicates,
            configured?.BatchSize ?? code.BatchSize ?? DefaultBatchSize,
            configured?.BatchWait ?? code.BatchWait ?? TimeSpan.Zero);
    }

    /// <summary>What happens after an exception; null for another attempt.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="attempts">How many attempts count so far, this one included.</param>
    public FailureAction? ActionAfter(Exception exception, int attempts)
    {
        foreach (ExceptionRule rule in Exceptions)
        {
            if (rule.ExceptionType.IsInstanceOfType(exception))
            {
                return rule.Action;
            }
        }

        return attempts < MaxAttempts ? null : AfterRetries;
    }
}
