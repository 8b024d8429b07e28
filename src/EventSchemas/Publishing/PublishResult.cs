using System.Collections.ObjectModel;

namespace EventSchemas;

/// <summary>
/// How one event is published: its id and time, for callers that know better than the clock, whose event it is, and what else its message
/// says. Immutable.
/// </summary>
public sealed record PublishOptions
{
    /// <summary>
    /// The event's id (<c>ce_id</c>). A stable id makes backfills repeatable. By default that of <see cref="Metadata"/>, or else a new
    /// time-based UUID.
    /// </summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// When the event happened (<c>ce_time</c>), for example the time of the database row. By default that of <see cref="Metadata"/>, or
    /// else now.
    /// </summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// The metadata that the event came with, for a service that passes on an event of another one: from one bus to another, or out of an
    /// archive. Its id, time, source, host, library and minor version are written as they are, as far as the event's conventions have them,
    /// in place of those of this service; events of <c>[AvroEvent]</c> have id, time and source. <see cref="Id"/> and <see cref="Time"/>
    /// go first where they are set. An empty <see cref="EventMetadata.SourceLibrary"/> says nothing, and this service's own is written.
    /// <para>
    /// <see cref="EventContext.Metadata"/> is metadata as it was read: an id that wasn't a UUID is the UUID that stands for it, the time is
    /// in UTC and written to the microsecond, and what the message didn't say was filled in. Subject and extension attributes are kept only
    /// where they are given, by <see cref="Subject"/> and <see cref="Extensions"/>. Other headers aren't kept, and the key is made of the
    /// event. The trace goes on as with every event.
    /// </para>
    /// <para>
    /// By default there is none. Publishing an event of another type with it, or one of <c>[AvroEvent]</c> with an empty source, is an
    /// <see cref="InvalidOperationException"/>.
    /// </para>
    /// </summary>
    /// <exception cref="ArgumentException">
    /// Its source, host or library has more than 4,096 bytes in UTF-8, or control characters, noncharacters or halves of surrogate pairs;
    /// or its library isn't integers with dots between them.
    /// </exception>
    public EventMetadata? Metadata
    {
        get;
        init => field = AttributeRules.Checked(value);
    }

    /// <summary>
    /// Publishes only the event's key: a tombstone, with which a compacted topic forgets the events of the key. Configuration must allow
    /// it for the event. Off by default.
    /// </summary>
    public bool IsTombstone { get; init; }

    /// <summary>
    /// Marks the event as one that says again what happened before, so that handlers see <see cref="EventContext.IsReplay"/>. Off by
    /// default.
    /// </summary>
    public bool IsReplay { get; init; }

    /// <summary>
    /// What the event is about in the context of its source, for example <c>orders/A-1</c> (<c>ce_subject</c>): a text for consumers that
    /// route without reading the event, of at most 4,096 bytes in UTF-8. By default the message has none. Only events of
    /// <c>[AvroEvent]</c> take it: publishing another one with it is an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// It is empty, too long, or has characters that CloudEvents doesn't allow: control characters, noncharacters, halves of surrogate
    /// pairs.
    /// </exception>
    public string? Subject
    {
        get;
        init => field = AttributeRules.Checked(value);
    }

    /// <summary>
    /// The extension attributes of CloudEvents, by name (<c>ce_tenant</c> is <c>tenant</c> here). A name has lower-case letters and digits,
    /// by CloudEvents' advice at most 20 of them, and isn't that of an attribute that CloudEvents or this library writes itself. A value is
    /// a text; give a boolean, an integer, a time, a URI or bytes in the canonical form of CloudEvents: <c>true</c>, <c>42</c>,
    /// <c>2026-01-02T03:04:05Z</c>, base64. At most 32, of together 16,384 bytes in UTF-8. The dictionary is copied. By default there are
    /// none. Only events of <c>[AvroEvent]</c> take them: publishing another one with them is an <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <exception cref="ArgumentException">A name or a value isn't allowed, or they are too many or too long.</exception>
    public IReadOnlyDictionary<string, string> Extensions
    {
        get;
        init => field = AttributeRules.Checked(value);
    } = ReadOnlyDictionary<string, string>.Empty;
}

/// <summary>What happened to a published event. All other outcomes throw. Immutable.</summary>
public abstract record PublishResult
{
    private PublishResult()
    {
    }

    /// <summary>The bus has acknowledged the event.</summary>
    /// <param name="EventId">The event's id (<c>ce_id</c>).</param>
    /// <param name="Messages">One message for each topic of the event, on each of its transports; never empty.</param>
    public sealed record Delivered(Guid EventId, IReadOnlyList<DeliveredMessage> Messages) : PublishResult
    {
        /// <summary>The topic of the first message, with the deployment's prefix.</summary>
        public string Topic => Messages[0].Topic;

        /// <summary>The partition of the first message.</summary>
        public int Partition => Messages[0].Partition;

        /// <summary>The offset of the first message.</summary>
        public long Offset => Messages[0].Offset;

        /// <summary>The id and the position of each message.</summary>
        public override string ToString() => $"Delivered {EventId} as {string.Join(", ", Messages)}";
    }

    /// <summary>Nothing was sent, because the event is switched off.</summary>
    /// <param name="Reason">What switched it off, as a text with the name of the feature flag or of the configuration key.</param>
    public sealed record Disabled(string Reason) : PublishResult;

    /// <summary>
    /// The event was stored: because the bus is down, because events of its key wait before it, because it is sent after its transaction,
    /// or because its mode is the outbox. The caller must not publish it again.
    /// </summary>
    /// <param name="EventId">The event's id (<c>ce_id</c>).</param>
    /// <param name="Reason">Why it wasn't sent immediately.</param>
    public sealed record Deferred(Guid EventId, string Reason) : PublishResult;
}

/// <summary>The position of a published message. Immutable.</summary>
/// <param name="Topic">The topic, with the deployment's prefix.</param>
/// <param name="Partition">The partition, from 0.</param>
/// <param name="Offset">The offset in the partition.</param>
public sealed record DeliveredMessage(string Topic, int Partition, long Offset)
{
    /// <summary>The name of the transport that has it, where the event goes to several; otherwise null.</summary>
    public string? Transport { get; init; }

    /// <summary>
    /// The message's own id on a transport that gives it one, such as <c>1684306039300-0</c> on Redis; otherwise null.
    /// <see cref="Offset"/> is then a number that is unique in the topic and grows like the id.
    /// </summary>
    public string? EntryId { get; init; }

    /// <summary>The position: <c>orders[3]@42</c>, <c>Kafka orders[3]@42</c> or <c>Redis orders@1684306039300-0</c>.</summary>
    public override string ToString() => EntryId is null
        ? FormattableString.Invariant($"{Transport}{(Transport is null ? "" : " ")}{Topic}[{Partition}]@{Offset}")
        : $"{Transport}{(Transport is null ? "" : " ")}{Topic}@{EntryId}";
}
