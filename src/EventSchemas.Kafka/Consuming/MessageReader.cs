using System.Collections.Concurrent;
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
    private readonly Dictionary<string, GroupEvent> _events;
    private readonly string[] _typeHeaders;

    // A message without an event type can be any event of the topics that the group reads.
    private readonly bool _mayBePersonal;

    private readonly ConcurrentDictionary<(int SchemaId, string EventType), PlanResult> _plans = new();

    public MessageReader(ConsumerGroup group, RegistryClient registry, ServiceIdentity service, TimeProvider time, ILogger logger)
    {
        _group = group.Name;
        _registry = registry;
        _service = service;
        _time = time;
        _logger = logger;
        _events = group.Events.ToDictionary(
            registration => registration.Descriptor.EventType,
            registration => new GroupEvent(registration, new HeaderNames(registration.Descriptor.Conventions)),
            StringComparer.Ordinal);
        _typeHeaders = [.. _events.Values.Select(e => e.Headers.EventType).Distinct(StringComparer.Ordinal)];
        _mayBePersonal = group.Events.Any(e => e.Descriptor.PersonalData.Count > 0);
    }

    /// <summary>Reads a message.</summary>
    /// <exception cref="RegistryUnavailableException">The registry didn't answer when asked for the writer's schema.</exception>
    public async ValueTask<ReadOutcome> ReadAsync(KafkaMessage message, CancellationToken cancellationToken)
    {
        if (message.Value is not { } value)
        {
            ConsumerLog.Tombstone(_logger, _group, message.Position);
            return new ReadOutcome.Ignored();
        }

        var headers = new HeaderReader(message.Headers);
        if (headers.ReadEventType(_typeHeaders) is not { } eventType || headers.Problem is not null)
        {
            ConsumerLog.NoEvent(_logger, _group, message.Position, headers.Problem!, message.ToLogText(_mayBePersonal));
            return new ReadOutcome.Ignored();
        }

        if (!_events.TryGetValue(eventType, out GroupEvent? handled))
        {
            ConsumerLog.OtherEvent(_logger, _group, message.Position, eventType);
            return new ReadOutcome.Ignored();
        }

        EventRegistration registration = handled.Registration;
        EventMetadata? metadata = headers.ReadMetadata(eventType, handled.Headers, _service, _time);
        int schemaId = 0;
        string? problem = headers.Problem ?? ConfluentFraming.TryRead(value, out schemaId);
        if (metadata is null || problem is not null)
        {
            return new ReadOutcome.Unreadable(registration, problem!);
        }

        if (headers.Missing.Count > 0)
        {
            ConsumerLog.MissingHeaders(_logger, _group, message.Position, string.Join(", ", headers.Missing));
        }

        PlanResult plan = await PlanAsync(schemaId, registration, cancellationToken).ConfigureAwait(false);
        return plan.Plan is { } resolved
            ? Decode(registration, value, resolved, metadata)
            : new ReadOutcome.Unreadable(registration, plan.Problem!);
    }

    private static ReadOutcome Decode(EventRegistration registration, byte[] value, ResolutionPlan plan, EventMetadata metadata)
    {
        try
        {
            return new ReadOutcome.Event(registration, registration.Read(value.AsSpan(ConfluentFraming.Length), plan), metadata);
        }
        catch (EventDataException e)
        {
            return new ReadOutcome.Unreadable(registration, e.Message, e);
        }
    }

    private async ValueTask<PlanResult> PlanAsync(int schemaId, EventRegistration registration, CancellationToken cancellationToken)
    {
        (int, string) key = (schemaId, registration.Descriptor.EventType);
        if (_plans.TryGetValue(key, out PlanResult? known))
        {
            return known;
        }

        try
        {
            AvroSchema writer = await _registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return _plans.GetOrAdd(key, new PlanResult(registration.CreatePlan(writer), null));
        }
        catch (SchemaResolutionException e)
        {
            return _plans.GetOrAdd(key, new PlanResult(null, $"{e.Message} (schema id {schemaId})"));
        }
        catch (RegistryRefusedException e)
        {
            // Not cached: the schema may be restored.
            return new PlanResult(null, e.Message);
        }
    }

    private sealed record GroupEvent(EventRegistration Registration, HeaderNames Headers);

    private sealed record PlanResult(ResolutionPlan? Plan, string? Problem);
}
