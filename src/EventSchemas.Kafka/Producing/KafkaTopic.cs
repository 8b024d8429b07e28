using EventSchemas.Avro;

namespace EventSchemas.Kafka;

/// <summary>A topic of an event, with the schemas of its messages. Immutable.</summary>
/// <param name="Name">The topic, with the deployment's prefix.</param>
/// <param name="Value">The event's schema.</param>
/// <param name="Key">The key's schema, or null if the event has no key.</param>
sealed record KafkaTopic(string Name, SubjectSchema Value, SubjectSchema? Key)
{
    public static KafkaTopic Create(string name, EventDescriptor descriptor, RegistryClient registry)
    {
        EventConventions conventions = descriptor.Conventions;
        string recordName = ((AvroRecordSchema)descriptor.Schema).FullName;
        return new KafkaTopic(
            name,
            new SubjectSchema(registry, conventions.ValueSubject(name, recordName), descriptor.RegistryText),
            descriptor.Key is { } key
                ? new SubjectSchema(registry, conventions.KeySubject(name, key.PrimitiveName), key.RegistryText)
                : null);
    }
}
