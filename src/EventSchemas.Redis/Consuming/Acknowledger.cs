using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Acknowledges the settled entries of a group, many at a time: after the commit interval, or as soon as there are enough. What fails is
/// tried again, which is safe.
/// </summary>
sealed class Acknowledger(
    ConsumerGroup group,
    IReadOnlyList<StreamConsumer> streams,
    RedisConnections connections,
    GroupProgress progress,
    TimeProvider time,
    ILogger logger) : IDisposable
{
    private const int Enough = 100;
    private const int MaxIds = 1_000;

    private readonly SemaphoreSlim _enough = new(0, 1);
    private int _settled;

    /// <summary>An entry is settled.</summary>
    public void Signal()
    {
        if (Interlocked.Increment(ref _settled) == Enough)
        {
            Release();
        }
    }

    /// <summary>Acknowledges until the token is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WaitAsync(cancellationToken).ConfigureAwait(false);
                Interlocked.Exchange(ref _settled, 0);
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The last ones are flushed by who cancels.
        }
    }

    /// <summary>Acknowledges what is settled now.</summary>
    /// <returns>Why some could not be acknowledged; null if all were.</returns>
    public async Task<string?> FlushAsync(CancellationToken cancellationToken)
    {
        string? problem = null;
        foreach (StreamConsumer stream in streams)
        {
            problem = await FlushAsync(stream, cancellationToken).ConfigureAwait(false) ?? problem;
        }

        bool wasFailing = progress.CommitProblem is not null;
        progress.CommitProblem = problem;
        if (problem is not null && !wasFailing)
        {
            RedisLog.AckFails(logger, group.Name, problem);
        }
        else if (problem is null && wasFailing)
        {
            RedisLog.AcksAgain(logger, group.Name);
        }

        return problem;
    }

    public void Dispose() => _enough.Dispose();

    private async Task<string?> FlushAsync(StreamConsumer stream, CancellationToken cancellationToken)
    {
        List<StreamId> settled = stream.TakeSettled();
        for (int start = 0; start < settled.Count; start += MaxIds)
        {
            List<StreamId> part = settled.GetRange(start, Math.Min(MaxIds, settled.Count - start));
            RedisValue[] ids = [.. part.Select(id => (RedisValue)id.ToString())];
            try
            {
                IDatabase database = await connections.Reading.ConnectAsync(cancellationToken).ConfigureAwait(false);
                await database.StreamAcknowledgeAsync(stream.Stream, group.Name, ids).WaitAsync(cancellationToken).ConfigureAwait(false);
                if (stream.IsRetry)
                {
                    // Nobody else reads it, and nothing trims it.
                    await database.StreamDeleteAsync(stream.Stream, ids).WaitAsync(cancellationToken).ConfigureAwait(false);
                }

                stream.Acknowledged(part);
            }
            catch (Exception e) when (RedisErrors.IsRedis(e) || e is OperationCanceledException)
            {
                stream.GiveBack(settled.GetRange(start, settled.Count - start));
                cancellationToken.ThrowIfCancellationRequested();
                return RedisErrors.Text(e);
            }
        }

        return null;
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task enough = _enough.WaitAsync(end.Token);
        Task delay = Task.Delay(group.Options.CommitInterval, time, end.Token);
        await Task.WhenAny(enough, delay).ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Release()
    {
        try
        {
            _enough.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is signalled already.
        }
    }
}
