using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Schemas without docs, logical types, properties and sort orders.</summary>
public static class ReducedSchema
{
    /// <summary>The schema with only what affects the encoding: defaults and aliases are removed too.</summary>
    public static AvroSchema Of(AvroSchema schema) => Copy(schema, [], forResolution: false);

    /// <summary>The schema with only what affects schema resolution.</summary>
    public static AvroSchema ForResolution(AvroSchema schema) => Copy(schema, [], forResolution: true);

    /// <summary>The fields whose aliases are names of other fields of their record.</summary>
    public static IEnumerable<AvroField> CollidingFields(AvroSchema schema) =>
        Records(schema, []).SelectMany(record => record.Fields
            .Where(field => field.Aliases.Any(alias => alias != field.Name && record.Field(alias) is not null)));

    private static AvroSchema Copy(AvroSchema schema, Dictionary<string, AvroNamedSchema> copies, bool forResolution) => schema switch
    {
        AvroNamedSchema named when copies.TryGetValue(named.FullName, out AvroNamedSchema? copy) => copy,
        AvroRecordSchema record => new AvroRecordSchema(
            record.Name,
            record.Namespace,
            self =>
            {
                copies.Add(record.FullName, self);
                return [.. record.Fields.Select(field => new AvroField(
                    field.Name,
                    Copy(field.Schema, copies, forResolution),
                    forResolution ? field.Default : null,
                    aliases: forResolution ? field.Aliases : null))];
            },
            aliases: forResolution ? record.Aliases : null),
        AvroEnumSchema @enum => copies[@enum.FullName] = new AvroEnumSchema(
            @enum.Name, @enum.Namespace, @enum.Symbols, forResolution ? @enum.Default : null, null, forResolution ? @enum.Aliases : null),
        AvroFixedSchema @fixed => copies[@fixed.FullName] = new AvroFixedSchema(
            @fixed.Name, @fixed.Namespace, @fixed.Size, aliases: forResolution ? @fixed.Aliases : null),
        AvroArraySchema array => new AvroArraySchema(Copy(array.Items, copies, forResolution)),
        AvroMapSchema map => new AvroMapSchema(Copy(map.Values, copies, forResolution)),
        AvroUnionSchema union => new AvroUnionSchema([.. union.Branches.Select(branch => Copy(branch, copies, forResolution))]),
        _ => new AvroPrimitiveSchema(schema.Kind),
    };

    private static IEnumerable<AvroRecordSchema> Records(AvroSchema schema, HashSet<string> entered) => schema switch
    {
        AvroRecordSchema record => entered.Add(record.FullName)
            ? record.Fields.SelectMany(field => Records(field.Schema, entered)).Prepend(record)
            : [],
        AvroArraySchema array => Records(array.Items, entered),
        AvroMapSchema map => Records(map.Values, entered),
        AvroUnionSchema union => union.Branches.SelectMany(branch => Records(branch, entered)),
        _ => [],
    };
}
