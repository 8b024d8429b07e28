using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// How events that another schema wrote are read as a record: worked out once for a schema, then followed for each message.
/// Immutable and safe to share between threads. Follows the schema resolution of the Avro 1.12 specification; record names
/// are compared without their namespace.
/// </summary>
public sealed class ResolutionPlan
{
    private ResolutionPlan(AvroSchema writer, ResolutionNode? root)
    {
        Writer = writer;
        RootOrNull = root;
    }

    /// <summary>The schema that the events were written with.</summary>
    public AvroSchema Writer { get; }

    /// <summary>Whether that schema puts the same bytes on the wire as the record's own, so that the straight reader serves.</summary>
    public bool IsIdentity => RootOrNull is null;

    /// <summary>Where reading begins.</summary>
    /// <exception cref="InvalidOperationException">The plan is the identity, which needs no nodes.</exception>
    public ResolutionNode Root => RootOrNull ?? throw new InvalidOperationException("An identity plan has no nodes: read with the record's own schema.");

    private ResolutionNode? RootOrNull { get; }

    /// <summary>Works out how to read what a schema wrote.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="writer">The schema that the events were written with.</param>
    /// <exception cref="SchemaResolutionException">
    /// They can't be read as the record. A union's branch that the record has no place for doesn't count: reading fails only
    /// where the data holds it.
    /// </exception>
    public static ResolutionPlan Create<TEvent>(AvroSchema writer)
        where TEvent : class, IEventContract<TEvent>
    {
        ArgumentNullException.ThrowIfNull(writer);
        return TryCreate<TEvent>(writer, out IReadOnlyList<AvroIncompatibility> incompatibilities)
            ?? throw new SchemaResolutionException(TEvent.EventType, incompatibilities);
    }

    internal static ResolutionPlan? TryCreate<TEvent>(AvroSchema writer, out IReadOnlyList<AvroIncompatibility> incompatibilities)
        where TEvent : class, IEventContract<TEvent>
    {
        if (IsSameOnTheWire(writer, TEvent.Schema))
        {
            incompatibilities = [];
            return new ResolutionPlan(writer, root: null);
        }

        ResolutionNode root = ResolutionPlanBuilder.Build(writer, TEvent.Descriptor.ReadingSchema, out incompatibilities);
        return incompatibilities.Count == 0 ? new ResolutionPlan(writer, root.IsStraight ? null : root) : null;
    }

    // The canonical form leaves logical types out, and a decimal of another scale or a time of another unit has the same bytes.
    private static bool IsSameOnTheWire(AvroSchema writer, AvroSchema reader) =>
        writer.Equals(reader)
        || (writer.ToCanonicalForm() == reader.ToCanonicalForm() && LogicalTypeResolution.AreSame(writer, reader));
}
