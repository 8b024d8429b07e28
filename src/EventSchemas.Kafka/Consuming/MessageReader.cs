using System.Collections.Concurrent;
using Confluent.Kafka;
using EventSchemas.Avro;
using Microsoft.Extensions.Logging;

namespace EventSchemas.Kafka;

/// <summary>Makes events of the messages of one group: by <c>ce_type</c>, and by the writer's schema. Safe for concurrent use.</summary>
sealed class MessageReader(GroupRegistration group, RegistryClient registry, ServiceIdentity service, TimeProvider time, ILogger logger)
{
    private readonly Dictionary<string, EventRegistration> _events = group.Handlers
        .Select(handler => handler.Event)
        .Distinct()
        .ToDictionary(e => e.Descriptor.EventType, StringComparer.Ordinal);

    // What names no event may be one of those that share the topics.
    private readonly bool _mayBePersonal = group.Handlers.Any(handler => handler.Event.Descriptor.PersonalData.Count > 0);

    private readonly ConcurrentDictionary<(int SchemaId, string EventType), PlanResult> _plans = new();

    /// <summary>Reads a message.</summary>
    /// <exception cref="RegistryUnavailableException">The registry could not be asked for the writer's schema.</exception>
    public async Task<ReadOutcome> ReadAsync(ConsumeResult<byte[]?, byte[]?> message, CancellationToken cancellationToken)
    {
        if (message.Message.Value is not { } value)
        {
            ConsumerLog.Tombstone(logger, group.Name, message.TopicPartitionOffset);
            return new ReadOutcome.Ignored();
        }

        var headers = new HeaderReader(message.Message.Headers);
        if (headers.EventType() is not { } eventType || headers.Problem is not null)
        {
            ConsumerLog.NoEvent(logger, group.Name, message.TopicPartitionOffset, headers.Problem!, MessageText.Of(message, _mayBePersonal));
            return new ReadOutcome.Ignored();
        }

        if (!_events.TryGetValue(eventType, out EventRegistration? registration))
        {
            ConsumerLog.OtherEvent(logger, group.Name, message.TopicPartitionOffset, eventType);
            return new ReadOutcome.Ignored();
        }

        EventMetadata? metadata = headers.Metadata(eventType, service, time);
        int schemaId = 0;
        string? problem = headers.Problem ?? ConfluentFraming.TryRead(value, out schemaId);
        if (metadata is null || problem is not null)
        {
            return new ReadOutcome.Unreadable(registration, problem!);
        }

        if (headers.Missing.Count > 0)
        {
            ConsumerLog.MissingHeaders(logger, group.Name, message.TopicPartitionOffset, string.Join(", ", headers.Missing));
        }

        PlanResult plan = await PlanAsync(schemaId, registration, cancellationToken).ConfigureAwait(false);
        return plan.Plan is null ? new ReadOutcome.Unreadable(registration, plan.Problem!) : Decode(registration, value, plan.Plan, metadata);
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
            AvroSchema writer = await registry.GetSchemaAsync(schemaId, cancellationToken).ConfigureAwait(false);
            return _plans.GetOrAdd(key, new PlanResult(registration.CreatePlan(writer), null));
        }
        catch (SchemaResolutionException e)
        {
            return _plans.GetOrAdd(key, new PlanResult(null, $"{e.Message} (schema id {schemaId})"));
        }
        catch (RegistryRefusedException e)
        {
            // Not kept: somebody may restore the schema.
            return new PlanResult(null, e.Message);
        }
    }

    private sealed record PlanResult(ResolutionPlan? Plan, string? Problem);
}
