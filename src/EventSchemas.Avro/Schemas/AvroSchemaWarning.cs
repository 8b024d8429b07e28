namespace EventSchemas.Avro;

/// <summary>Something odd in a schema that is read nevertheless.</summary>
/// <param name="Kind">The kind of warning.</param>
/// <param name="Location">
/// Where, as a JSON pointer into the schema; <see cref="AvroSchemaDocument.Locate"/> finds the place in the text.
/// </param>
/// <param name="Message">What is unusual, and its consequence.</param>
public sealed record AvroSchemaWarning(AvroSchemaWarningKind Kind, string Location, string Message);

/// <summary>What can be odd about a schema that is read nevertheless.</summary>
public enum AvroSchemaWarningKind
{
    /// <summary>A logical type that the specification doesn't have. It is ignored.</summary>
    UnknownLogicalType,

    /// <summary>A logical type on a schema that it doesn't apply to, or with parameters that make no sense. It is ignored.</summary>
    MisappliedLogicalType,

    /// <summary>A namespace with a hyphen. The specification has none; event types of Open edX do.</summary>
    NonstandardNamespace,

    /// <summary>
    /// A default that is not a value of its field's type; where that is a union, of its first branch. A reader that needs it fails.
    /// </summary>
    InvalidDefault,
}
