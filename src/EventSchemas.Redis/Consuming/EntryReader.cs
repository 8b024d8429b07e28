using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Text;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Reads events from the entries of one group. An entry names its event type and no schema: it is read with the record's own schema, which
/// must end at its last byte, and otherwise with the versions that were shipped. Safe for concurrent use.
/// </summary>
sealed class EntryReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _group;
    private readonly ServiceIdentity _service;
    private readonly SourceLibraries _libraries;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrozenDictionary<string, WriterSchemas> _events;
    private readonly bool _readsAll;
    private readonly bool _allowsSurplus;
    private readonly int _maxDeliveries;
    private readonly string _settingsPath;
    private readonly RepeatedTexts _texts = new();

    public EntryReader(
        ConsumerGroup group,
        RedisOptions options,
        ServiceIdentity service,
        SourceLibraries libraries,
        string settingsPath,
        TimeProvider time,
        ILogger logger)
    {
        _group = group.Name;
        RetryStream = group.RetryTopic;
        _service = service;
        _libraries = libraries;
        _time = time;
        _logger = logger;
        _readsAll = group.HandlesAll;
        _allowsSurplus = options.AllowSurplus;
        _maxDeliveries = options.MaxDeliveries;
        _settingsPath = settingsPath;
        _events = group.Events.ToFrozenDictionary(
            registration => registration.Descriptor.EventType,
            registration => new WriterSchemas(registration),
            StringComparer.Ordinal);
    }

    /// <summary>The group's retry stream, with the deployment's prefix.</summary>
    public string RetryStream { get; }

    /// <summary>Reads an entry.</summary>
    public ReadOutcome Read(RedisMessage message)
    {
        // What the Python client makes where a stream doesn't exist, and deletes at once.
        if (message.Entry.Fields is [{ Name.IsNullOrEmpty: true, Value.IsNullOrEmpty: true }])
        {
            RedisLog.Dummy(_logger, _group, message.Entry);
            return ReadOutcome.Ignored.Instance;
        }

        var fields = new MetadataFields(message.Entry.Fields);
        string? eventType = fields.Text(EventHeaderContent.EventType, _texts);
        if (string.IsNullOrEmpty(eventType))
        {
            return new ReadOutcome.Unreadable(EventType: null, Registration: null, fields.Problem ?? "it has no type");
        }

        if (!_events.TryGetValue(eventType, out WriterSchemas? writers) && !_readsAll)
        {
            RedisLog.OtherEvent(_logger, _group, message.Entry, eventType);
            return ReadOutcome.Ignored.Instance;
        }

        EventRegistration? registration = writers?.Registration;
        if (message.Deliveries > _maxDeliveries)
        {
            return new ReadOutcome.Unreadable(
                eventType,
                registration,
                $"it was delivered {message.Deliveries} times and never settled, so that its handler may end the process; "
                + $"{_settingsPath}:{nameof(RedisOptions.MaxDeliveries)} is {_maxDeliveries}");
        }

        EventMetadata? metadata = ReadMetadata(message, ref fields, eventType, registration);
        return metadata is null ? new ReadOutcome.Unreadable(eventType, registration, fields.Problem!)
            : writers is null ? new ReadOutcome.Event(Registration: null, Value: null, metadata, WriterSchema: null)
            : fields.Data is { } data ? Decode(message, writers, data.Span, metadata)
            : new ReadOutcome.Unreadable(eventType, registration, "it has no event_data");
    }

    private EventMetadata? ReadMetadata(
        RedisMessage message, ref MetadataFields fields, string eventType, EventRegistration? registration)
    {
        EventConventions conventions = registration?.Descriptor.Conventions ?? EventConventions.OpenEdx;
        string source = fields.Text(EventHeaderContent.Source, _texts) ?? _service.SourceOf(conventions);
        Guid id = ReadId(message, ref fields, conventions, source);
        DateTimeOffset time = ReadTime(ref fields);
        int minorVersion = ReadMinorVersion(ref fields);
        string library = ReadLibrary(ref fields, registration);
        string host = fields.Text(EventHeaderContent.SourceHost, _texts)
            ?? (conventions.Headers.Any(header => header.Content == EventHeaderContent.SourceHost) ? _service.Host : "");
        if (fields.Problem is not null)
        {
            return null;
        }

        if (fields.IsMissing(EventHeaderContent.Id))
        {
            RedisLog.NoId(_logger, _group, message.Entry, eventType, id);
        }

        return new EventMetadata
        {
            EventType = eventType,
            Id = id,
            Time = time,
            Source = source,
            SourceHost = host,
            SourceLibrary = library,
            MinorVersion = minorVersion,
        };
    }

    // Python makes a new id each time, so that nobody can tell events apart. This one is the same each time.
    private static Guid ReadId(RedisMessage message, ref MetadataFields fields, EventConventions conventions, string source)
    {
        if (fields.Bytes(EventHeaderContent.Id) is not { } bytes)
        {
            return DerivedId.OfPosition($"{message.OriginStream}\n{message.OriginId}");
        }

        if (UuidText.TryParse(bytes.Span, out Guid id))
        {
            return id;
        }

        if (conventions.ReadsPlainMessages)
        {
            return DerivedId.Of(source, Encoding.UTF8.GetString(bytes.Span));
        }

        fields.Refuse(EventHeaderContent.Id, "is not a UUID");
        return default;
    }

    private DateTimeOffset ReadTime(ref MetadataFields fields)
    {
        if (fields.Bytes(EventHeaderContent.Time) is not { } bytes)
        {
            return _time.GetUtcNow();
        }

        if (!MessageTime.TryParse(bytes.Span, out DateTimeOffset time))
        {
            fields.Refuse(EventHeaderContent.Time, "is not a date-time in UTC such as 2024-01-02T03:04:05+00:00");
        }

        return time;
    }

    private int ReadMinorVersion(ref MetadataFields fields)
    {
        if (fields.Text(EventHeaderContent.MinorVersion, _texts) is not { } text)
        {
            return 0;
        }

        if (MetadataText.MinorVersion(text) is { } number)
        {
            return number;
        }

        fields.Refuse(EventHeaderContent.MinorVersion, "is not a number");
        return 0;
    }

    private string ReadLibrary(ref MetadataFields fields, EventRegistration? registration)
    {
        if (fields.Text(EventHeaderContent.SourceLibrary, _texts) is not { } text)
        {
            return registration is null || registration.Descriptor.Conventions == EventConventions.OpenEdx
                ? registration is null ? "" : _libraries.Of(registration.Descriptor)
                : "";
        }

        if (!MetadataText.IsLibrary(text))
        {
            fields.Refuse(EventHeaderContent.SourceLibrary, "is not integers with dots between them");
        }

        return text;
    }

    private ReadOutcome Decode(RedisMessage message, WriterSchemas writers, ReadOnlySpan<byte> data, EventMetadata metadata)
    {
        DecodedEvent decoded = writers.Read(data, metadata.SourceLibrary, _allowsSurplus);
        if (decoded.Value is null)
        {
            return new ReadOutcome.Unreadable(metadata.EventType, writers.Registration, decoded.Problem!, decoded.Cause);
        }

        if (decoded.Surplus > 0)
        {
            RedisLog.Surplus(_logger, _group, message.Entry, metadata.EventType, metadata.Id, decoded.Surplus, metadata.SourceLibrary);
        }

        return new ReadOutcome.Event(writers.Registration, decoded.Value, metadata, decoded.Writer);
    }

    /// <summary>The fields of an entry by their content: the last one of each name. Collects the first problem.</summary>
    private ref struct MetadataFields
    {
        private Values _values;

        public MetadataFields(NameValueEntry[] fields)
        {
            for (int i = 0; i < fields.Length; i++)
            {
                RedisValue name = fields[i].Name;

                // Mostly they are in the order of those who write them.
                if (i < EntryFields.Metadata.Length && name == EntryFields.Metadata[i].Name)
                {
                    _values[(int)EntryFields.Metadata[i].Content] = fields[i].Value;
                }
                else if (name == EntryFields.Data)
                {
                    Data = (ReadOnlyMemory<byte>)fields[i].Value;
                }
                else
                {
                    Find(name, fields[i].Value);
                }
            }
        }

        public ReadOnlyMemory<byte>? Data { get; }

        public string? Problem { get; private set; }

        public readonly bool IsMissing(EventHeaderContent content) => _values[(int)content].IsNullOrEmpty;

        // A null of no type would become an empty memory, by way of a null array.
        /// <summary>The bytes of a field; null where it is missing or empty, which is the same for the Python services.</summary>
        public readonly ReadOnlyMemory<byte>? Bytes(EventHeaderContent content) =>
            IsMissing(content) ? default(ReadOnlyMemory<byte>?) : (ReadOnlyMemory<byte>)_values[(int)content];

        public string? Text(EventHeaderContent content, RepeatedTexts texts)
        {
            if (Bytes(content) is not { } bytes)
            {
                return null;
            }

            try
            {
                return texts.Get(content, bytes.Span, StrictUtf8);
            }
            catch (DecoderFallbackException)
            {
                Problem ??= $"its field {NameOf(content)} is not UTF-8";
                return null;
            }
        }

        public void Refuse(EventHeaderContent content, string problem) =>
            Problem ??= $"its field {NameOf(content)}, '{MetadataText.Shortened(_values[(int)content].ToString())}', {problem}";

        private void Find(RedisValue name, RedisValue value)
        {
            foreach ((EventHeaderContent content, RedisValue known) in EntryFields.Metadata)
            {
                if (name == known)
                {
                    _values[(int)content] = value;
                    return;
                }
            }
        }

        private static RedisValue NameOf(EventHeaderContent content) =>
            Array.Find(EntryFields.Metadata, field => field.Content == content).Name;

        [InlineArray(9)]
        private struct Values
        {
            private RedisValue _first;
        }
    }
}
