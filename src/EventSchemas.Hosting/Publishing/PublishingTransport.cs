namespace EventSchemas.Hosting;

/// <summary>A transport's part in publishing. Safe for concurrent use.</summary>
interface IPublishingTransport
{
    /// <summary>How many bytes in front of value and key the transport fills in itself.</summary>
    int Headroom { get; }

    /// <summary>
    /// Creates the sender of an event. It is created once and kept, so it can hold everything that is constant for the event.
    /// </summary>
    IEventSender CreateSender(EventDescriptor descriptor, IReadOnlyList<string> topics);

    /// <summary>Sends everything that is still queued.</summary>
    Task FlushAsync(CancellationToken cancellationToken);
}

/// <summary>Sends the events of one type to its topics. Safe for concurrent use.</summary>
interface IEventSender
{
    /// <summary>Sends an event to every topic.</summary>
    /// <returns>The position of each message.</returns>
    /// <exception cref="EventPublishException">It was not delivered, or the outcome is unknown.</exception>
    Task<IReadOnlyList<DeliveredMessage>> SendAsync(
        EncodedEvent encoded, Guid id, DateTimeOffset time, CancellationToken cancellationToken);
}
