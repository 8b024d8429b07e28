namespace EventSchemas.Hosting;

/// <summary>A transport's part in publishing. Safe for concurrent use.</summary>
interface IPublishingTransport
{
    /// <summary>The name by which settings refer to it.</summary>
    string Name { get; }

    /// <summary>Its name in the semantic conventions of OpenTelemetry, <c>messaging.system</c>.</summary>
    string SystemName { get; }

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
    /// <summary>Gets ready what sending needs, so that the first event doesn't wait for it. Does nothing if it is ready.</summary>
    /// <exception cref="PublishingRefusedException">It is refused; repeating doesn't help.</exception>
    /// <exception cref="PublishingUnavailableException">It is unavailable; a later call can succeed.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Sends an event to every topic. Two calls one after the other send in that order, also if the first has not completed.
    /// </summary>
    /// <returns>The position of each message: <see cref="PublishResult.Delivered"/>.</returns>
    /// <exception cref="EventPublishException">It was not delivered, or the outcome is unknown.</exception>
    Task<PublishResult> SendAsync(in OutgoingEvent outgoing, CancellationToken cancellationToken);
}

/// <summary>Something that publishing needs is refused.</summary>
class PublishingRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>Something that publishing needs doesn't answer for now.</summary>
class PublishingUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException);
