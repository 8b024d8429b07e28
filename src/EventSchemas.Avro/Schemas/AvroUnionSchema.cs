using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>One of several schemas.</summary>
public sealed class AvroUnionSchema : AvroSchema
{
    /// <summary>Creates a union.</summary>
    /// <param name="branches">The schemas; none is a union, and no two have the same kind or, if they are named, the same name.</param>
    /// <exception cref="AvroSchemaException">A branch is a union, or two branches can't be distinguished.</exception>
    public AvroUnionSchema(IReadOnlyList<AvroSchema> branches)
        : base(AvroSchemaKind.Union, properties: null)
    {
        Branches = FrozenList<AvroSchema>.Of(branches ?? throw new ArgumentNullException(nameof(branches)));
        int tallest = 0;
        for (int i = 0; i < Branches.Count; i++)
        {
            if (Branches[i] is AvroUnionSchema)
            {
                throw new AvroSchemaException("A union can't be a branch of a union");
            }

            tallest = Math.Max(tallest, Branches[i].Height);
        }

        if (Repetition.IndexOf(Branches, TypeName) is >= 0 and int repeated)
        {
            throw new AvroSchemaException($"The union has two branches of type {TypeName(Branches[repeated])}");
        }

        SetHeight(tallest);
    }

    /// <summary>The schemas in the order of the wire.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; }

    private static string TypeName(AvroSchema schema) => schema switch
    {
        AvroNamedSchema named => named.FullName,
        AvroPrimitiveSchema primitive => primitive.Name,
        AvroArraySchema => "array",
        _ => "map",
    };
}
