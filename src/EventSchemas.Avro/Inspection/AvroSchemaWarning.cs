namespace EventSchemas.Avro;

/// <summary>Something odd in a schema that is read nevertheless.</summary>
/// <param name="Kind">What kind of oddity.</param>
/// <param name="Location">Where, as a JSON pointer into the schema; <see cref="AvroSchemaDocument.Locate"/> finds the place in the text.</param>
/// <param name="Message">What is odd, and what becomes of it.</param>
public sealed record AvroSchemaWarning(AvroSchemaWarningKind Kind, string Location, string Message);
