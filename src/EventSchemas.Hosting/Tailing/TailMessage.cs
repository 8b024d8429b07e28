using System.Text;

namespace EventSchemas.Hosting;

/// <summary>A message of a topic as it is on the wire. Safe for concurrent use.</summary>
public sealed class TailMessage
{
    private readonly ReceivedMessage _message;
    private readonly Lazy<string?> _keyText;

    /// <summary>Creates the message.</summary>
    /// <param name="message">The message as its transport reads it.</param>
    /// <param name="keyText">Reads its key, for people.</param>
    internal TailMessage(ReceivedMessage message, Func<string?> keyText)
    {
        _message = message;
        _keyText = new Lazy<string?>(keyText);
    }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0; always 0 on a transport without partitions.</summary>
    public required int Partition { get; init; }

    /// <summary>The offset in the partition. On a transport that has ids instead, a number that grows like <see cref="EntryId"/>.</summary>
    public required long Offset { get; init; }

    /// <summary>The message's own id on a transport that gives it one, such as <c>1684306039300-0</c> on Redis; otherwise null.</summary>
    public string? EntryId { get; init; }

    /// <summary>When the message was written, as the broker or the producer's client says; null where nobody says it.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The event type; null where the message doesn't say it.</summary>
    public string? EventType { get; init; }

    /// <summary>The id of the schema that wrote the value in the registry; null where the message doesn't say it, as on Redis.</summary>
    public int? SchemaId { get; init; }

    /// <summary>The key as it is on the wire, framing included; null if the message has none, as on Redis.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary>
    /// The key as text: a string as it is, a number in digits. On Redis it is read from the event, if the service has the event and its
    /// type has a key. Null if there is none, or it can't be read.
    /// </summary>
    public string? KeyText => _keyText.Value;

    /// <summary>The value as it is on the wire, framing included; null if the message has none.</summary>
    public ReadOnlyMemory<byte>? Value { get; init; }

    /// <summary>All headers, in their order. On Redis all fields but the event's data.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Headers { get; init; } = [];

    /// <summary>The last header of a name as UTF-8; null where there is none, or it has no value.</summary>
    /// <param name="name">The name, compared exactly.</param>
    public string? HeaderText(string name)
    {
        for (int i = Headers.Count - 1; i >= 0; i--)
        {
            if (Headers[i].Key == name)
            {
                return Headers[i].Value is { } value ? Encoding.UTF8.GetString(value.Span) : null;
            }
        }

        return null;
    }

    /// <summary>Reads the event. Each call reads it again.</summary>
    /// <param name="cancellationToken">Cancels waiting for what is needed, such as the writer's schema.</param>
    /// <exception cref="EventBusReadException">Something that reading needs doesn't answer, such as the registry.</exception>
    public async ValueTask<TailEvent> DecodeAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _message.ReadAsync(cancellationToken).ConfigureAwait(false) switch
            {
                ReadOutcome.Event known => new TailEvent { Metadata = known.Metadata, Event = _message.ToAnyEvent(known) },
                ReadOutcome.Unreadable unreadable => new TailEvent { Problem = unreadable.Problem },
                _ => new TailEvent { Problem = Value is null ? "it has no value" : "it names no event" },
            };
        }
        catch (TransientReadException e)
        {
            throw new EventBusReadException(e.Message, e);
        }
    }
}

/// <summary>What a message says, once it is read. Immutable.</summary>
public sealed record TailEvent
{
    /// <summary>The event's id, time and source; null with a problem.</summary>
    public EventMetadata? Metadata { get; init; }

    /// <summary>
    /// The event; null with a problem. One that the service doesn't have is there with the schema that it was written with, or with its
    /// bytes alone where nobody knows that, as on Redis.
    /// </summary>
    public AnyEvent? Event { get; init; }

    /// <summary>Why the message can't be read, or what it is instead of an event; null where it is one.</summary>
    public string? Problem { get; init; }
}

/// <summary>A topic or a group can't be read. The message says why and what to do.</summary>
/// <param name="message">What failed, and what to do next.</param>
/// <param name="innerException">The client's exception.</param>
public sealed class EventBusReadException(string message, Exception? innerException = null) : Exception(message, innerException);
