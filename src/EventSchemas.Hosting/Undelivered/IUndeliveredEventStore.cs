using System.Collections.ObjectModel;

namespace EventSchemas.Hosting;

/// <summary>
/// Keeps events that can't be published because the bus is down, until they can. It is used by one process at a time. Implementations are
/// safe for concurrent use.
/// </summary>
public interface IUndeliveredEventStore
{
    /// <summary>The number of events that it keeps.</summary>
    int Count { get; }

    /// <summary>Opens the store, and reads what an earlier process has left in it.</summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="UndeliveredStoreException">It can't be opened, for example because another process uses it.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Keeps an event. When this returns, the event survives the end of the process.</summary>
    /// <param name="undelivered">The event.</param>
    /// <param name="cancellationToken">Cancels waiting; the event may be kept nevertheless.</param>
    /// <returns>The event's place in the order, which grows.</returns>
    /// <exception cref="UndeliveredStoreException">The store is full, or can't write.</exception>
    ValueTask<long> AppendAsync(UndeliveredEvent undelivered, CancellationToken cancellationToken);

    /// <summary>The oldest events from a place on, in their order.</summary>
    /// <param name="from">The first place.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask<IReadOnlyList<StoredEvent>> ReadAsync(long from, int count, CancellationToken cancellationToken);

    /// <summary>Forgets an event that was delivered. If the process ends soon after, the store may still have it.</summary>
    /// <param name="place">The event's place.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    ValueTask RemoveAsync(long place, CancellationToken cancellationToken);

    /// <summary>
    /// Erases what the events that were removed have left in the store, so that nothing of them can be read any more. By default there is
    /// nothing to do.
    /// </summary>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <exception cref="UndeliveredStoreException">Something of them is still there.</exception>
    ValueTask EraseAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>An event that waits to be published, with everything that publishing it later needs. Immutable.</summary>
public sealed record UndeliveredEvent
{
    /// <summary>The event type.</summary>
    public required string EventType { get; init; }

    /// <summary>The event's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the event happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The topics that don't have it yet, with the deployment's prefix.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>The schema that it was written with. A later version of the service may have another.</summary>
    public required string Schema { get; init; }

    /// <summary>The key's member, or null if the event has no key.</summary>
    public EventKeyDescriptor? KeyMember { get; init; }

    /// <summary>How the key is written when the event is published.</summary>
    public EventKeyFormat KeyFormat { get; init; }

    /// <summary>
    /// The conventions of the event. A later version of the service may not have the event any more. A store that can't keep them keeps
    /// whether they are <see cref="EventConventions.CloudEvents"/>.
    /// </summary>
    public EventConventions Conventions { get; init; } = EventConventions.OpenEdx;

    /// <summary>The host that published it, for headers that say it. Null if it isn't known: then who sends it is named.</summary>
    public string? SourceHost { get; init; }

    /// <summary>
    /// The metadata that the event came with, if its publisher passes it on: <see cref="PublishOptions.Metadata"/>, with the
    /// <see cref="Id"/> and the <see cref="Time"/> of this event. Null for an event of the service itself.
    /// </summary>
    public EventMetadata? Metadata { get; init; }

    /// <summary>Whether it says again what happened before: consumers see <see cref="EventContext.IsReplay"/>.</summary>
    public bool IsReplay { get; init; }

    /// <summary>What the event is about, if its publisher said it: <see cref="PublishOptions.Subject"/>.</summary>
    public string? Subject { get; init; }

    /// <summary>The extension attributes that its publisher gave: <see cref="PublishOptions.Extensions"/>.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>The key as Avro binary, or null.</summary>
    public byte[]? Key { get; init; }

    /// <summary>The event as Avro binary, or null for a tombstone.</summary>
    public required byte[]? Value { get; init; }

    /// <summary>The key as text: a string as it is, a number in digits. Null if there is none.</summary>
    public string? KeyText => KeyMember is { } member && Key is { } key ? EventKeyText.Read(member.PrimitiveName, key) : null;

    internal static UndeliveredEvent Of(
        EventDescriptor descriptor, IReadOnlyList<string> topics, in OutgoingEvent outgoing, int headroom, string host) => new()
    {
        EventType = descriptor.EventType,
        Id = outgoing.Id,
        Time = outgoing.Time,
        Topics = topics,
        Schema = descriptor.RegistryText,
        KeyMember = descriptor.Key,
        KeyFormat = descriptor.KeyFormat,
        Conventions = descriptor.Conventions,
        SourceHost = host,
        Metadata = outgoing.Attributes?.Metadata is { } given ? given with { Id = outgoing.Id, Time = outgoing.Time } : null,
        IsReplay = outgoing.Attributes is { IsReplay: true },
        Subject = outgoing.Attributes?.Subject,
        Extensions = outgoing.Attributes?.Extensions ?? ReadOnlyDictionary<string, string>.Empty,
        Key = outgoing.Encoded.Key?[headroom..],
        Value = outgoing.Encoded.Value?[headroom..],
    };
}

/// <summary>An event and its place in the store's order. Immutable.</summary>
/// <param name="Place">The place.</param>
/// <param name="Event">The event.</param>
public sealed record StoredEvent(long Place, UndeliveredEvent Event);

/// <summary>The store of undelivered events couldn't do what it was asked to do.</summary>
/// <param name="message">What failed, and why.</param>
/// <param name="innerException">The cause.</param>
public sealed class UndeliveredStoreException(string message, Exception? innerException = null) : Exception(message, innerException);
