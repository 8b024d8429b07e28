using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>The default that a type suggests: null, zero, the empty text or list, a record of such values.</summary>
sealed class NaturalDefault
{
    private const int MostValues = 1000;

    private readonly HashSet<AvroSchema> _entered = [];
    private int _values;

    private NaturalDefault()
    {
    }

    /// <summary>The default; or null where the type has no end or no value, or the default would be too large to be one.</summary>
    public static AvroJson? Of(AvroSchema schema) => new NaturalDefault().ValueOf(schema);

    private AvroJson? ValueOf(AvroSchema schema) => ++_values > MostValues ? null : schema switch
    {
        AvroUnionSchema union => union.Branches.Count == 0 ? null : ValueOf(union.Branches[0]),
        AvroRecordSchema record => FieldsOf(record),
        AvroEnumSchema @enum => @enum.Symbols.Count == 0 ? null : AvroJson.FromString(@enum.Default ?? @enum.Symbols[0]),
        AvroFixedSchema @fixed => @fixed.Size > MostValues ? null : AvroJson.FromString(new string('\0', @fixed.Size)),
        _ => schema.Kind switch
        {
            AvroSchemaKind.Null => AvroJson.Null,
            AvroSchemaKind.Boolean => AvroJson.False,
            AvroSchemaKind.Int or AvroSchemaKind.Long => AvroJson.FromInteger(0),
            AvroSchemaKind.Float or AvroSchemaKind.Double => AvroJson.FromNumber(0),
            AvroSchemaKind.Array => AvroJson.FromItems([]),
            AvroSchemaKind.Map => AvroJson.FromMembers([]),
            _ => AvroJson.FromString(""),
        },
    };

    private AvroJson? FieldsOf(AvroRecordSchema record)
    {
        if (!_entered.Add(record))
        {
            return null;
        }

        var members = new List<KeyValuePair<string, AvroJson>>();
        foreach (AvroField field in record.Fields)
        {
            if (ValueOf(field.Schema) is not { } value)
            {
                return null;
            }

            members.Add(new KeyValuePair<string, AvroJson>(field.Name, value));
        }

        _entered.Remove(record);
        return AvroJson.FromMembers(members);
    }
}
