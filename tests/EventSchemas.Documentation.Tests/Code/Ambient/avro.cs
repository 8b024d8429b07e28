global using EventSchemas.Avro;

static class Ambient
{
    static readonly string text = "\"string\"";
    static readonly AvroSchema schema = AvroSchema.Parse(text);
    static readonly AvroSchema reader = schema;
    static readonly AvroSchema writer = schema;
    static readonly AvroSchema old = schema;
    static readonly AvroSchema candidate = schema;
    static readonly IReadOnlyList<AvroSchema> history = [schema];
}
