namespace EventSchemas.Avro.Tests;

/// <summary>Schemas without what is not on the wire: docs, defaults, aliases, logical types, properties, the order of sorting.</summary>
static class Bare
{
    public static AvroSchema Of(AvroSchema schema) => Copy(schema, []);

    /// <summary>The fields whose aliases are names of other fields of their record.</summary>
    public static IEnumerable<AvroField> CollidingFields(AvroSchema schema) =>
        Records(schema, []).SelectMany(record => record.Fields.Where(field => field.Aliases.Any(alias => alias != field.Name && record.Field(alias) is not null)));

    private static AvroSchema Copy(AvroSchema schema, Dictionary<string, AvroNamedSchema> copies) => schema switch
    {
        AvroNamedSchema named when copies.TryGetValue(named.FullName, out AvroNamedSchema? copy) => copy,
        AvroRecordSchema record => new AvroRecordSchema(record.Name, record.Namespace, self =>
        {
            copies.Add(record.FullName, self);
            return [.. record.Fields.Select(field => new AvroField(field.Name, Copy(field.Schema, copies)))];
        }),
        AvroEnumSchema @enum => copies[@enum.FullName] = new AvroEnumSchema(@enum.Name, @enum.Namespace, @enum.Symbols),
        AvroFixedSchema @fixed => copies[@fixed.FullName] = new AvroFixedSchema(@fixed.Name, @fixed.Namespace, @fixed.Size),
        AvroArraySchema array => new AvroArraySchema(Copy(array.Items, copies)),
        AvroMapSchema map => new AvroMapSchema(Copy(map.Values, copies)),
        AvroUnionSchema union => new AvroUnionSchema([.. union.Branches.Select(branch => Copy(branch, copies))]),
        _ => new AvroPrimitiveSchema(schema.Kind),
    };

    private static IEnumerable<AvroRecordSchema> Records(AvroSchema schema, HashSet<string> entered) => schema switch
    {
        AvroRecordSchema record => entered.Add(record.FullName) ? record.Fields.SelectMany(field => Records(field.Schema, entered)).Prepend(record) : [],
        AvroArraySchema array => Records(array.Items, entered),
        AvroMapSchema map => Records(map.Values, entered),
        AvroUnionSchema union => union.Branches.SelectMany(branch => Records(branch, entered)),
        _ => [],
    };
}
