using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>What one schema writes can't be read as another.</summary>
public sealed class SchemaResolutionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="eventType">The event type that was to be read.</param>
    /// <param name="incompatibilities">Why not; not empty.</param>
    public SchemaResolutionException(string eventType, IReadOnlyList<AvroIncompatibility> incompatibilities)
        : base($"{eventType} can't be read from the schema it was written with: "
            + string.Join("; ", (incompatibilities ?? throw new ArgumentNullException(nameof(incompatibilities))).Select(i => $"{i.Message} ({i.Location})")))
    {
        EventType = eventType;
        Incompatibilities = incompatibilities;
    }

    /// <summary>The event type that was to be read.</summary>
    public string EventType { get; }

    /// <summary>Why it can't be read: locations are those of the reader's schema.</summary>
    public IReadOnlyList<AvroIncompatibility> Incompatibilities { get; }
}
