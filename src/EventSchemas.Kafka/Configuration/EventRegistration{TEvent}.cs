using EventSchemas.Avro;

namespace EventSchemas.Kafka;

/// <inheritdoc/>
sealed class EventRegistration<TEvent>() : EventRegistration(TEvent.Descriptor, typeof(TEvent))
    where TEvent : class, IEventContract<TEvent>
{
    public override ResolutionPlan CreatePlan(AvroSchema writer) => ResolutionPlan.Create<TEvent>(writer);

    public override object Read(ReadOnlySpan<byte> body, ResolutionPlan plan) => AvroCodec.DeserializePrefix<TEvent>(body, plan, out _);
}
