using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Confluent.Kafka;
using EventSchemas.Hosting;

namespace EventSchemas.Kafka;

/// <summary>
/// Reads the headers of a message as the Python services do: names are compared exactly, and a header that is read must not come twice.
/// Looks at each header once. Collects the first problem, and the names of missing headers for which this service's own values are used.
/// </summary>
ref struct HeaderReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly HeaderNames _names;
    private readonly RepeatedTexts _texts;
    private Values _values;
    private Counts _counts;

    public HeaderReader(Headers? headers, HeaderNames names, RepeatedTexts texts)
    {
        _names = names;
        _texts = texts;
        for (int i = 0; i < headers?.Count; i++)
        {
            IHeader header = headers[i];
            if (names.TryGetContent(header.Key, out EventHeaderContent content))
            {
                _values[(int)content] = _counts[(int)content] == 0 ? header.GetValueBytes() : _values[(int)content];
                _counts[(int)content]++;
            }
        }
    }

    /// <summary>The first problem with the headers, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The headers for which this service's own values are used; null where there are none.</summary>
    public List<string>? Missing { get; private set; }

    /// <summary>The event type; null where the message has none, with a problem where it has one that can't be read.</summary>
    public string? ReadEventType() => Text(EventHeaderContent.EventType);

    /// <summary>The metadata, or null with a problem.</summary>
    public EventMetadata? ReadMetadata(string eventType, ServiceIdentity service, TimeProvider time)
    {
        Guid id = ReadId();
        DateTimeOffset at = ReadTime(time);
        int minorVersion = ReadMinorVersion();
        string library = ReadLibrary(service);
        string source = Optional(EventHeaderContent.Source) ?? service.SourceOf(_names.Conventions);
        string host = Optional(EventHeaderContent.SourceHost) ?? service.Host;
        return Problem is not null
            ? null
            : new EventMetadata
            {
                EventType = eventType,
                Id = id,
                Time = at,
                Source = source,
                SourceHost = host,
                SourceLibrary = library,
                MinorVersion = minorVersion,
            };
    }

    /// <summary>
    /// The metadata by the rules of CloudEvents, or null with a problem. What the headers don't say is taken from the message.
    /// </summary>
    /// <param name="eventType">The event type.</param>
    /// <param name="origin">Where the message was first.</param>
    /// <param name="written">When it was written there.</param>
    public EventMetadata? ReadMetadata(string eventType, TopicPartitionOffset origin, DateTimeOffset written)
    {
        string source = Text(EventHeaderContent.Source) ?? origin.Topic;
        var metadata = new EventMetadata
        {
            EventType = eventType,
            Id = ReadId(source, origin),
            Time = ReadTime(written),
            Source = source,
            SourceHost = Text(EventHeaderContent.SourceHost) ?? "",
            SourceLibrary = Text(EventHeaderContent.SourceLibrary) ?? "",
        };
        return Problem is null ? metadata : null;
    }

    // CloudEvents has any text as an id, which is unique together with the source.
    private Guid ReadId(string source, TopicPartitionOffset origin) =>
        Bytes(EventHeaderContent.Id) is not { Length: > 0 } bytes ? DerivedId.OfPosition(PositionText(origin))
        : UuidText.TryParse(bytes, out Guid id) ? id
        : DerivedId.Of(source, Text(EventHeaderContent.Id)!);

    private static string PositionText(TopicPartitionOffset position) => string.Create(
        CultureInfo.InvariantCulture, $"{position.Topic}\n{position.Partition.Value}\n{position.Offset.Value}");

    private DateTimeOffset ReadTime(DateTimeOffset written)
    {
        if (Bytes(EventHeaderContent.Time) is not { } bytes)
        {
            return written;
        }

        if (!IsoDateTime.TryParse(bytes, out DateTimeOffset at, out bool hasOffset) || !hasOffset)
        {
            Refuse(EventHeaderContent.Time, "is not a date-time with an offset such as 2024-01-02T03:04:05Z");
        }

        return at.ToUniversalTime();
    }

    private Guid ReadId()
    {
        if (Bytes(EventHeaderContent.Id) is not { } bytes)
        {
            Fail($"it has no {_names.Id} header");
            return Guid.Empty;
        }

        if (!UuidText.TryParse(bytes, out Guid id))
        {
            Refuse(EventHeaderContent.Id, "is not a UUID");
        }

        return id;
    }

    // Python rejects a date-time without an offset, or with an offset other than UTC.
    private DateTimeOffset ReadTime(TimeProvider time)
    {
        if (OptionalBytes(EventHeaderContent.Time) is not { } bytes)
        {
            return time.GetUtcNow();
        }

        if (!MessageTime.TryParse(bytes, out DateTimeOffset at))
        {
            Refuse(EventHeaderContent.Time, "is not a date-time in UTC such as 2024-01-02T03:04:05+00:00");
        }

        return at;
    }

    private int ReadMinorVersion()
    {
        if (Optional(EventHeaderContent.MinorVersion) is not { } text)
        {
            return 0;
        }

        if (MetadataText.MinorVersion(text) is not { } number)
        {
            Refuse(EventHeaderContent.MinorVersion, "is not a number");
            return 0;
        }

        return number;
    }

    private string ReadLibrary(ServiceIdentity service)
    {
        if (Optional(EventHeaderContent.SourceLibrary) is not { } text)
        {
            return service.Library;
        }

        if (!MetadataText.IsLibrary(text))
        {
            Refuse(EventHeaderContent.SourceLibrary, "is not integers with dots between them");
        }

        return text;
    }

    // A header that the conventions don't have isn't missing.
    private string? Optional(EventHeaderContent content) => OptionalBytes(content) is null ? null : Text(content);

    private byte[]? OptionalBytes(EventHeaderContent content)
    {
        byte[]? bytes = Bytes(content);
        if (bytes is null && Problem is null && _names.NameOf(content) is { } name)
        {
            (Missing ??= []).Add(name);
        }

        return bytes;
    }

    private byte[]? Bytes(EventHeaderContent content)
    {
        if (_counts[(int)content] > 1)
        {
            Fail($"it has {_counts[(int)content]} {_names.NameOf(content)} headers");
        }

        return _values[(int)content];
    }

    private string? Text(EventHeaderContent content)
    {
        if (Bytes(content) is not { } bytes)
        {
            return null;
        }

        try
        {
            return _texts.Get(content, bytes, StrictUtf8);
        }
        catch (DecoderFallbackException)
        {
            Fail($"its {_names.NameOf(content)} header is not UTF-8");
            return "";
        }
    }

    private void Refuse(EventHeaderContent content, string problem)
    {
        if (Problem is null && Text(content) is { } text && Problem is null)
        {
            Problem = $"its {_names.NameOf(content)} header, '{MetadataText.Shortened(text)}', {problem}";
        }
    }

    private void Fail(string problem) => Problem ??= problem;

    [InlineArray(HeaderNames.Contents)]
    private struct Values
    {
        private byte[]? _first;
    }

    [InlineArray(HeaderNames.Contents)]
    private struct Counts
    {
        private int _first;
    }
}
