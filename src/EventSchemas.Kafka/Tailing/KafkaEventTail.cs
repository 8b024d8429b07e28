using System.Runtime.CompilerServices;
using Confluent.Kafka;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EventSchemas.Kafka;

/// <summary>Reads the messages of a topic on Kafka for people. Partitions that are added while it waits aren't read.</summary>
sealed class KafkaEventTail(
    EventBusRegistrations registrations,
    KafkaClientConfig clients,
    RegistryClient registry,
    ServiceIdentity service,
    TimeProvider time,
    ILogger<KafkaEventTail> logger) : IEventTail
{
    public IAsyncEnumerable<TailMessage> ReadAsync(TailRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ReadMessagesAsync(request, cancellationToken);
    }

    private async IAsyncEnumerable<TailMessage> ReadMessagesAsync(
        TailRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = ReadScope.All(registrations);
        var types = new EventTypes(scope.Conventions, scope.Events.Select(one => one.Descriptor), registry, scope.ReadsEveryPlainMessage);

        // What can't be read is shown to who asked, and not logged.
        var reader = new MessageReader(scope, registry, service, time, NullLogger.Instance);
        PartitionRange[] ranges = await FindAsync(request, cancellationToken).ConfigureAwait(false);
        IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages = new RangeReader(clients, logger)
            .ReadAsync(ranges, cancellationToken)
            .GetAsyncEnumerator(cancellationToken);
        await using (messages.ConfigureAwait(false))
        {
            while (await NextAsync(request, messages, reader, types, cancellationToken).ConfigureAwait(false) is { } message)
            {
                if (request.Includes(message))
                {
                    yield return message;
                }
            }
        }
    }

    private async Task<PartitionRange[]> FindAsync(TailRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var finder = new PositionFinder(clients, logger);
            return await BoundedCall.RunAsync(() => Find(finder, request, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException e)
        {
            throw Unreadable(request, e);
        }
    }

    private static PartitionRange[] Find(PositionFinder finder, TailRequest request, CancellationToken cancellationToken)
    {
        PartitionRange[] all = finder.AllOf(request.Topic, cancellationToken);
        Dictionary<TopicPartition, long> starts = finder.Find(request.From, all, cancellationToken);
        Dictionary<TopicPartition, long>? ends = request.To is { } to ? finder.Find(to, all, cancellationToken) : null;
        return
        [
            .. all.Where(one => starts.ContainsKey(one.Partition)).Select(one => new PartitionRange(
                one.Partition,
                starts[one.Partition],
                ends is null ? PartitionRange.Endless : ends.GetValueOrDefault(one.Partition, one.To))),
        ];
    }

    private async ValueTask<TailMessage?> NextAsync(
        TailRequest request,
        IAsyncEnumerator<ConsumeResult<byte[]?, byte[]?>> messages,
        MessageReader reader,
        EventTypes types,
        CancellationToken cancellationToken)
    {
        try
        {
            if (!await messages.MoveNextAsync().ConfigureAwait(false))
            {
                return null;
            }

            ConsumeResult<byte[]?, byte[]?> message = messages.Current;
            string? eventType = await types.FindAsync(message, cancellationToken).ConfigureAwait(false);
            string keyType = await KeyText
                .ForeignTypeAsync(eventType, message.Message.Key, registrations, registry, cancellationToken)
                .ConfigureAwait(false);
            return Show(message, reader, eventType, keyType);
        }
        catch (KafkaException e)
        {
            throw Unreadable(request, e);
        }
        catch (RegistryUnavailableException e)
        {
            throw new EventBusReadException(e.Message, e);
        }
    }

    private TailMessage Show(ConsumeResult<byte[]?, byte[]?> result, MessageReader reader, string? eventType, string keyType)
    {
        var message = new KafkaMessage(result, reader, isRedelivered: false);
        return new TailMessage(message, () => KeyText.Of(eventType, message.Key, registrations, keyType))
        {
            Topic = result.Topic,
            Partition = result.Partition.Value,
            Offset = result.Offset.Value,
            Timestamp = message.WrittenAt,
            EventType = eventType,
            SchemaId = message.Value is { } value
                && ConfluentFraming.TryRead(message.Headers, value, out WriterSchemaId schemaId, out _) is null ? schemaId.Id : null,
            Key = WireBytes.ToMemory(message.Key),
            Value = WireBytes.ToMemory(message.Value),
            Headers = message.AllHeaders,
        };
    }

    private static EventBusReadException Unreadable(TailRequest request, KafkaException e) => new(
        $"The topic {request.Topic} can't be read: {e.Error.Reason.TrimEnd('.')}. Check that it exists, with the deployment's prefix, and "
        + "that the service may read it.",
        e);
}
