using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>
/// How events that another schema wrote are read as a record: worked out once for a schema, then followed for each message.
/// It is compiled from the <see cref="AvroResolution"/> of the two, so it reads every value that the writer can write exactly where
/// <see cref="AvroCompatibility.CanRead"/> finds nothing. Units of time and scales of decimals are converted.
/// Immutable and safe to share between threads.
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
    public ResolutionNode Root =>
        RootOrNull ?? throw new InvalidOperationException("An identity plan has no nodes: read with the record's own schema.");

    private ResolutionNode? RootOrNull { get; }

    /// <summary>Works out how to read what a schema wrote.</summary>
    /// <typeparam name="TEvent">The event record.</typeparam>
    /// <param name="writer">The schema that the events were written with.</param>
    /// <exception cref="SchemaResolutionException">
    /// No event can be read as the record. Where only some can't, there is a plan: reading fails where the data holds what the record
    /// has no place for, such as a branch of a union, a symbol, or an item of a list.
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
        AvroSchema reader = TEvent.Descriptor.ReadingSchema;
        AvroResolution resolution;
        try
        {
            resolution = AvroResolution.Of(reader, writer);
        }
        catch (AvroSchemaException e)
        {
            incompatibilities = [new AvroIncompatibility(AvroIncompatibilityKind.TypeMismatch, "/", e.Message)];
            return null;
        }

        if (resolution.Readability == AvroReadability.None)
        {
            incompatibilities = resolution.ListFailures();
            return null;
        }

        incompatibilities = [];
        ResolutionNode root = ResolutionPlanCompiler.Compile(resolution, writer, reader);
        return new ResolutionPlan(writer, root.IsStraight ? null : root);
    }
}
