using System.Collections.Concurrent;

namespace EventSchemas.CodeFixes;

/// <summary>
/// Values that are each found once: who else needs one waits, and no longer than its own cancellation. Unlike a lazy value, one isn't kept
/// where the search for it was cancelled or failed; who waits for it then searches.
/// </summary>
/// <typeparam name="TKey">What a value is found for.</typeparam>
/// <typeparam name="TValue">The value.</typeparam>
sealed class FoundOnce<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Task<TValue>> _searches = new();

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="find">Finds it, under the same cancellation.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async Task<TValue> GetAsync(TKey key, Func<TValue> find, CancellationToken cancellationToken)
    {
        var own = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously);
        while (true)
        {
            Task<TValue> search = _searches.GetOrAdd(key, own.Task);
            if (search == own.Task)
            {
                return Search(key, find, own);
            }

            await EndOfAsync(search, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (search.Status == TaskStatus.RanToCompletion)
            {
                return await search.ConfigureAwait(false);
            }
        }
    }

    private TValue Search(TKey key, Func<TValue> find, TaskCompletionSource<TValue> search)
    {
        try
        {
            TValue value = find();
            search.SetResult(value);
            return value;
        }
        finally
        {
            if (!search.Task.IsCompleted)
            {
                _searches.TryRemove(key, out _);
                search.SetCanceled();
            }
        }
    }

    private static async Task EndOfAsync(Task search, CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => cancelled.TrySetResult(true)))
        {
            await Task.WhenAny(search, cancelled.Task).ConfigureAwait(false);
        }
    }
}
