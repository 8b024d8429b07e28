using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Publishing on Kafka.</summary>
sealed class KafkaPublishing(
    RegistryClient registry, KafkaProducer producer, DeliveryErrors errors, ServiceIdentity service, ILogger<KafkaPublishing> logger)
    : IPublishingTransport
{
    public const string TransportName = "Kafka";

    public string Name => TransportName;

    public string SystemName => KafkaMessage.MessagingSystem;

    public int Headroom => ConfluentFraming.Length;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => new KafkaEventSender(
        descriptor,
        [.. topics.Select(topic => new KafkaTopic(topic, descriptor, registry, producer))],
        new HeaderWriter(descriptor, service),
        errors,
        logger);

    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.Run(() => producer.Flush(cancellationToken), CancellationToken.None);
}
