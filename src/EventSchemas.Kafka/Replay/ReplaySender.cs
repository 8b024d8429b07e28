using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Sends the messages of a run to the group's retry topic, in order.</summary>
sealed class ReplaySender(GroupTopics group, EventReplay replay, KafkaClientConfig clients, ILogger logger) : IAsyncDisposable
{
    private const int MaxInFlight = 500;

    private readonly List<Task> _inFlight = [];
    private readonly IProducer<byte[]?, byte[]?> _client = clients.LosslessProducer(logger).Build();

    /// <summary>Whether so many messages are on the way that their reports must be awaited.</summary>
    public bool IsFull => _inFlight.Count >= MaxInFlight;

    /// <summary>Sends a message to a handler.</summary>
    public void Send(ConsumeResult<byte[]?, byte[]?> message, string handler) => _inFlight.Add(_client.ProduceAsync(
        group.RetryTopic,
        new Message<byte[]?, byte[]?>
        {
            Key = message.Message.Key,
            Value = message.Message.Value,
            Headers = DeadLetterHeaders.OfReplay(message, group.Name, handler, replay.IncludesProcessed),
        },
        CancellationToken.None));

    /// <summary>Waits until all is on the retry topic. The client's time-out for messages is the limit.</summary>
    /// <exception cref="EventReplayException">Something isn't.</exception>
    public async Task FlushAsync()
    {
        try
        {
            await Task.WhenAll(_inFlight).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw new EventReplayException(
                $"The replay {replay.Name} can't send to {group.RetryTopic}: {e.Error.Reason.TrimEnd('.')}. Check that the topic exists, "
                + "takes messages of this size, and that the service may write to it. Start the run again to go on where it stopped.",
                e);
        }
        finally
        {
            _inFlight.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_inFlight).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        BoundedCall.Dispose(_client);
    }
}
