using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Sends the events of one type to its topics. Holds everything that is the same for each of them.</summary>
sealed partial class KafkaEventSender(
    EventDescriptor descriptor, IReadOnlyList<KafkaTopic> topics, HeaderWriter headers, KafkaProducer producer, ILogger logger)
    : IEventSender
{
    public async Task<IReadOnlyList<DeliveredMessage>> SendAsync(
        EncodedEvent encoded, Guid id, DateTimeOffset time, CancellationToken cancellationToken)
    {
        var delivered = new List<DeliveredMessage>(topics.Count);
        foreach (KafkaTopic topic in topics)
        {
            EncodedEvent own = delivered.Count == 0 ? encoded : encoded.Copy();
            delivered.Add(await SendAsync(topic, own, id, time, cancellationToken).ConfigureAwait(false));
        }

        return delivered;
    }

    private async Task<DeliveredMessage> SendAsync(
        KafkaTopic topic, EncodedEvent encoded, Guid id, DateTimeOffset time, CancellationToken cancellationToken)
    {
        try
        {
            if (encoded.Key is { } key && topic.Key is { } keySchema)
            {
                int keyId = await keySchema.GetIdAsync(cancellationToken).ConfigureAwait(false);
                ConfluentFraming.Write(key, keyId);
            }

            int valueId = await topic.Value.GetIdAsync(cancellationToken).ConfigureAwait(false);
            ConfluentFraming.Write(encoded.Value, valueId);
            var message = new Message<byte[]?, byte[]> { Key = encoded.Key, Value = encoded.Value, Headers = headers.Write(id, time) };
            TopicPartitionOffset position = await producer.SendAsync(topic.Name, message, cancellationToken).ConfigureAwait(false);
            LogDelivered(logger, descriptor.EventType, id, topic.Name, position.Partition.Value, position.Offset.Value);
            return new DeliveredMessage(topic.Name, position.Partition.Value, position.Offset.Value);
        }
        catch (Exception e) when (e is RegistryRefusedException or RegistryUnavailableException)
        {
            throw new EventPublishException(descriptor.EventType, id, $"{descriptor.EventType} {id} was not sent. {e.Message}", e);
        }
        catch (KafkaException e)
        {
            string reason = producer.Explain(topic.Name, e);
            throw new EventPublishException(descriptor.EventType, id, $"{descriptor.EventType} {id} {Outcome(e)}. {reason}", e);
        }
    }

    private static string Outcome(KafkaException e) =>
        e is ProduceException<byte[]?, byte[]> { DeliveryResult.Status: PersistenceStatus.PossiblyPersisted }
        ? "may have been delivered, or not: publishing it again with the same id is safe where consumers tell events apart by id"
        : "was not delivered";

    [LoggerMessage(1, LogLevel.Debug, "Delivered {EventType} {EventId} to {Topic} [{Partition}] @{Offset}")]
    private static partial void LogDelivered(ILogger logger, string eventType, Guid eventId, string topic, int partition, long offset);
}
