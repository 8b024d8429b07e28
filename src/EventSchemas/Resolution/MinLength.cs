using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>The minimum number of bytes of a schema's values, to check a claimed number of items against the data.</summary>
static class MinLength
{
    // Limits the sum for a wide schema, not which schemas are allowed.
    private const int Cap = 1 << 20;

    public static int Of(AvroSchema schema) => Of(schema, new HashSet<AvroSchema>(ReferenceEqualityComparer.Instance));

    /// <summary>The fewest bytes that an item of a list or map takes, with its key; 0 of any other schema.</summary>
    public static int OfItem(AvroSchema schema) => schema switch
    {
        AvroArraySchema array => Of(array.Items),
        AvroMapSchema map => 1 + Of(map.Values),
        _ => 0,
    };

    private static int Of(AvroSchema schema, HashSet<AvroSchema> entered) => schema switch
    {
        AvroFixedSchema @fixed => Math.Min(@fixed.Size, Cap),
        AvroUnionSchema union => 1 + (union.Branches.Count == 0 ? 0 : union.Branches.Min(b => Of(b, entered))),
        AvroRecordSchema record => OfRecord(record, entered),
        _ => schema.Kind switch
        {
            AvroSchemaKind.Null => 0,
            AvroSchemaKind.Float => sizeof(float),
            AvroSchemaKind.Double => sizeof(double),
            _ => 1,
        },
    };

    private static int OfRecord(AvroRecordSchema record, HashSet<AvroSchema> entered)
    {
        if (!entered.Add(record))
        {
            return 0;
        }

        long sum = 0;
        foreach (AvroField field in record.Fields)
        {
            sum += Of(field.Schema, entered);
        }

        entered.Remove(record);
        return (int)Math.Min(sum, Cap);
    }
}
