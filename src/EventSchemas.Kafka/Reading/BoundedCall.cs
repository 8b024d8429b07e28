using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>Calls the client's methods that block, some of them without a limit, on a thread of their own.</summary>
static class BoundedCall
{
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    /// <summary>Calls a method that checks the token and has limits.</summary>
    public static Task<T> RunAsync<T>(Func<T> call, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(call, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Calls a method that may never return: then its thread is left behind.</summary>
    /// <exception cref="KafkaException">It has not returned within the limit.</exception>
    public static async Task<T> RunAsync<T>(Func<T> call, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(call, cancellationToken).WaitAsync(limit, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new KafkaException(new Error(ErrorCode.Local_TimedOut, $"the brokers did not answer within {limit.TotalSeconds} s"));
        }
    }

    /// <summary>Disposes of a client, whose disposal can wait for brokers; what takes too long goes on by itself.</summary>
    public static void Dispose(IDisposable client) => Task.Factory
        .StartNew(client.Dispose, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
        .Wait(CloseLimit);
}
