using EventSchemas.Avro;

namespace EventSchemas.Generators.Tests;

/// <summary>
/// Turns any schema into one that a C# record can express: the same except for nulls outside of unions, and for unions of more than
/// records.
/// </summary>
sealed class Expressible
{
    private readonly Dictionary<string, AvroNamedSchema> _named = [];

    // A record derives from one union at most.
    private readonly HashSet<string> _branches = [];

    private Expressible()
    {
    }

    /// <summary>The schema of an event with one member of a schema's type.</summary>
    public static AvroRecordSchema Event(AvroSchema schema) =>
        new("CloudEvent", null, [new Expressible().Field(new AvroField("value", schema))]);

    private AvroSchema Of(AvroSchema schema) => schema switch
    {
        AvroNamedSchema named when _named.TryGetValue(named.Name, out AvroNamedSchema? known) => known,
        AvroRecordSchema record => new AvroRecordSchema(record.Name, null, self =>
        {
            _named.Add(record.Name, self);
            return [.. record.Fields.Select(Field)];
        }),
        AvroEnumSchema @enum => _named[@enum.Name] = new AvroEnumSchema(@enum.Name, null, @enum.Symbols, @enum.Default),
        AvroFixedSchema @fixed => _named[@fixed.Name] = new AvroFixedSchema(@fixed.Name, null, @fixed.Size, properties: @fixed.Properties),
        AvroArraySchema array => new AvroArraySchema(Of(array.Items)),
        AvroMapSchema map => new AvroMapSchema(Of(map.Values)),
        AvroUnionSchema union => Union(union),
        _ => schema.Kind == AvroSchemaKind.Null ? AvroPrimitiveSchema.Boolean : schema,
    };

    private AvroField Field(AvroField field)
    {
        AvroSchema schema = Of(field.Schema);
        AvroJson? value = schema is AvroUnionSchema { Branches: [{ Kind: AvroSchemaKind.Null }, ..] } ? AvroJson.Null
            : field.Default is null || schema.Equals(field.Schema) ? field.Default
            : DefaultGenerator.Make(schema, new Choices([1, 1, 1, 1]));
        return new AvroField(field.Name, schema, value, aliases: field.Aliases);
    }

    private AvroSchema Union(AvroUnionSchema union)
    {
        AvroSchema[] branches = [.. union.Branches.Where(branch => branch.Kind != AvroSchemaKind.Null)];
        bool isUnion = branches.Length > 1 && branches.All(
            branch => branch is AvroRecordSchema record && !_branches.Contains(record.Name));
        if (isUnion)
        {
            _branches.UnionWith(branches.Select(branch => ((AvroRecordSchema)branch).Name));
        }

        IEnumerable<AvroSchema> kept = (isUnion ? branches : branches.Take(1)).Select(Of);
        AvroSchema[] made = [.. kept];
        bool isNullable = branches.Length < union.Branches.Count || !isUnion;
        return made.Length == 0 ? AvroPrimitiveSchema.Boolean : new AvroUnionSchema(
            isNullable ? [AvroPrimitiveSchema.Null, .. made] : made);
    }
}
