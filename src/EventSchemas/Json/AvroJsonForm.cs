namespace EventSchemas;

/// <summary>How Avro data is written as JSON.</summary>
public enum AvroJsonForm
{
    /// <summary>
    /// For people and tools. Logical types are ISO 8601 texts, UUIDs and decimal numbers, or their underlying value if such a text can't
    /// hold it; bytes are base64. The value of a union has no tag, unless branches of that union look alike in JSON.
    /// </summary>
    Plain,

    /// <summary>
    /// The JSON encoding of the Avro specification: a value of a union is an object whose only member is the branch's name, bytes are text
    /// in ISO 8859-1, logical types are their underlying values.
    /// </summary>
    Avro,
}
