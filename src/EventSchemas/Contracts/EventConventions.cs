using System.Globalization;

namespace EventSchemas;

/// <summary>
/// What a family of events has in common on the wire: how subjects and sources are named, which headers a message has, and what ids look
/// like. Transports write and read by these values. Immutable and safe to share between threads.
/// </summary>
public sealed record EventConventions
{
    /// <summary>The conventions of the Python services on an Open edX bus.</summary>
    public static EventConventions OpenEdx { get; } = new()
    {
        SourceFormat = "openedx/{0}/web",
        ValueSubjectFormat = "{0}-{1}",
        KeySubjectFormat = "{0}-{1}",
        IdVersion = 1,
        Headers =
        [
            new("ce_specversion", EventHeaderContent.Constant, "1.0"),
            new("content-type", EventHeaderContent.Constant, "application/avro"),
            new("ce_datacontenttype", EventHeaderContent.Constant, "application/avro"),
            new("ce_type", EventHeaderContent.EventType),
            new("ce_id", EventHeaderContent.Id),
            new("ce_source", EventHeaderContent.Source),
            new("ce_time", EventHeaderContent.Time),
            new("ce_minorversion", EventHeaderContent.MinorVersion, "0"),
            new("sourcehost", EventHeaderContent.SourceHost),
            new("sourcelib", EventHeaderContent.SourceLibrary),
        ],
    };

    /// <summary>The conventions of plain CloudEvents 1.0 in the binary mode of its Kafka binding.</summary>
    public static EventConventions CloudEvents { get; } = new()
    {
        SourceFormat = "/{0}",
        HasConfigurableSource = true,
        ValueSubjectFormat = null,
        KeySubjectFormat = "{0}-key",
        IdVersion = 7,
        ReadsPlainMessages = true,
        TakesAttributes = true,
        Headers =
        [
            new("ce_specversion", EventHeaderContent.Constant, "1.0"),
            new("ce_id", EventHeaderContent.Id),
            new("ce_source", EventHeaderContent.Source),
            new("ce_type", EventHeaderContent.EventType),
            new("ce_time", EventHeaderContent.Time),
            new("content-type", EventHeaderContent.Constant, "application/avro"),
            new("ce_dataschema", EventHeaderContent.DataSchema),
        ],
    };

    /// <summary>How a service names itself as the source of events; <c>{0}</c> is the service's name.</summary>
    public required string SourceFormat { get; init; }

    /// <summary>Whether a setting of the service can replace <see cref="SourceFormat"/>. Not by default.</summary>
    public bool HasConfigurableSource { get; init; }

    /// <summary>
    /// The registry's subject of an event's schema; <c>{0}</c> is the full topic, <c>{1}</c> the full name of the event's record in the
    /// schema. <see langword="null"/> where a setting of the transport decides.
    /// </summary>
    public required string? ValueSubjectFormat { get; init; }

    /// <summary>The registry's subject of a key's schema; <c>{0}</c> is the full topic, <c>{1}</c> the Avro type of the key.</summary>
    public required string KeySubjectFormat { get; init; }

    /// <summary>The version of the UUIDs that publishers make as ids: 1 or 7.</summary>
    public required int IdVersion { get; init; }

    /// <summary>
    /// Whether a message needs no headers. Such an event is found by the full name of the schema that it was written with. The message's
    /// position is its id, and its topic and time take the place of source and time. Not by default.
    /// </summary>
    public bool ReadsPlainMessages { get; init; }

    /// <summary>
    /// Whether a publisher can give the optional attributes of CloudEvents: <see cref="PublishOptions.Subject"/> and
    /// <see cref="PublishOptions.Extensions"/>. Not by default.
    /// </summary>
    public bool TakesAttributes { get; init; }

    /// <summary>
    /// The headers of a Kafka message, in the order in which they are written. One of them has the event type, and one the id.
    /// </summary>
    public required IReadOnlyList<EventHeader> Headers { get; init; }

    /// <summary>How a service names itself as the source of events.</summary>
    /// <param name="serviceName">The service's name.</param>
    public string Source(string serviceName) => Format(SourceFormat, serviceName);

    /// <summary>The registry's subject of an event's schema.</summary>
    /// <param name="topic">The topic, with the deployment's prefix.</param>
    /// <param name="recordName">The full name of the event's record in the schema.</param>
    /// <exception cref="InvalidOperationException"><see cref="ValueSubjectFormat"/> is <see langword="null"/>.</exception>
    public string ValueSubject(string topic, string recordName) => Format(
        ValueSubjectFormat ?? throw new InvalidOperationException("A setting of the transport decides the subject."), topic, recordName);

    /// <summary>The registry's subject of a key's schema.</summary>
    /// <param name="topic">The topic, with the deployment's prefix.</param>
    /// <param name="typeName">The Avro type of the key, for example <c>string</c>.</param>
    public string KeySubject(string topic, string typeName) => Format(KeySubjectFormat, topic, typeName);

    private static string Format(string format, params ReadOnlySpan<object?> arguments) =>
        string.Format(CultureInfo.InvariantCulture, format, arguments);
}

/// <summary>A header of an event's message. Immutable.</summary>
/// <param name="Name">The header's name; readers compare it exactly.</param>
/// <param name="Content">What the header says.</param>
/// <param name="Text">The text that is always written, or <see langword="null"/> where it depends on the event or the service.</param>
public sealed record EventHeader(string Name, EventHeaderContent Content, string? Text = null);

/// <summary>What a header of an event's message says.</summary>
public enum EventHeaderContent
{
    /// <summary>The same text for every event. Readers ignore it.</summary>
    Constant,

    /// <summary>The event type.</summary>
    EventType,

    /// <summary>The event's id.</summary>
    Id,

    /// <summary>The service that sent it.</summary>
    Source,

    /// <summary>When it happened.</summary>
    Time,

    /// <summary>The minor version of the event type.</summary>
    MinorVersion,

    /// <summary>The host that sent it.</summary>
    SourceHost,

    /// <summary>The version of the library that sent it.</summary>
    SourceLibrary,

    /// <summary>Where the event's schema is, as a URI. It is written only where a setting of the transport says so.</summary>
    DataSchema,
}
