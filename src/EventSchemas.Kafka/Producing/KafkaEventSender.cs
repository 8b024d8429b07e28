using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Sends the events of one type to its topics. Holds everything that is the same for each of them.</summary>
sealed partial class KafkaEventSender(
    EventDescriptor descriptor, IReadOnlyList<KafkaTopic> topics, DeliveryErrors errors, ILogger logger) : IEventSender
{
    private readonly bool _hasBareKey = descriptor is { Key: not null, KeyFormat: not EventKeyFormat.Avro };

    public string EventType => descriptor.EventType;

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (KafkaTopic topic in topics)
            {
                await topic.PrepareAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RegistryRefusedException e)
        {
            throw new PublishingRefusedException($"{EventType} can't be published. {e.Message}", e);
        }
        catch (RegistryUnavailableException e)
        {
            throw new PublishingUnavailableException(e.Message, e);
        }
    }

    public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) =>
        _hasBareKey && outgoing.Encoded.Key is { } key
            ? SendToTopicsAsync(WithKey(outgoing, BareKey.Of(descriptor, key.AsSpan(ConfluentFraming.Length))), cancellationToken)
            : SendToTopicsAsync(outgoing, cancellationToken);

    private Task<PublishResult> SendToTopicsAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken) =>
        topics.Count == 1 ? Send(topics[0], outgoing, cancellationToken) : SendToAllAsync(outgoing, cancellationToken);

    public void LogDelivered(Guid id, string topic, Partition partition, Offset offset)
    {
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogDelivered(logger, descriptor.EventType, id, topic, partition.Value, offset.Value);
        }
    }

    /// <summary>The exception for a message that wasn't sent.</summary>
    public EventPublishException Explain(OutgoingMessage message, Exception cause) => new(
        EventType,
        message.Id,
        PublishOutcome.NotDelivered,
        cause switch
        {
            RegistryRefusedException => PublishFailureReason.SchemaRefused,
            RegistryUnavailableException => PublishFailureReason.Unavailable,
            _ => PublishFailureReason.Other,
        },
        $"{EventType} {message.Id} was not delivered. {cause.Message}",
        cause);

    /// <summary>The exception for a message that wasn't delivered, or may have been.</summary>
    public EventPublishException Explain(OutgoingMessage message, Error error, PersistenceStatus status)
    {
        (PublishFailureReason reason, string text) = errors.Explain(error, descriptor, message.Topic.Name, message.Value?.Length ?? 0);
        PublishOutcome outcome = status == PersistenceStatus.NotPersisted
            ? PublishOutcome.NotDelivered
            : PublishOutcome.PossiblyDelivered;
        string what = outcome == PublishOutcome.NotDelivered
            ? "was not delivered"
            : "may have been delivered, or not: publishing it again with the same id is safe where consumers tell events apart by id";
        return new(EventType, message.Id, outcome, reason, $"{EventType} {message.Id} {what}. {text}", new KafkaException(error));
    }

    private static OutgoingEvent WithKey(in OutgoingEvent outgoing, byte[] key) =>
        outgoing with { Encoded = outgoing.Encoded with { Key = key } };

    private Task<PublishResult> Send(KafkaTopic topic, in OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<PublishResult>(cancellationToken);
        }

        var message = new OutgoingMessage(this, topic, outgoing);
        if (cancellationToken.CanBeCanceled)
        {
            message.CancelWith(cancellationToken);
        }

        topic.Send(message);
        return message.Task;
    }

    private Task<PublishResult> SendToAllAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
    {
        var sent = new Task<PublishResult>[topics.Count];
        for (int i = 0; i < sent.Length; i++)
        {
            OutgoingEvent own = i == 0 ? outgoing : outgoing with { Encoded = outgoing.Encoded.Copy() };
            sent[i] = Send(topics[i], own, cancellationToken);
        }

        return JoinAsync(outgoing.Id, sent);
    }

    private async Task<PublishResult> JoinAsync(Guid id, Task<PublishResult>[] sent)
    {
        var delivered = new List<DeliveredMessage>(sent.Length);
        var failures = new List<EventPublishException>();
        foreach (Task<PublishResult> one in sent)
        {
            try
            {
                delivered.AddRange(((PublishResult.Delivered)await one.ConfigureAwait(false)).Messages);
            }
            catch (EventPublishException e)
            {
                failures.Add(e);
            }
        }

        return failures switch
        {
            [] => new PublishResult.Delivered(id, delivered),
            [{ } only] when sent.Length == 1 => throw only,
            _ => throw PartialDelivery.Explain(EventType, id, delivered, failures),
        };
    }

    [LoggerMessage(1, LogLevel.Debug, "Delivered {EventType} {EventId} to {Topic} [{Partition}] @{Offset}", SkipEnabledCheck = true)]
    private static partial void LogDelivered(ILogger logger, string eventType, Guid eventId, string topic, int partition, long offset);
}
