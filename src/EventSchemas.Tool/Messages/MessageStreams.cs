using System.Runtime.CompilerServices;
using System.Threading.Channels;
using EventSchemas.Hosting;

namespace EventSchemas.Tool;

/// <summary>Reads several topics as one stream, with a bounded number of messages in memory.</summary>
static class MessageStreams
{
    private const int Ahead = 100;

    /// <summary>The messages of topics that have an end, one topic after the other.</summary>
    public static async IAsyncEnumerable<TailMessage> ReadAsync(
        IEventTail tail, IReadOnlyList<TailRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (TailRequest request in requests)
        {
            await foreach (TailMessage message in tail.ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                yield return message;
            }
        }
    }

    /// <summary>The messages of topics that have no end, as they come.</summary>
    public static async IAsyncEnumerable<TailMessage> FollowAsync(
        IEventTail tail, IReadOnlyList<TailRequest> requests, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var messages = Channel.CreateBounded<TailMessage>(new BoundedChannelOptions(Ahead) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reading = Task.WhenAll(requests.Select(request => ReadAsync(tail, request, messages.Writer, stop.Token)));
        try
        {
            await foreach (TailMessage message in messages.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return message;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // The first failure ends all.
    private static async Task ReadAsync(
        IEventTail tail, TailRequest request, ChannelWriter<TailMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (TailMessage message in tail.ReadAsync(request, cancellationToken).ConfigureAwait(false))
            {
                await messages.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            messages.TryComplete(e);
        }
    }
}
