using System.Text;
using EventSchemas.Hosting;

namespace EventSchemas.Testing;

/// <summary>Publishes to the bus in memory.</summary>
sealed class MemoryPublishing(MemoryBus bus) : IPublishingTransport
{
    public const string TransportName = "Memory";

    public string Name => TransportName;

    public string SystemName => MemoryMessage.MessagingSystem;

    public int Headroom => 0;

    public IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics) => new Sender(bus, descriptor, topics);

    public Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class Sender(MemoryBus bus, EventDescriptor descriptor, IReadOnlyList<string> topics) : IEventSender
    {
        public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken)
        {
            (EncodedEvent encoded, Guid id, DateTimeOffset time, _) = outgoing;
            byte[]? wire = encoded.Key is { } avro && descriptor.KeyFormat != EventKeyFormat.Avro
                ? BareKey.Of(descriptor, avro)
                : encoded.Key;
            var record = new MemoryRecord(descriptor.EventType, descriptor.Schema, encoded.Value, wire, id, time)
            {
                Conventions = descriptor.Conventions,
                Metadata = outgoing.Attributes?.Metadata,
                Headers = Headers(outgoing.Attributes),
                KeyText = descriptor.Key is { } key && encoded.Key is { } bytes ? EventKeyText.Read(key.PrimitiveName, bytes) : null,
            };
            return Task.FromResult<PublishResult>(
                new PublishResult.Delivered(id, [.. topics.Select(topic => bus.Append(topic, record))]));
        }

        private static KeyValuePair<string, ReadOnlyMemory<byte>?>[] Headers(GivenAttributes? attributes) =>
        [
            .. (attributes?.Headers ?? []).Select(
                header => KeyValuePair.Create(header.Key, (ReadOnlyMemory<byte>?)Encoding.UTF8.GetBytes(header.Value))),
        ];
    }
}
