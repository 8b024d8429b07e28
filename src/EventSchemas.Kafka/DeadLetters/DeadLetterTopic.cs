using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// The dead-letter topic of a group, with a client of its own, so that it doesn't wait behind the service's events. Created on first use.
/// Safe for concurrent use.
/// </summary>
sealed class DeadLetterTopic : IDeadLetterQueue, IDisposable
{
    private readonly TooLargePolicy _tooLarge;
    private readonly Func<IProducer<byte[]?, byte[]?>> _create;
    private readonly Lock _gate = new();
    private IProducer<byte[]?, byte[]?>? _client;

    public DeadLetterTopic(ConsumerGroup group, KafkaClientConfig clients, ILogger logger)
    {
        Name = group.DeadLetterTopic;
        _tooLarge = group.Options.DeadLetters.TooLarge;
        _create = () => clients.LosslessProducer(logger)
            .SetErrorHandler((_, error) => ConsumerLog.DeadLetterClient(logger, group.Name, error.Reason))
            .Build();
    }

    public string Name { get; }

    public async Task WriteAsync(ReceivedMessage message, DeadLetterReason reason, CancellationToken cancellationToken)
    {
        var kafka = (KafkaMessage)message;
        try
        {
            await WriteAsync(kafka, reason, withContent: true, cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e) when (IsTooLarge(e) && _tooLarge == TooLargePolicy.WithoutContent)
        {
            await WriteAsync(kafka, reason, withContent: false, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _client?.Dispose();

    private IProducer<byte[]?, byte[]?> Client()
    {
        lock (_gate)
        {
            return _client ??= _create();
        }
    }

    // An idempotent client that has failed for good takes nothing more: the next attempt gets another.
    private void Replace(IProducer<byte[]?, byte[]?> broken)
    {
        lock (_gate)
        {
            if (_client == broken)
            {
                _client = null;
                _ = Task.Run(broken.Dispose);
            }
        }
    }

    private async Task WriteAsync(KafkaMessage message, DeadLetterReason reason, bool withContent, CancellationToken cancellationToken)
    {
        var letter = new Message<byte[]?, byte[]?>
        {
            Key = withContent ? message.Key : null,
            Value = withContent ? message.Value : null,
            Headers = DeadLetterHeaders.Of(message, reason, withContent),
        };
        IProducer<byte[]?, byte[]?> client = Client();
        try
        {
            await client.ProduceAsync(Name, letter, cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e) when (!(withContent && IsTooLarge(e) && _tooLarge == TooLargePolicy.WithoutContent))
        {
            if (ProducerClient.IsEndOf(e.Error))
            {
                Replace(client);
            }

            throw new DeadLetterException(Explain(e), e);
        }
    }

    private static bool IsTooLarge(KafkaException e) => e.Error.Code is ErrorCode.MsgSizeTooLarge or ErrorCode.InvalidMsgSize;

    private string Explain(KafkaException e) => e.Error.Code switch
    {
        _ when IsTooLarge(e) => $"the message is too large for {Name}. Raise max.message.bytes of the topic, "
            + "or set DeadLetters:TooLarge of the group to WithoutContent.",
        ErrorCode.TopicAuthorizationFailed => $"the service may not write to {Name}. Give it the right to.",
        ErrorCode.UnknownTopicOrPart or ErrorCode.Local_UnknownTopic => $"the topic {Name} doesn't exist. Create it.",
        _ => $"{e.Error.Reason}.",
    };
}
