using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>One of several schemas.</summary>
sealed partial class AvroUnionSchema : AvroSchema
{
    /// <summary>Creates a union.</summary>
    /// <param name="branches">The schemas; none is a union, and no two are of one kind or, where they have names, of one name.</param>
    /// <exception cref="AvroSchemaException">A branch is a union, or two branches can't be told apart.</exception>
    public AvroUnionSchema(IReadOnlyList<AvroSchema> branches)
        : base(AvroSchemaKind.Union, properties: null)
    {
        Branches = branches ?? throw new ArgumentNullException(nameof(branches));
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int tallest = 0;
        foreach (AvroSchema branch in branches)
        {
            if (branch is AvroUnionSchema)
            {
                throw new AvroSchemaException("A union can't be a branch of a union");
            }

            if (!seen.Add(TypeName(branch)))
            {
                throw new AvroSchemaException($"The union has two branches of type {TypeName(branch)}");
            }

            tallest = Math.Max(tallest, branch.Height);
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
