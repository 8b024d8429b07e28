namespace EventSchemas.Avro;

/// <summary>How a schema is written as JSON.</summary>
public enum AvroJsonFormat
{
    /// <summary>For files that people read: indented by two spaces, one order of keys, a newline at the end.</summary>
    File,

    /// <summary>The text that Python's <c>json.dumps(schema, sort_keys=True)</c> gives, which is what Open edX services register.</summary>
    Registry,
}
