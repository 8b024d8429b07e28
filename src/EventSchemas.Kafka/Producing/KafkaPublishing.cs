using System.Collections.Concurrent;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Publishing on Kafka.</summary>
sealed partial class KafkaPublishing(
    RegistryClient registry,
    IOptions<SchemaRegistryOptions> options,
    EventBusRegistrations registrations,
    KafkaProducer producer,
    DeliveryErrors errors,
    ServiceIdentity service,
    ILogger<KafkaPublishing> logger)
    : IPublishingTransport
{
    public const string TransportName = "Kafka";

    // Which event a topic has under the strategy by which it can have only one.
    private readonly ConcurrentDictionary<string, string> _eventOfTopic = new(StringComparer.Ordinal);

    public string Name => TransportName;

    public string SystemName => KafkaMessage.MessagingSystem;

    public int Headroom => ConfluentFraming.Length;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics)
    {
        foreach (string topic in topics.Where(_ => IsOnePerTopic(descriptor)))
        {
            string first = _eventOfTopic.GetOrAdd(topic, descriptor.EventType);
            if (first != descriptor.EventType)
            {
                LogSharedSubject(
                    logger, first, descriptor.EventType, topic, registrations.PathOf("SchemaRegistry:SubjectNameStrategy"));
            }
        }

        return new KafkaEventSender(
            descriptor,
            [.. topics.Select(topic => new KafkaTopic(topic, descriptor, service, registry, options.Value, producer))],
            errors,
            logger);
    }

    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.Run(() => producer.Flush(cancellationToken), CancellationToken.None);

    private bool IsOnePerTopic(EventDescriptor descriptor) =>
        descriptor.Conventions.ValueSubjectFormat is null && options.Value.SubjectNameStrategy == SubjectNaming.TopicName;

    [LoggerMessage(6, LogLevel.Warning, "{First} and {Second} go to the topic {Topic}, and {Setting} is TopicName: their schemas are "
        + "versions of one subject, which the registry refuses unless it checks nothing there. Set it to TopicRecordName, or give each "
        + "event a topic of its own")]
    private static partial void LogSharedSubject(ILogger logger, string first, string second, string topic, string setting);
}
