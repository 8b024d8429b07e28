namespace EventSchemas.Hosting;

/// <summary>
/// Reads the messages of a topic for people: a range that has an end, or what comes from now on. It joins no consumer group and moves none.
/// The service needs no handlers for it, and none of the events: what it doesn't know is shown as it is on the wire. Safe for concurrent
/// use.
/// </summary>
public interface IEventTail
{
    /// <summary>
    /// The messages of a topic, those of one partition in their order. Only a bounded number is read ahead, so that a reader may take its
    /// time.
    /// </summary>
    /// <param name="request">What is read.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="ArgumentException">A position has an offset that its partition doesn't have.</exception>
    /// <exception cref="EventBusReadException">The topic can't be read; the message says why. Thrown while reading.</exception>
    IAsyncEnumerable<TailMessage> ReadAsync(TailRequest request, CancellationToken cancellationToken = default);
}

/// <summary>What is read of a topic. All filters must match; none of them decodes an event where the message itself says enough. Immutable.
/// </summary>
public sealed record TailRequest
{
    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The first message. By default what comes from now on.</summary>
    public EventPosition From { get; init; } = EventPosition.Latest;

    /// <summary>
    /// The first message that isn't read any more; null, the default, to wait for more without an end. It is found when reading begins:
    /// <see cref="EventPosition.Latest"/> is the end of what is there then.
    /// </summary>
    public EventPosition? To { get; init; }

    /// <summary>The event types; none, the default, for all messages.</summary>
    public IReadOnlyList<string> EventTypes { get; init; } = [];

    /// <summary>
    /// The key, as <see cref="TailMessage.KeyText"/> shows it; null, the default, for all messages. A message whose key can't be shown
    /// doesn't match.
    /// </summary>
    public string? KeyText { get; init; }

    /// <summary>Texts of headers, by exact name; none by default. The last header of a name counts.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a message is one of those that are asked for.</summary>
    internal bool Includes(TailMessage message)
    {
        if (EventTypes.Count > 0 && !(message.EventType is { } type && EventTypes.Contains(type)))
        {
            return false;
        }

        foreach ((string name, string text) in Headers)
        {
            if (message.HeaderText(name) != text)
            {
                return false;
            }
        }

        return KeyText is null || message.KeyText == KeyText;
    }
}
