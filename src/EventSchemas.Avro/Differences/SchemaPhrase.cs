using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>Schemas in a person's words.</summary>
static class SchemaPhrase
{
    /// <summary>For example <c>optional string</c>, or <c>a list of Part</c>.</summary>
    public static string Of(AvroSchema schema) => schema switch
    {
        AvroUnionSchema { Branches.Count: 2 } union when union.Branches.Any(IsNull) =>
            $"optional {Of(union.Branches.First(branch => !IsNull(branch)))}",
        AvroUnionSchema union => $"one of {OfAll(union.Branches)}",
        AvroArraySchema array => $"a list of {Of(array.Items)}",
        AvroMapSchema map => $"a map of {Of(map.Values)}",
        AvroNamedSchema { LogicalType: { } logical } named => $"{logical} ({named.Name})",
        AvroNamedSchema named => named.Name,
        AvroPrimitiveSchema { LogicalType: { } logical } primitive => $"{logical} ({primitive.Name})",
        _ => ((AvroPrimitiveSchema)schema).Name,
    };

    /// <summary>Several schemas, with commas.</summary>
    public static string OfAll(IEnumerable<AvroSchema> schemas) => string.Join(", ", schemas.Select(Of));

    /// <summary>A field's type, and its default where it has one.</summary>
    public static string Of(AvroField field) => Of(field.Schema) + (field.Default is null ? "" : $", default {field.Default}");

    public static bool IsNull(AvroSchema schema) => schema.Kind == AvroSchemaKind.Null;
}
