using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>Nothing that one schema writes can be read as another.</summary>
public sealed class SchemaResolutionException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="eventType">The event type that was to be read.</param>
    /// <param name="incompatibilities">Why not; not empty.</param>
    public SchemaResolutionException(string eventType, IReadOnlyList<AvroIncompatibility> incompatibilities)
        : base($"{eventType} can't be read from the schema it was written with: "
            + string.Join(
                "; ",
                (incompatibilities ?? throw new ArgumentNullException(nameof(incompatibilities))).Select(IncompatibilityText.Describe)))
    {
        EventType = eventType;
        Incompatibilities = incompatibilities;
    }

    /// <summary>The event type that was to be read.</summary>
    public string EventType { get; }

    /// <summary>Why it can't be read: locations are those of the reader's schema.</summary>
    public IReadOnlyList<AvroIncompatibility> Incompatibilities { get; }
}

/// <summary>A reason in words.</summary>
static class IncompatibilityText
{
    /// <summary>
    /// The kind says what the message, which is Apache Avro's, leaves out: <c>ReaderFieldMissingDefaultValue: id (/fields/0)</c>.
    /// </summary>
    public static string Describe(this AvroIncompatibility incompatibility) =>
        $"{incompatibility.Kind}: {incompatibility.Message} ({incompatibility.Location})";
}
