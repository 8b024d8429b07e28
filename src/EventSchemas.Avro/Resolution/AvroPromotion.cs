namespace EventSchemas.Avro;

/// <summary>
/// Which kinds of data can be read as another kind: the promotions of the specification's schema resolution. Safe for concurrent use.
/// </summary>
public static class AvroPromotion
{
    /// <summary>Whether data of one primitive kind can be read as another, or as the same.</summary>
    /// <param name="writer">The kind that was written.</param>
    /// <param name="reader">The kind to read as.</param>
    /// <returns>Whether both are primitive and the promotion exists; false for other kinds, which depend on their content.</returns>
    public static bool Allows(AvroSchemaKind writer, AvroSchemaKind reader) => (writer, reader) switch
    {
        (AvroSchemaKind.Int, AvroSchemaKind.Long or AvroSchemaKind.Float or AvroSchemaKind.Double) => true,
        (AvroSchemaKind.Long, AvroSchemaKind.Float or AvroSchemaKind.Double) => true,
        (AvroSchemaKind.Float, AvroSchemaKind.Double) => true,
        (AvroSchemaKind.String, AvroSchemaKind.Bytes) or (AvroSchemaKind.Bytes, AvroSchemaKind.String) => true,
        _ => writer == reader && writer <= AvroSchemaKind.String,
    };

    /// <summary>
    /// Whether a promotion can change a value: large integers lose digits as floating-point numbers, and not all bytes are UTF-8.
    /// </summary>
    /// <param name="writer">The kind that was written.</param>
    /// <param name="reader">The kind to read as.</param>
    public static bool IsLossy(AvroSchemaKind writer, AvroSchemaKind reader) => (writer, reader) switch
    {
        (AvroSchemaKind.Int, AvroSchemaKind.Float) => true,
        (AvroSchemaKind.Long, AvroSchemaKind.Float or AvroSchemaKind.Double) => true,
        (AvroSchemaKind.Bytes, AvroSchemaKind.String) => true,
        _ => false,
    };
}
