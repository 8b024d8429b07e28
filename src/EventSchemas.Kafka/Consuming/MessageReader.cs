using System.Collections.Concurrent;
using System.Collections.Frozen;
using EventSchemas.Avro;
using EventSchemas.Hosting;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Reads events from the messages of one group, by event type and by the writer's schema. Safe for concurrent use.</summary>
sealed class MessageReader
{
    private readonly string _group;
    private readonly RegistryClient _registry;
    private readonly ServiceIdentity _service;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FrozenDictionary<string, GroupEvent> _events;
    private readonly HeaderNames[] _conventions;
    private readonly bool _readsAll;
    private readonly HeaderTexts _texts = new();

    public MessageReader(ConsumerGroup group, RegistryClient registry, ServiceIdentity service, TimeProvider time, ILogger logger)
    {
        _group = group.Name;
        RetryTopic = group.RetryTopic;
        _registry = registry;
        _service = service;
        _time = time;
        _logger = logger;
        _readsAll = group.HandlesAll;
        Dictionary<EventConventions, HeaderNames> conventions = group.Events
            .Select(registration => registration.Descriptor.Conventions)
            .Concat(_readsAll ? [EventConventions.OpenEdx] : [])
            .Distinct()
            .ToDictionary(one => one, one => new HeaderNames(one));
        _conventions = [.. conventions.Values];
        _events = group.Events.ToFrozenDictionary(
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

        if (Identify(message, out HeaderNames? names, out GroupEvent? handled) is not { } eventType)
        {
            return new(ReadOutcome.Ignored.Instance);
        }

        EventMetadata? metadata = ReadMetadata(message, eventType, names!, out string? problem);
        if (metadata is null)
        {
            return new(new ReadOutcome.Unreadable(eventType, handled?.Registration, problem!));
        }

        problem = ConfluentFraming.TryRead(value, out int schemaId);
        if (handled is null)
        {
            return ReadUnknownAsync(metadata, problem is null ? schemaId : null, cancellationToken);
        }

        return problem is not null ? new(new ReadOutcome.Unreadable(eventType, handled.Registration, problem))
            : handled.Plans.TryGetValue(schemaId, out PlanResult? known)
            ? new(Decode(handled.Registration, value, known, metadata, schemaId))
            : ReadAsync(handled, value, metadata, schemaId, cancellationToken);
    }

    /// <summary>
    /// Reads an event of a type that the service doesn't know. Its bytes are enough for those who get every event, so that a schema that
    /// nobody knows is no problem.
    /// </summary>
    private async ValueTask<ReadOutcome> ReadUnknownAsync(EventMetadata metadata, int? schemaId, CancellationToken cancellationToken)
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
        GroupEvent handled, byte[] value, EventMetadata metadata, int schemaId, CancellationToken cancellationToken)
    {
        PlanResult plan = await PlanAsync(handled, schemaId, cancellationToken).ConfigureAwait(false);
        return Decode(handled.Registration, value, plan, metadata, schemaId);
    }

    /// <summary>The event type of a message; null where it isn't for the group: then it may be anybody's, and have personal data.</summary>
    /// <param name="message">The message.</param>
    /// <param name="names">The headers of its conventions.</param>
    /// <param name="handled">What is known about the type; null where it isn't known and the group handles every event.</param>
    private string? Identify(KafkaMessage message, out HeaderNames? names, out GroupEvent? handled)
    {
        names = null;
        handled = null;
        foreach (HeaderNames candidate in _conventions)
        {
            var headers = new HeaderReader(message.Headers, candidate, _texts);
            string? eventType = headers.ReadEventType();
            if (headers.Problem is { } problem)
            {
                ConsumerLog.NoEvent(_logger, _group, message.Position, problem, message.ToLogText(mayBePersonal: true));
                return null;
            }

            if (eventType is not null)
            {
                if (_events.TryGetValue(eventType, out handled) || _readsAll)
                {
                    names = handled?.Headers ?? candidate;
                    return eventType;
                }

                ConsumerLog.OtherEvent(_logger, _group, message.Position, eventType);
                return null;
            }
        }

        string missing = $"it has no {string.Join(" or ", _conventions.Select(one => one.EventType).Distinct())} header";
        ConsumerLog.NoEvent(_logger, _group, message.Position, missing, message.ToLogText(mayBePersonal: true));
        return null;
    }

    private EventMetadata? ReadMetadata(KafkaMessage message, string eventType, HeaderNames names, out string? problem)
    {
        var headers = new HeaderReader(message.Headers, names, _texts);
        EventMetadata? metadata = headers.ReadMetadata(eventType, _service, _time);
        problem = headers.Problem;
        if (metadata is not null && headers.Missing is { } missing)
        {
            ConsumerLog.MissingHeaders(_logger, _group, message.Position, string.Join(", ", missing));
        }

        return metadata;
    }

    private static ReadOutcome Decode(
        EventRegistration registration, byte[] value, PlanResult result, EventMetadata metadata, int schemaId)
    {
        if (result.Plan is not { } plan)
        {
            return Unreadable(result.Problem!, cause: null);
        }

        try
        {
            return new ReadOutcome.Event(
                registration, registration.Read(value.AsSpan(ConfluentFraming.Length), plan), metadata, result.Writer);
        }
        catch (Exception e)
        {
            // A converter of the application can throw anything.
            return Unreadable(e.Message, e);
        }

        ReadOutcome.Unreadable Unreadable(string problem, Exception? cause) =>
            new(metadata.EventType, registration, problem, cause) { SchemaId = schemaId };
    }

    private async ValueTask<PlanResult> PlanAsync(GroupEvent handled, int schemaId, CancellationToken cancellationToken)
    {
        try
        {
            AvroSchema writer = await _registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(handled.Registration.CreatePlan(writer), writer));
        }
        catch (SchemaResolutionException e)
        {
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(Problem: $"{e.Message} (schema id {schemaId})"));
        }
        catch (RegistryRefusedException e)
        {
            // Not kept: the schema may be restored.
            return new PlanResult(Problem: e.Message);
        }
    }

    private sealed record GroupEvent(EventRegistration Registration, HeaderNames Headers)
    {
        /// <summary>How data of other schemas is read, by the schema's id.</summary>
        public ConcurrentDictionary<int, PlanResult> Plans { get; } = new();
    }

    private sealed record PlanResult(ResolutionPlan? Plan = null, AvroSchema? Writer = null, string? Problem = null);
}
