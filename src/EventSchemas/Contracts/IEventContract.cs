using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// What the generator implements on an event record: its description, its codec and its producer stub. Not meant to be
/// implemented by hand.
/// </summary>
/// <typeparam name="TSelf">The event record.</typeparam>
public interface IEventContract<TSelf>
    where TSelf : class, IEventContract<TSelf>
{
    /// <summary>What the event's declaration says: type, schema, topic, key, flag, owner.</summary>
    static abstract EventDescriptor Descriptor { get; }

    /// <summary>The event type as in the <c>ce_type</c> header.</summary>
    static virtual string EventType => TSelf.Descriptor.EventType;

    /// <summary>The Avro schema that the event is written with.</summary>
    static virtual AvroSchema Schema => TSelf.Descriptor.Schema;

    /// <summary>The generated producer interface of this event, for example <c>ICourseEnrollmentCreatedProducer</c>.</summary>
    static abstract Type ProducerType { get; }

    /// <summary>Creates the implementation of <see cref="ProducerType"/> on a publisher.</summary>
    /// <param name="publisher">What publishes.</param>
    static abstract IEventProducer<TSelf> CreateProducer(IEventPublisher publisher);

    /// <summary>Writes an event as Avro binary.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="EventDataException">
    /// A member that the schema requires is <see langword="null"/>, or a text is not valid Unicode.
    /// </exception>
    static abstract void Write(ref AvroWriter writer, TSelf value);

    /// <summary>Writes the event's key as Avro binary; writes nothing where the event declares no key.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="value">The event.</param>
    /// <exception cref="EventDataException">The key, or a record on the way to it, is <see langword="null"/>.</exception>
    static abstract void WriteKey(ref AvroWriter writer, TSelf value);

    /// <summary>Reads an event that was written with this very schema.</summary>
    /// <param name="reader">Where from.</param>
    /// <exception cref="EventDataException">The bytes are not such an event.</exception>
    static abstract TSelf Read(ref AvroReader reader);

    /// <summary>Reads an event that was written with another schema.</summary>
    /// <param name="reader">Where from.</param>
    /// <param name="plan">How that schema resolves to this one.</param>
    /// <exception cref="EventDataException">
    /// The bytes are not such an event, or hold a value that this schema has no place for.
    /// </exception>
    static abstract TSelf Read(ref AvroReader reader, ResolutionPlan plan);
}
