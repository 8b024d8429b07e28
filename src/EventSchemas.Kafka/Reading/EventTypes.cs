using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>The event types of messages. Null for a message that is no event.</summary>
sealed class EventTypes(
    IReadOnlyList<EventConventions> conventions, IEnumerable<EventDescriptor> events, RegistryClient registry, bool readsEveryPlainMessage)
{
    private readonly HeaderNames[] _conventions = [.. conventions.Select(one => new HeaderNames(one))];
    private readonly PlainMessages? _plain = PlainMessages.Of(events, registry, readsEveryPlainMessage);
    private readonly RepeatedTexts _texts = new();

    /// <exception cref="RegistryUnavailableException">The registry didn't answer when asked for the writer's schema.</exception>
    public ValueTask<string?> FindAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken) =>
        OfHeader(message) is { } eventType ? new(eventType)
        : _plain is not null && message.Message.Value is { } value
            && ConfluentFraming.TryRead(message.Message.Headers, value, out WriterSchemaId schemaId, out _) is null
        ? OfSchemaAsync(_plain, schemaId, cancellationToken)
        : new((string?)null);

    private static async ValueTask<string?> OfSchemaAsync(
        PlainMessages plain, WriterSchemaId schemaId, CancellationToken cancellationToken)
    {
        try
        {
            PlainType type = await plain.IdentifyAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return type.Problem is null ? type.EventType ?? type.Name : null;
        }
        catch (RegistryRefusedException)
        {
            return null;
        }
    }

    private string? OfHeader(ConsumeResult<byte[]?, byte[]?> message)
    {
        foreach (HeaderNames names in _conventions)
        {
            var headers = new MetadataReader<HeaderParts>(
                new HeaderParts(message.Message.Headers, names, message: null), _texts);
            if (headers.Text(EventHeaderContent.EventType) is { } eventType)
            {
                return eventType;
            }
        }

        return null;
    }
}
