using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EventSchemas.Kafka;

/// <summary>Publishes events: flag, codec, schema ids, headers, Kafka, in this order.</summary>
sealed partial class KafkaEventPublisher(
    IOptions<EventBusOptions> options,
    EventBusRegistrations registrations,
    IEventFlags flags,
    RegistryClient registry,
    KafkaProducer producer,
    ServiceIdentity service,
    TimeProvider time,
    ILogger<KafkaEventPublisher> logger) : IEventPublisher
{
    private readonly TimeBasedUuid _ids = new(time);
    private readonly ConcurrentDictionary<string, HeaderWriter> _headers = new(StringComparer.Ordinal);

    public async Task<PublishResult> PublishAsync<TEvent>(TEvent value, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(value);
        EventDescriptor descriptor = TEvent.Descriptor;
        EventRegistration registration = Registration(descriptor);
        if (await WhyDisabledAsync(descriptor, cancellationToken).ConfigureAwait(false) is { } reason)
        {
            return new PublishResult.Disabled(reason);
        }

        Guid id = options?.Id ?? _ids.Next();
        DateTimeOffset at = options?.Time ?? time.GetUtcNow();
        EncodedEvent encoded = EncodedEvent.Of(value);
        var delivered = new List<DeliveredMessage>();
        foreach (string topic in registration.Topics(Settings).Select(Settings.FullTopic))
        {
            delivered.Add(await SendAsync(topic, descriptor, delivered.Count == 0 ? encoded : encoded.Copy(), id, at, cancellationToken).ConfigureAwait(false));
        }

        return new PublishResult.Delivered(id, delivered);
    }

    private EventBusOptions Settings => options.Value;

    private EventRegistration Registration(EventDescriptor descriptor) =>
        registrations.Events.FirstOrDefault(e => e.IsProduced && e.Descriptor.EventType == descriptor.EventType)
        ?? throw new InvalidOperationException($"{descriptor.EventType} has no producer: register it with AddProducer on what AddEventBus returned.");

    private async ValueTask<string?> WhyDisabledAsync(EventDescriptor descriptor, CancellationToken cancellationToken)
    {
        if (Settings.Producers.GetValueOrDefault(descriptor.EventType) is { Enabled: false })
        {
            return $"{registrations.SectionPath}:Producers:{descriptor.EventType}:Enabled is false";
        }

        return descriptor.FeatureFlag is { } flag && !await flags.IsEnabledAsync(flag, cancellationToken).ConfigureAwait(false)
            ? $"the feature flag {flag} is off"
            : null;
    }

    private async Task<DeliveredMessage> SendAsync(
        string topic, EventDescriptor descriptor, EncodedEvent encoded, Guid id, DateTimeOffset at, CancellationToken cancellationToken)
    {
        try
        {
            var message = new Message<byte[]?, byte[]>
            {
                Key = await KeyAsync(topic, descriptor, encoded, cancellationToken).ConfigureAwait(false),
                Value = Framed(
                    encoded.Value,
                    await registry.GetIdAsync($"{topic}-{descriptor.EventType}.CloudEvent", descriptor.RegistryText, cancellationToken).ConfigureAwait(false)),
                Headers = _headers.GetOrAdd(descriptor.EventType, static (type, service) => new HeaderWriter(type, service), service).Write(id, at),
            };
            DeliveryResult<byte[]?, byte[]> result = await producer.SendAsync(topic, message, cancellationToken).ConfigureAwait(false);
            LogDelivered(logger, descriptor.EventType, id, topic, result.Partition.Value, result.Offset.Value);
            return new DeliveredMessage(topic, result.Partition.Value, result.Offset.Value);
        }
        catch (Exception e) when (e is RegistryRefusedException or RegistryUnavailableException)
        {
            throw new EventPublishException(descriptor.EventType, id, $"{descriptor.EventType} {id} was not sent. {e.Message}", e);
        }
        catch (KafkaException e)
        {
            throw Undelivered(topic, descriptor, id, e);
        }
    }

    private async ValueTask<byte[]?> KeyAsync(string topic, EventDescriptor descriptor, EncodedEvent encoded, CancellationToken cancellationToken) =>
        encoded.Key is { } key && descriptor.Key is { } declared
            ? Framed(key, await registry.GetIdAsync($"{topic}-{declared.PrimitiveName}", declared.RegistryText, cancellationToken).ConfigureAwait(false))
            : null;

    private static byte[] Framed(byte[] encoded, int schemaId)
    {
        ConfluentFraming.Write(encoded, schemaId);
        return encoded;
    }

    private EventPublishException Undelivered(string topic, EventDescriptor descriptor, Guid id, KafkaException e)
    {
        bool possiblyThere = e is ProduceException<byte[]?, byte[]> { DeliveryResult.Status: PersistenceStatus.PossiblyPersisted };
        string outcome = possiblyThere
            ? "may have been delivered, or not: publishing it again with the same id is safe where consumers tell events apart by id"
            : "was not delivered";
        string last = producer.LastError is { } error ? $" The client last said: {error}." : "";
        return new EventPublishException(
            descriptor.EventType,
            id,
            $"{descriptor.EventType} {id} {outcome}. Kafka at {Settings.Kafka.BootstrapServers} ({registrations.SectionPath}:Kafka:BootstrapServers), topic {topic}: {e.Error.Reason}.{last} Check the address, and that a broker is up.",
            e);
    }

    [LoggerMessage(1, LogLevel.Debug, "Delivered {EventType} {EventId} to {Topic} [{Partition}] @{Offset}")]
    private static partial void LogDelivered(ILogger logger, string eventType, Guid eventId, string topic, int partition, long offset);
}
