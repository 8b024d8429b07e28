using EventSchemas.Avro;

namespace EventSchemas.Contracts;

/// <summary>The records of a schema.</summary>
static class SchemaRecords
{
    /// <summary>Every record within a schema, each once, in the order of the schema.</summary>
    public static IReadOnlyList<AvroRecordSchema> Within(AvroSchema schema)
    {
        var found = new List<AvroRecordSchema>();
        Add(found, schema);
        return found;
    }

    private static void Add(List<AvroRecordSchema> found, AvroSchema schema)
    {
        switch (schema)
        {
            case AvroRecordSchema record when !found.Contains(record):
                found.Add(record);
                foreach (AvroField field in record.Fields)
                {
                    Add(found, field.Schema);
                }

                break;
            case AvroArraySchema array:
                Add(found, array.Items);
                break;
            case AvroMapSchema map:
                Add(found, map.Values);
                break;
            case AvroUnionSchema union:
                foreach (AvroSchema branch in union.Branches)
                {
                    Add(found, branch);
                }

                break;
            default:
                break;
        }
    }
}
