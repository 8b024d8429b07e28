using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// Chooses the Avro logical type that a date-time, a time of day or a <see cref="Guid"/> travels as, in place of the one that its
/// event's conventions give it.
/// </summary>
/// <param name="kind">
/// For <see cref="DateTimeOffset"/> a timestamp; for <see cref="DateTime"/> a timestamp or local timestamp; for <see cref="TimeOnly"/>
/// a time; for <see cref="Guid"/> the UUID. Values are truncated to the unit.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class AvroLogicalTypeAttribute(AvroLogicalTypeKind kind) : Attribute
{
    /// <summary>The logical type.</summary>
    public AvroLogicalTypeKind Kind { get; } = kind;
}
