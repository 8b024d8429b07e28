using Polly;
using Polly.Retry;

namespace EventSchemas.Hosting;

/// <summary>
/// Runs an operation until it succeeds, with growing delays between the attempts. Cancelling the caller's token ends it. Safe for
/// concurrent use.
/// </summary>
/// <typeparam name="TCall">What the operation works on.</typeparam>
/// <typeparam name="TResult">What the operation returns.</typeparam>
sealed class Retry<TCall, TResult>
    where TCall : class
{
    private readonly ResiliencePropertyKey<TCall> _callKey = new("EventSchemas.Call");
    private readonly Func<TCall, CancellationToken, ValueTask<TResult>> _operation;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="options">The delays.</param>
    /// <param name="time">The clock.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="isRetried">Whether an exception of the operation leads to another attempt.</param>
    /// <param name="onFailed">Called before the delay.</param>
    public Retry(
        RetryOptions options,
        TimeProvider time,
        Func<TCall, CancellationToken, ValueTask<TResult>> operation,
        Func<Exception, bool> isRetried,
        Action<TCall, FailedAttempt> onFailed)
    {
        _operation = operation;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.InitialDelay,
                MaxDelay = options.MaxDelay,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } exception && !IsCancellation(exception, arguments.Context) && isRetried(exception)),
                OnRetry = arguments =>
                {
                    ResilienceProperties properties = arguments.Context.Properties;
                    if (arguments.Outcome.Exception is { } exception && properties.TryGetValue(_callKey, out TCall? call))
                    {
                        onFailed(call, new FailedAttempt(exception, arguments.AttemptNumber + 1, arguments.RetryDelay));
                    }

                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    public async ValueTask<TResult> RunAsync(TCall call, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            context.Properties.Set(_callKey, call);
            return await _pipeline.ExecuteAsync(
                static (context, state) => state.Operation(state.Call, context.CancellationToken),
                context,
                (Operation: _operation, Call: call)).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private static bool IsCancellation(Exception exception, ResilienceContext context) =>
        exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested;
}

/// <summary>An attempt that failed and is repeated.</summary>
/// <param name="Exception">Why it failed.</param>
/// <param name="Number">The attempt, from 1.</param>
/// <param name="Delay">How long it takes until the next one.</param>
readonly record struct FailedAttempt(Exception Exception, int Number, TimeSpan Delay);
