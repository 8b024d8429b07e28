using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>An event with its schema as text, built once and shared by all that is written about the event.</summary>
/// <param name="Declaration">The complete declaration.</param>
/// <param name="Schema">The schema as it is registered; null where the event has none.</param>
/// <param name="ReadingSchema">The schema that reads data of other schemas, if it is a different one.</param>
sealed record EventSchema(EventDeclaration Declaration, string? Schema, string? ReadingSchema)
{
    /// <summary>Builds the schema of a complete declaration.</summary>
    public static EventSchema Of(EventDeclaration declaration) => new(
        declaration,
        EventSchemaBuilder.Build(declaration)?.ToJson(AvroJsonFormat.Registry),
        EventSchemaBuilder.BuildForReading(declaration)?.ToJson(AvroJsonFormat.Registry));
}
