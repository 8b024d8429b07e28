using System.Threading.Channels;
using Confluent.Kafka;

namespace EventSchemas.Kafka;

/// <summary>
/// Settles the messages of one partition in order. The group's thread enqueues messages and reads the state; the worker never uses the
/// Kafka client.
/// </summary>
sealed class PartitionWorker : IDisposable
{
    private readonly Channel<ConsumeResult<byte[]?, byte[]?>> _messages = Channel.CreateUnbounded<ConsumeResult<byte[]?, byte[]?>>(
        new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private long _settled = Offset.Unset.Value;
    private int _waiting;

    public PartitionWorker(Func<ConsumeResult<byte[]?, byte[]?>, CancellationToken, Task<bool>> settle)
    {
        _run = Task.Run(() => RunAsync(settle));
    }

    /// <summary>The number of messages that wait or are being settled.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Whether the partition is paused. Only the group's thread uses it.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The last offset that was stored in the client. Only the group's thread uses it.</summary>
    public Offset Stored { get; set; } = Offset.Unset;

    /// <summary>The offset after the last settled message, or <see cref="Offset.Unset"/>.</summary>
    public Offset Settled => Volatile.Read(ref _settled);

    /// <summary>The exception that ended the worker, or null.</summary>
    public Exception? Failure => _run.Exception?.InnerException;

    public void Enqueue(ConsumeResult<byte[]?, byte[]?> message)
    {
        Interlocked.Increment(ref _waiting);
        _messages.Writer.TryWrite(message);
    }

    /// <summary>Cancels the running handlers and everything that waits.</summary>
    public void Cancel() => _stop.Cancel();

    /// <summary>Waits until a cancelled worker has stopped. Blocks the group's thread, while the client delays the rebalance.</summary>
    public bool Wait(TimeSpan timeout) => ((IAsyncResult)_run).AsyncWaitHandle.WaitOne(timeout);

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync(Func<ConsumeResult<byte[]?, byte[]?>, CancellationToken, Task<bool>> settle)
    {
        try
        {
            await foreach (ConsumeResult<byte[]?, byte[]?> message in _messages.Reader.ReadAllAsync(_stop.Token).ConfigureAwait(false))
            {
                if (!await settle(message, _stop.Token).ConfigureAwait(false))
                {
                    return;
                }

                Volatile.Write(ref _settled, message.Offset.Value + 1);
                Interlocked.Decrement(ref _waiting);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The partition has moved away; what is not settled is handled again by its new owner.
        }
    }
}
