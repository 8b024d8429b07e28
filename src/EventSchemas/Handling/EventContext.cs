using System.Collections.ObjectModel;
using System.Text;

namespace EventSchemas;

/// <summary>Where an event comes from that a handler is handling. Immutable.</summary>
public sealed record EventContext
{
    /// <summary>What the names of headers with attributes of CloudEvents begin with, by its Kafka binding.</summary>
    public const string AttributePrefix = "ce_";

    /// <summary>
    /// The name of the header that marks a back-filled event, with the text <c>true</c>. Consumers that don't know it pass it over.
    /// </summary>
    public const string ReplayHeader = AttributePrefix + "replay";

    private const string SubjectHeader = AttributePrefix + "subject";

    /// <summary>The event's id, time and source, from the message's CloudEvents headers.</summary>
    public required EventMetadata Metadata { get; init; }

    /// <summary>The topic, with the deployment's prefix.</summary>
    public required string Topic { get; init; }

    /// <summary>The partition, from 0; always 0 on a transport without partitions.</summary>
    public required int Partition { get; init; }

    /// <summary>
    /// The offset in the partition. On a transport that has ids instead, a number that is unique and grows like <see cref="EntryId"/>.
    /// </summary>
    public required long Offset { get; init; }

    /// <summary>The message's own id on a transport that gives it one, such as <c>1684306039300-0</c> on Redis; otherwise null.</summary>
    public string? EntryId { get; init; }

    /// <summary>The consumer group.</summary>
    public required string Group { get; init; }

    /// <summary>The name that the handler is registered under.</summary>
    public required string Handler { get; init; }

    /// <summary>The number of this call since the message was delivered to this process, from 1. A new delivery begins at 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>Why the handler gets the event.</summary>
    public DeliveryKind Delivery { get; init; }

    /// <summary>
    /// Whether the event says again what happened before: somebody runs past events again (<see cref="DeliveryKind.Replay"/>), or its
    /// publisher back-fills what it never published, and has marked the message with <see cref="ReplayHeader"/>.
    /// </summary>
    public bool IsReplay => Delivery == DeliveryKind.Replay || HeaderText(ReplayHeader) == "true";

    /// <summary>How often the event was given to the handler again from the dead-letter topic.</summary>
    public int Redrives { get; init; }

    /// <summary>
    /// Whether the message may have been delivered to the handler before, as far as the transport knows: on Kafka, when this process has
    /// had it before it lost the partition; on Redis, when any process has had it; and always for a redrive or a replay. On Kafka a message
    /// that another process had can't be told from a new one, so that false is no promise. <see cref="Attempt"/> counts attempts.
    /// </summary>
    public bool IsRedelivered { get; init; }

    /// <summary>When the message was written, as the broker or the producer's client says.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The message's key as it is on the wire, framing included; null if it has none.</summary>
    public ReadOnlyMemory<byte>? Key { get; init; }

    /// <summary>All headers of the message, in their order.</summary>
    public IReadOnlyList<KeyValuePair<string, ReadOnlyMemory<byte>?>> Headers { get; init; } = [];

    /// <summary>
    /// What the event is about in the context of its source, as its publisher says (<c>ce_subject</c>); null where it doesn't.
    /// </summary>
    public string? Subject => HeaderText(SubjectHeader);

    /// <summary>
    /// The extension attributes of the message, by their names without <see cref="AttributePrefix"/>: every header with this prefix that
    /// isn't an attribute of CloudEvents itself. Of two headers with one name the last counts. The dictionary is made each time. For one
    /// attribute <see cref="HeaderText"/> is enough, as in <c>HeaderText("ce_tenant")</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Extensions
    {
        get
        {
            Dictionary<string, string>? extensions = null;
            for (int i = 0; i < Headers.Count; i++)
            {
                (string name, ReadOnlyMemory<byte>? value) = Headers[i];
                if (value is { } text
                    && name.Length > AttributePrefix.Length
                    && name.StartsWith(AttributePrefix, StringComparison.Ordinal)
                    && !AttributeRules.IsCore(name.AsSpan(AttributePrefix.Length)))
                {
                    extensions ??= new(StringComparer.Ordinal);
                    extensions[name[AttributePrefix.Length..]] = Encoding.UTF8.GetString(text.Span);
                }
            }

            return (IReadOnlyDictionary<string, string>?)extensions ?? ReadOnlyDictionary<string, string>.Empty;
        }
    }

    /// <summary>
    /// A context for a test that calls a handler itself. What a test cares about it sets on the result, as in
    /// <c>ForTest() with { Attempt = 2 }</c>.
    /// </summary>
    /// <param name="eventType">The event type.</param>
    public static EventContext ForTest(string eventType = "org.example.test.v1") => ForTest(eventType, EventConventions.OpenEdx);

    /// <summary>A context for a test that calls a handler itself, with the type of an event and a source of its conventions.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    public static EventContext ForTest<TEvent>()
        where TEvent : class, IEventContract<TEvent> =>
        ForTest(TEvent.EventType, EventDefinition.Of<TEvent>().Descriptor.Conventions);

    private static EventContext ForTest(string eventType, EventConventions conventions) => new()
    {
        Metadata = new EventMetadata
        {
            EventType = eventType,
            Id = new Guid("0190f1c2-7e4b-7c3a-9d52-3f1b8c6a7e10"),
            Time = DateTimeOffset.UnixEpoch,
            Source = conventions.Source("test"),
            SourceHost = "test",
            SourceLibrary = "0.0.0",
        },
        Topic = "test",
        Partition = 0,
        Offset = 0,
        Group = "test",
        Handler = "test",
        Attempt = 1,
        Timestamp = DateTimeOffset.UnixEpoch,
    };

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
}

/// <summary>Why a handler gets an event.</summary>
public enum DeliveryKind
{
    /// <summary>The event arrived on its topic.</summary>
    Live,

    /// <summary>The event was a dead letter of the handler, and somebody asked to handle it again.</summary>
    Redrive,

    /// <summary>Somebody asked to handle a range of past events again.</summary>
    Replay,
}

/// <summary>The id, time and source of an event, as its CloudEvents headers carry them. Immutable.</summary>
public sealed record EventMetadata
{
    /// <summary>The event type (<c>ce_type</c>).</summary>
    public required string EventType { get; init; }

    /// <summary>
    /// The event's id (<c>ce_id</c>). For a CloudEvents message whose id isn't a UUID, a UUID that is made from source and id; for one
    /// without an id, from its position. Both are the same each time the message is delivered.
    /// </summary>
    public required Guid Id { get; init; }

    /// <summary>When the event happened (<c>ce_time</c>), always in UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>
    /// The service that sent the event (<c>ce_source</c>), for example <c>openedx/lms/web</c>. Where a message doesn't say it: the topic
    /// for plain CloudEvents on Kafka, and otherwise the source of this service, as in Python.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>The host that sent the event (<c>sourcehost</c>); empty where the event's conventions don't have it.</summary>
    public required string SourceHost { get; init; }

    /// <summary>
    /// The version of the library that sent the event (<c>sourcelib</c>): integers separated by dots, for example <c>11.2.0</c>. Empty
    /// where the event's conventions don't have it.
    /// </summary>
    public required string SourceLibrary { get; init; }

    /// <summary>The minor version (<c>ce_minorversion</c>), which all current services send as 0.</summary>
    public int MinorVersion { get; init; }
}
