using System.Collections.Frozen;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace EventSchemas.Redis;

/// <summary>
/// Reads events from the entries of a group or a tail. An entry names its event type and no schema: it is read with the record's own
/// schema, which must end at its last byte, and otherwise with the versions that were shipped. Safe for concurrent use.
/// </summary>
sealed class EntryReader
{
    private readonly string _group;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrozenDictionary<string, GroupEvent> _events;
    private readonly MetadataRules _unknown;
    private readonly bool _readsAll;
    private readonly bool _allowsSurplus;
    private readonly int _maxDeliveries;
    private readonly string _settingsPath;
    private readonly RepeatedTexts _texts = new();

    public EntryReader(
        ReadScope scope,
        RedisOptions options,
        ServiceIdentity service,
        SourceLibraries libraries,
        string settingsPath,
        TimeProvider time,
        ILogger logger)
    {
        _group = scope.Group;
        RetryStream = scope.RetryTopic;
        _time = time;
        _logger = logger;
        _readsAll = scope.ReadsAll;
        _allowsSurplus = options.AllowSurplus;
        _maxDeliveries = options.MaxDeliveries;
        _settingsPath = settingsPath;
        _events = scope.Events.ToFrozenDictionary(
            registration => registration.Descriptor.EventType,
            registration => new GroupEvent(
                new WriterSchemas(registration),
                RulesOf(registration.Descriptor.Conventions, service, libraries.Of(registration.Descriptor))),
            StringComparer.Ordinal);
        _unknown = RulesOf(EventConventions.OpenEdx, service, library: "");
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

        var fields = new MetadataReader<FieldParts>(new FieldParts(message), _texts);
        string? eventType = fields.Text(EventHeaderContent.EventType);
        if (string.IsNullOrEmpty(eventType))
        {
            return new ReadOutcome.Unreadable(EventType: null, Registration: null, fields.Problem ?? "it has no type");
        }

        if (!_events.TryGetValue(eventType, out GroupEvent? handled) && !_readsAll)
        {
            ConsumingLog.OtherEvent(_logger, _group, message.Entry, eventType);
            return ReadOutcome.Ignored.Instance;
        }

        EventRegistration? registration = handled?.Writers.Registration;
        if (message.Deliveries > _maxDeliveries)
        {
            return new ReadOutcome.Unreadable(
                eventType,
                registration,
                $"it was delivered {message.Deliveries} times and never settled, so that its handler may end the process; "
                + $"{_settingsPath}:{nameof(RedisOptions.MaxDeliveries)} is {_maxDeliveries}");
        }

        EventMetadata? metadata = fields.Read(eventType, handled?.Rules ?? _unknown, _time);
        if (metadata is not null && fields.IsMissing(EventHeaderContent.Id))
        {
            RedisLog.NoId(_logger, _group, message.Entry, eventType, metadata.Id);
        }

        return metadata is null ? new ReadOutcome.Unreadable(eventType, registration, fields.Problem!)
            : handled is null ? new ReadOutcome.Event(Registration: null, Value: null, metadata, WriterSchema: null)
            : message.Entry.Find(EntryFields.Data) is { } data ? Decode(message, handled.Writers, data.Span, metadata)
            : new ReadOutcome.Unreadable(eventType, registration, "it has no event_data");
    }

    private static MetadataRules RulesOf(EventConventions conventions, ServiceIdentity service, string library) => new()
    {
        TakesAnyId = conventions.ReadsPlainMessages,
        Source = service.SourceOf(conventions),
        Host = conventions.Headers.Any(header => header.Content == EventHeaderContent.SourceHost) ? service.Host : "",
        Library = conventions == EventConventions.OpenEdx ? library : "",
    };

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

    private sealed record GroupEvent(WriterSchemas Writers, MetadataRules Rules);
}
