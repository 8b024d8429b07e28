using EventSchemas.Avro;

namespace EventSchemas.Testing;

/// <summary>How an <see cref="EmbeddedSchemaRegistry"/> is made. Immutable.</summary>
public sealed record EmbeddedSchemaRegistryOptions
{
    /// <summary>
    /// The level of subjects that have none of their own; <see cref="CompatibilityLevel.Backward"/> by default, as Confluent's.
    /// </summary>
    public CompatibilityLevel Compatibility { get; init; } = CompatibilityLevel.Backward;

    /// <summary>The port on loopback; by default 0, which takes a free one.</summary>
    public int Port { get; init; }
}
