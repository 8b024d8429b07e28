namespace EventSchemas.Hosting;

/// <summary>What happens when a handler fails. Immutable.</summary>
/// <param name="MaxAttempts">How often it is called at most.</param>
/// <param name="Backoff">The delays between the attempts.</param>
/// <param name="AfterRetries">What happens after the last attempt.</param>
/// <param name="Exceptions">What happens with certain exceptions instead of another attempt.</param>
sealed record HandlerPolicy(
    int MaxAttempts, Backoff Backoff, FailureAction AfterRetries, IReadOnlyList<ExceptionRule> Exceptions)
{
    /// <summary>The policy of a handler: what its configuration says, then what the code says, then what its group says.</summary>
    public static HandlerPolicy Of(HandlerOptions code, HandlerRetryOptions? configured, RetryOptions group)
    {
        int attempts = configured?.MaxAttempts ?? code.MaxAttempts ?? group.MaxAttempts;
        TimeSpan initial = configured?.InitialDelay ?? code.InitialDelay ?? group.InitialDelay;
        TimeSpan max = configured?.MaxDelay ?? code.MaxDelay ?? group.MaxDelay;
        return new HandlerPolicy(
            attempts == 0 ? int.MaxValue : attempts,
            new Backoff(initial, max < initial ? initial : max),
            configured?.AfterRetries ?? code.AfterRetries ?? group.AfterRetries,
            [.. code.Exceptions]);
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
