using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Publishing on Kafka.</summary>
sealed class KafkaPublishing(RegistryClient registry, KafkaProducer producer, ServiceIdentity service, ILogger<KafkaPublishing> logger)
    : IPublishingTransport
{
    public int Headroom => ConfluentFraming.Length;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => new KafkaEventSender(
        descriptor,
        [.. topics.Select(topic => KafkaTopic.Create(topic, descriptor, registry))],
        new HeaderWriter(descriptor, service),
        producer,
        logger);

    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.Run(() => producer.Flush(cancellationToken), CancellationToken.None);
}
