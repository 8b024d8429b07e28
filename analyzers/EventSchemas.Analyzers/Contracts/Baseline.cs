using EventSchemas.Avro;

namespace EventSchemas.Analyzers;

/// <summary>A contract file's schema, or what is wrong with its text.</summary>
sealed record Baseline(AvroSchema? Schema, AvroSchemaException? Problem)
{
    public static Baseline Parse(string text)
    {
        try
        {
            return new Baseline(AvroSchema.Parse(text), null);
        }
        catch (AvroSchemaException e)
        {
            return new Baseline(null, e);
        }
    }
}
