using EventSchemas.Avro;

namespace EventSchemas.Benchmarks;

/// <summary>A schema that wrote the same bytes under other names, so that no shortcut serves: it has to be read by a plan.</summary>
static class OlderSchema
{
    public static AvroSchema Of(AvroSchema schema) =>
        AvroSchema.Parse(schema.ToJson().Replace("\"namespace\": \"", "\"namespace\": \"older.", StringComparison.Ordinal));
}
