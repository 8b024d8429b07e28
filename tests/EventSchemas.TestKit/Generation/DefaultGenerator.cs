using EventSchemas.Avro;

namespace EventSchemas.TestKit;

/// <summary>Generates defaults of fields.</summary>
public static class DefaultGenerator
{
    private const int MaxDepth = 12;

    /// <summary>A valid default, or null for a record that is still being built or that can only be infinite.</summary>
    public static AvroJson? Make(AvroSchema schema, Choices choices) => Make(schema, choices, 0);

    private static AvroJson? Make(AvroSchema schema, Choices choices, int depth)
    {
        if (depth > MaxDepth)
        {
            return null;
        }

        switch (schema)
        {
            case AvroUnionSchema union:
                return Make(union.Branches[0], choices, depth + 1);
            case AvroRecordSchema record:
                List<KeyValuePair<string, AvroJson>> members = [];
                foreach (AvroField field in record.Fields)
                {
                    if (Make(field.Schema, choices, depth + 1) is not { } value)
                    {
                        return null;
                    }

                    members.Add(new(field.Name, value));
                }

                return record.Fields.Count == 0 ? null : AvroJson.FromMembers(members);
            case AvroEnumSchema @enum:
                return AvroJson.FromString(@enum.Symbols[choices.Next(@enum.Symbols.Count)]);
            case AvroFixedSchema @fixed:
                return AvroJson.FromString(new string('x', @fixed.Size));
            case AvroArraySchema array:
                return AvroJson.FromItems(choices.Rarely(2) && Make(array.Items, choices, depth + 1) is { } item ? [item] : []);
            case AvroMapSchema map:
                return AvroJson.FromMembers(
                    choices.Rarely(2) && Make(map.Values, choices, depth + 1) is { } content ? [new("k", content)] : []);
            default:
                return schema.Kind switch
                {
                    AvroSchemaKind.Null => AvroJson.Null,
                    AvroSchemaKind.Boolean => AvroJson.FromBoolean(choices.Rarely(2)),
                    AvroSchemaKind.Int or AvroSchemaKind.Long => AvroJson.FromInteger(choices.Next(100)),
                    AvroSchemaKind.Float or AvroSchemaKind.Double => AvroJson.FromNumber(choices.Next(100) / 4.0),
                    _ => AvroJson.FromString(choices.Of("", "x")),
                };
        }
    }
}
