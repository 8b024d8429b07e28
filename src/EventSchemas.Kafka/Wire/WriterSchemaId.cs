namespace EventSchemas.Kafka;

/// <summary>What a message says of the schema that wrote its value: the registry's id, or the schema's GUID.</summary>
/// <param name="Number">The id; 0 where a GUID takes its place.</param>
/// <param name="Guid">The GUID; empty where there is an id.</param>
readonly record struct WriterSchemaId(int Number, Guid Guid = default)
{
    /// <summary>The id; null where a GUID takes its place.</summary>
    public int? Id => Guid == Guid.Empty ? Number : null;

    /// <summary>For messages.</summary>
    public override string ToString() => Guid == Guid.Empty ? $"id {Number}" : $"GUID {Guid}";
}
