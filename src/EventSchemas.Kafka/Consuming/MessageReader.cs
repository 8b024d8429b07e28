using System.Collections.Concurrent;
using System.Collections.Frozen;
using Confluent.Kafka;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>
/// Reads events from the messages of a group or a tail, by event type and by the writer's schema. Safe for concurrent use.
/// </summary>
sealed class MessageReader
{
    private readonly string _group;
    private readonly RegistryClient _registry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrozenDictionary<string, GroupEvent> _events;
    private readonly HeaderNames[] _conventions;
    private readonly FrozenDictionary<HeaderNames, MetadataRules> _rules;
    private readonly PlainMessages? _plain;
    private readonly HeaderNames? _tolerant;
    private readonly bool _readsAll;
    private readonly RepeatedTexts _texts = new();

    public MessageReader(ReadScope scope, RegistryClient registry, ServiceIdentity service, TimeProvider time, ILogger logger)
    {
        _group = scope.Group;
        RetryTopic = scope.RetryTopic;
        _registry = registry;
        _time = time;
        _logger = logger;
        _readsAll = scope.ReadsAll;
        var conventions = scope.Conventions.ToDictionary(one => one, one => new HeaderNames(one));
        _plain = PlainMessages.Of(scope.Events.Select(registration => registration.Descriptor), registry, scope.ReadsEveryPlainMessage);
        _conventions = [.. conventions.Values];
        _rules = _conventions.ToFrozenDictionary(names => names, names => RulesOf(names.Conventions, service));
        _tolerant = Array.Find(_conventions, one => one.Conventions.ReadsPlainMessages);
        _events = scope.Events.ToFrozenDictionary(
            registration => registration.Descriptor.EventType,
            registration => new GroupEvent(registration, conventions[registration.Descriptor.Conventions]),
            StringComparer.Ordinal);
    }

    /// <summary>The group's retry topic, with the deployment's prefix.</summary>
    public string RetryTopic { get; }

    /// <summary>Reads a message.</summary>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer when asked for the writer's schema.</exception>
    public ValueTask<ReadOutcome> ReadAsync(KafkaMessage message, CancellationToken cancellationToken)
    {
        if (message.Value is not { } value)
        {
            ConsumerLog.Tombstone(_logger, _group, message.Position);
            return new(ReadOutcome.Ignored.Instance);
        }

        string? eventType = ReadEventType(message, out HeaderNames? names, out string? problem);
        if (problem is not null)
        {
            ConsumerLog.NoEvent(_logger, _group, message.Position, problem, message.ToLogText(mayBePersonal: true));
            return new(ReadOutcome.Ignored.Instance);
        }

        return eventType is not null
            ? ReadAsync(message, eventType, names!, cancellationToken)
            : ReadPlainAsync(message, value, cancellationToken);
    }

    private ValueTask<ReadOutcome> ReadAsync(
        KafkaMessage message, string eventType, HeaderNames names, CancellationToken cancellationToken)
    {
        if (!_events.TryGetValue(eventType, out GroupEvent? handled) && !_readsAll)
        {
            ConsumingLog.OtherEvent(_logger, _group, message.Position, eventType);
            return new(ReadOutcome.Ignored.Instance);
        }

        HeaderNames conventions = handled?.Headers ?? ClosestTo(message, names.EventType);
        EventMetadata? metadata = ReadMetadata(message, eventType, conventions, out string? problem);
        if (metadata is null)
        {
            return new(new ReadOutcome.Unreadable(eventType, handled?.Registration, problem!));
        }

        Headers? headers = conventions.Conventions.ReadsPlainMessages ? message.Headers : null;
        problem = ConfluentFraming.TryRead(headers, message.Value, out WriterSchemaId schemaId, out int start);
        message.DataStart = start;
        if (handled is null)
        {
            return ReadUnknownAsync(metadata, problem is null ? schemaId : null, cancellationToken);
        }

        return problem is not null
            ? new(new ReadOutcome.Unreadable(eventType, handled.Registration, problem))
            : handled.Plans.TryGetValue(schemaId, out PlanResult? known)
            ? new(Decode(handled.Registration, message.Data, known, metadata, schemaId))
            : ReadAsync(handled, message.Data, metadata, schemaId, cancellationToken);
    }

    /// <summary>Reads a message without a header of the event type. It is an event if the schema that wrote it says so.</summary>
    private ValueTask<ReadOutcome> ReadPlainAsync(KafkaMessage message, byte[] value, CancellationToken cancellationToken)
    {
        if (_plain is null)
        {
            return NoEvent("");
        }

        string? problem = ConfluentFraming.TryRead(message.Headers, value, out WriterSchemaId schemaId, out int start);
        return problem is null ? ReadPlainAsync(_plain, message, schemaId, cancellationToken)
            : start > 0 ? NoEvent($", and {problem}")

            // Only a producer of Avro writes the header.
            : new(new ReadOutcome.Unreadable(EventType: null, Registration: null, problem));

        ValueTask<ReadOutcome> NoEvent(string more)
        {
            string missing = $"it has no {string.Join(" or ", _conventions.Select(one => one.EventType).Distinct())} header{more}";
            ConsumerLog.NoEvent(_logger, _group, message.Position, missing, message.ToLogText(mayBePersonal: true));
            return new(ReadOutcome.Ignored.Instance);
        }
    }

