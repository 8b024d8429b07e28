using System;
using System.Collections.Generic;
using System.Linq;

namespace EventSchemas.Avro;

/// <summary>An edit of a field's type.</summary>
/// <param name="Kind">The kind of edit.</param>
/// <param name="Description">The edit in words.</param>
/// <param name="Schema">The type after it.</param>
readonly record struct TypeEdit(AvroEditKind Kind, string Description, AvroSchema Schema)
{
    private static readonly AvroPrimitiveSchema[] Primitives =
    [
        AvroPrimitiveSchema.Int, AvroPrimitiveSchema.Long, AvroPrimitiveSchema.Float, AvroPrimitiveSchema.Double,
        AvroPrimitiveSchema.Bytes, AvroPrimitiveSchema.String,
    ];

    /// <summary>
    /// The usual edits of a type: null is added or removed, a branch is removed, a nested primitive is promoted or demoted.
    /// </summary>
    public static IEnumerable<TypeEdit> Of(AvroSchema type)
    {
        AvroUnionSchema? union = type as AvroUnionSchema;
        if (type.Kind != AvroSchemaKind.Null && (union is null || !union.Branches.Any(SchemaPhrase.IsNull)))
        {
            IEnumerable<AvroSchema> branches = union?.Branches ?? [type];
            yield return new TypeEdit(
                AvroEditKind.MakeOptional, "make it optional", new AvroUnionSchema([AvroPrimitiveSchema.Null, .. branches]));
        }

        foreach (AvroSchema branch in union is { Branches.Count: > 1 } ? union.Branches : [])
        {
            AvroSchema[] left = [.. union!.Branches.Where(b => !ReferenceEquals(b, branch))];
            yield return new TypeEdit(
                SchemaPhrase.IsNull(branch) ? AvroEditKind.MakeRequired : AvroEditKind.RemoveBranch,
                SchemaPhrase.IsNull(branch) ? "make it required" : $"remove {SchemaPhrase.Of(branch)} from the union",
                left.Length == 1 ? left[0] : new AvroUnionSchema(left));
        }

        foreach ((AvroPrimitiveSchema from, AvroPrimitiveSchema to, AvroSchema schema) in Changes(type))
        {
            yield return new TypeEdit(AvroEditKind.ChangeType, $"change {from.Name} to {to.Name}", schema);
        }
    }

    /// <summary>The field with the type; its default stays where it is one of the new type.</summary>
    public AvroField ApplyTo(AvroField field)
    {
        AvroJson? kept = field.Default is { } value && new DefaultValue().Fits(Schema, value) ? value : null;
        return field.With(field.Name, Schema, kept ?? (field.Default is null ? null : NaturalDefault.Of(Schema)), field.Aliases);
    }

    private static IEnumerable<Change> Changes(AvroSchema type) => type switch
    {
        AvroPrimitiveSchema from => Primitives
            .Where(to => to.Kind != from.Kind && (AvroPromotion.Allows(from.Kind, to.Kind) || AvroPromotion.Allows(to.Kind, from.Kind)))
            .Select(to => new Change(from, to, to)),
        AvroArraySchema array
            => Changes(array.Items).Select(item => item with { Schema = new AvroArraySchema(item.Schema, array.Properties) }),
        AvroMapSchema map => Changes(map.Values).Select(value => value with { Schema = new AvroMapSchema(value.Schema, map.Properties) }),
        AvroUnionSchema union => union.Branches.SelectMany((branch, i) => Changes(branch)
            .Where(change => !union.Branches.Any(b => b.Kind == change.Schema.Kind && !ReferenceEquals(b, branch)))
            .Select(change => change with
            {
                Schema = new AvroUnionSchema([.. union.Branches.Select((b, j) => j == i ? change.Schema : b)]),
            })),
        _ => [],
    };

    // A primitive inside a type, its replacement, and the whole type after the edit.
    private sealed record Change(AvroPrimitiveSchema From, AvroPrimitiveSchema To, AvroSchema Schema);
}
