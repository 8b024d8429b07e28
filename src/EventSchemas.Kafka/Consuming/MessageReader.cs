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
    private readonly HeaderTexts _texts = new();

    public MessageReader(ConsumerGroup group, RegistryClient registry, ServiceIdentity service, TimeProvider time, ILogger logger)
    {
        _group = group.Name;
        RetryTopic = group.RetryTopic;
        _registry = registry;
        _service = service;
        _time = time;
        _logger = logger;
        Dictionary<EventConventions, HeaderNames> conventions = group.Events
            .Select(registration => registration.Descriptor.Conventions)
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

        if (Identify(message) is not { } handled)
        {
            return new(ReadOutcome.Ignored.Instance);
        }

        EventRegistration registration = handled.Registration;
        EventMetadata? metadata = ReadMetadata(message, handled, out string? problem);
        int schemaId = 0;
        problem ??= ConfluentFraming.TryRead(value, out schemaId);
        if (metadata is null || problem is not null)
        {
            return new(new ReadOutcome.Unreadable(registration, problem!));
        }

        return handled.Plans.TryGetValue(schemaId, out PlanResult? known)
            ? new(Decode(registration, value, known, metadata, schemaId))
            : ReadAsync(handled, value, metadata, schemaId, cancellationToken);
    }

    private async ValueTask<ReadOutcome> ReadAsync(
        GroupEvent handled, byte[] value, EventMetadata metadata, int schemaId, CancellationToken cancellationToken)
    {
        PlanResult plan = await PlanAsync(handled, schemaId, cancellationToken).ConfigureAwait(false);
        return Decode(handled.Registration, value, plan, metadata, schemaId);
    }

    /// <summary>The event of a message; null where it is none of the group's: then it may be anybody's, and have personal data.</summary>
    private GroupEvent? Identify(KafkaMessage message)
    {
        foreach (HeaderNames names in _conventions)
        {
            var headers = new HeaderReader(message.Headers, names, _texts);
            string? eventType = headers.ReadEventType();
            if (headers.Problem is { } problem)
            {
                ConsumerLog.NoEvent(_logger, _group, message.Position, problem, message.ToLogText(mayBePersonal: true));
                return null;
            }

            if (eventType is not null)
            {
                if (_events.TryGetValue(eventType, out GroupEvent? handled))
                {
                    return handled;
                }

                ConsumerLog.OtherEvent(_logger, _group, message.Position, eventType);
                return null;
            }
        }

        string missing = $"it has no {string.Join(" or ", _conventions.Select(names => names.EventType).Distinct())} header";
        ConsumerLog.NoEvent(_logger, _group, message.Position, missing, message.ToLogText(mayBePersonal: true));
        return null;
    }

    private EventMetadata? ReadMetadata(KafkaMessage message, GroupEvent handled, out string? problem)
    {
        var headers = new HeaderReader(message.Headers, handled.Headers, _texts);
        EventMetadata? metadata = headers.ReadMetadata(handled.Registration.Descriptor.EventType, _service, _time);
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
            return new ReadOutcome.Unreadable(registration, result.Problem!) { SchemaId = schemaId };
        }

        try
        {
            return new ReadOutcome.Event(registration, registration.Read(value.AsSpan(ConfluentFraming.Length), plan), metadata);
        }
        catch (Exception e)
        {
            // A converter of the application can throw anything.
            return new ReadOutcome.Unreadable(registration, e.Message, e) { SchemaId = schemaId };
        }
    }

    private async ValueTask<PlanResult> PlanAsync(GroupEvent handled, int schemaId, CancellationToken cancellationToken)
    {
        try
        {
            AvroSchema writer = await _registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(handled.Registration.CreatePlan(writer), null));
        }
        catch (SchemaResolutionException e)
        {
            return handled.Plans.GetOrAdd(schemaId, new PlanResult(null, $"{e.Message} (schema id {schemaId})"));
        }
        catch (RegistryRefusedException e)
        {
            // Not kept: the schema may be restored.
            return new PlanResult(null, e.Message);
        }
    }

    private sealed record GroupEvent(EventRegistration Registration, HeaderNames Headers)
    {
        /// <summary>How data of other schemas is read, by the schema's id.</summary>
        public ConcurrentDictionary<int, PlanResult> Plans { get; } = new();
    }

    private sealed record PlanResult(ResolutionPlan? Plan, string? Problem);
}