    private async ValueTask<ReadOutcome> ReadPlainAsync(
        PlainMessages plain, KafkaMessage message, WriterSchemaId schemaId, CancellationToken cancellationToken)
    {
        PlainType type;
        try
        {
            type = await plain.IdentifyAsync(schemaId, cancellationToken).ConfigureAwait(false);
        }
        catch (RegistryRefusedException e)
        {
            // It may be an event of the group: nobody knows.
            return new ReadOutcome.Unreadable(EventType: null, Registration: null, e.Message) { SchemaId = schemaId.Id };
        }

        return type.Problem is { } problem
            ? new ReadOutcome.Unreadable(type.Name, Registration: null, problem) { SchemaId = schemaId.Id }
            : await ReadAsync(message, type.EventType ?? type.Name, _tolerant!, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads an event of a type that the service doesn't know. Its bytes are enough for those who get every event, so that a schema that
    /// nobody knows is no problem.
    /// </summary>
    private async ValueTask<ReadOutcome> ReadUnknownAsync(
        EventMetadata metadata, WriterSchemaId? schemaId, CancellationToken cancellationToken)
    {
        AvroSchema? writer = null;
        try
        {
            writer = schemaId is { } id ? await _registry.GetSchemaAsync(id, cancellationToken).ConfigureAwait(false) : null;
        }
        catch (RegistryRefusedException)
        {
            // The handler gets the bytes alone.
        }

        return new ReadOutcome.Event(Registration: null, Value: null, metadata, writer);
    }

    private async ValueTask<ReadOutcome> ReadAsync(
        GroupEvent handled,
        ReadOnlyMemory<byte> data,
        EventMetadata metadata,
        WriterSchemaId schemaId,
        CancellationToken cancellationToken)
    {
        PlanResult plan = await PlanAsync(handled, schemaId, cancellationToken).ConfigureAwait(false);
        return Decode(handled.Registration, data, plan, metadata, schemaId);
    }

    /// <summary>The event type that a message has as a header; null where it has none, or one that can't be read.</summary>
    /// <param name="message">The message.</param>
    /// <param name="names">Conventions with this header.</param>
    /// <param name="problem">Why the header can't be read.</param>
    private string? ReadEventType(KafkaMessage message, out HeaderNames? names, out string? problem)
    {
        names = null;
        problem = null;
        foreach (HeaderNames candidate in _conventions)
        {
            MetadataReader<HeaderParts> headers = HeaderParts.Reader(message, candidate, _texts);
            string? eventType = headers.Text(EventHeaderContent.EventType);
            problem = headers.Problem;
            if (problem is not null)
            {
                return null;
            }

            if (eventType is not null)
            {
                names = candidate;
                return eventType;
            }
        }

        return null;
    }

    // Conventions can have the same header for the type: those with the fewest missing headers are the message's.
    private HeaderNames ClosestTo(KafkaMessage message, string typeHeader) => _conventions
        .Where(candidate => candidate.EventType == typeHeader)
        .MinBy(candidate => candidate.CountMissing(message.Headers))!;

    private EventMetadata? ReadMetadata(KafkaMessage message, string eventType, HeaderNames names, out string? problem)
    {
        MetadataReader<HeaderParts> headers = HeaderParts.Reader(message, names, _texts);
        EventMetadata? metadata = headers.Read(eventType, _rules[names], _time);
        problem = headers.Problem;
        if (metadata is not null && !names.Conventions.ReadsPlainMessages)
        {
            LogMissing(message, names, headers);
        }

        return metadata;
    }

    // A header that the conventions don't have isn't missing.
    private void LogMissing(KafkaMessage message, HeaderNames names, in MetadataReader<HeaderParts> headers)
    {
        List<string>? missing = null;
        foreach (EventHeader header in names.Conventions.Headers)
        {
            if (headers.IsMissing(header.Content))
            {
                (missing ??= []).Add(header.Name);
            }
        }

        if (missing is not null)
        {
            ConsumerLog.MissingHeaders(_logger, _group, message.Position, string.Join(", ", missing));
        }
    }

    private static MetadataRules RulesOf(EventConventions conventions, ServiceIdentity service) => conventions.ReadsPlainMessages
        ? new MetadataRules { TakesAnyId = true, TakesAnyOffset = true, Source = null, Host = "", Library = "" }
        : new MetadataRules
        {
            NeedsId = true,
            Source = service.SourceOf(conventions),
            Host = service.Host,
            Library = service.Library,
        };

    private static ReadOutcome Decode(
        EventRegistration registration, ReadOnlyMemory<byte> data, PlanResult result, EventMetadata metadata, WriterSchemaId schemaId)
    {
        if (result.Plan is not { } plan)
        {
            return Unreadable(result.Problem!, cause: null);
        }

        try
        {
            return new ReadOutcome.Event(registration, registration.Read(data.Span, plan), metadata, result.Writer);
        }
        catch (Exception e)
        {
            // A converter of the application can throw anything.
            return Unreadable(e.Message, e);
        }

        ReadOutcome.Unreadable Unreadable(string problem, Exception? cause) =>
            new(metadata.EventType, registration, problem, cause) { SchemaId = schemaId.Id };
    }

    private async ValueTask<PlanResult> PlanAsync(
        GroupEvent handled, WriterSchemaId schemaId, CancellationToken cancellationToken)
    {
        try
        {
            AvroSchema writer = await _registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(handled.Registration.CreatePlan(writer), writer));
        }
        catch (SchemaResolutionException e)
        {
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(Problem: $"{e.Message} (schema {schemaId})"));
        }
        catch (RegistryRefusedException e)
        {
            // Not kept: the schema may be restored.
            return new PlanResult(Problem: e.Message);
        }
    }

    private sealed record GroupEvent(EventRegistration Registration, HeaderNames Headers)
    {
        /// <summary>How data of other schemas is read, by what messages say of the schema.</summary>
        public ConcurrentDictionary<WriterSchemaId, PlanResult> Plans { get; } = new();
    }

    private sealed record PlanResult(ResolutionPlan? Plan = null, AvroSchema? Writer = null, string? Problem = null);
}
