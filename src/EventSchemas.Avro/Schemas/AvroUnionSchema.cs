using System;
using System.Collections.Generic;

namespace EventSchemas.Avro;

/// <summary>One of several schemas.</summary>
sealed partial class AvroUnionSchema : AvroSchema
{
    private const int BranchesToCompareOneByOne = 8;

    /// <summary>Creates a union.</summary>
    /// <param name="branches">The schemas; none is a union, and no two are of one kind or, where they have names, of one name.</param>
    /// <exception cref="AvroSchemaException">A branch is a union, or two branches can't be told apart.</exception>
    public AvroUnionSchema(IReadOnlyList<AvroSchema> branches)
        : base(AvroSchemaKind.Union, properties: null)
    {
        Branches = FrozenList<AvroSchema>.Of(branches ?? throw new ArgumentNullException(nameof(branches)));
        HashSet<string>? names = Branches.Count > BranchesToCompareOneByOne ? new HashSet<string>(StringComparer.Ordinal) : null;
        int tallest = 0;
        for (int i = 0; i < Branches.Count; i++)
        {
            AvroSchema branch = Branches[i];
            if (branch is AvroUnionSchema)
            {
                throw new AvroSchemaException("A union can't be a branch of a union");
            }

            if (names is null ? IsAmong(Branches, i) : !names.Add(TypeName(branch)))
            {
                throw new AvroSchemaException($"The union has two branches of type {TypeName(branch)}");
            }

            tallest = Math.Max(tallest, branch.Height);
        }

        SetHeight(tallest);
    }

    /// <summary>The schemas in the order of the wire.</summary>
    public IReadOnlyList<AvroSchema> Branches { get; }

    private static bool IsAmong(IReadOnlyList<AvroSchema> branches, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (branches[i].Kind == branches[count].Kind && TypeName(branches[i]) == TypeName(branches[count]))
            {
                return true;
            }
        }

        return false;
    }

    private static string TypeName(AvroSchema schema) => schema switch
    {
        AvroNamedSchema named => named.FullName,
        AvroPrimitiveSchema primitive => primitive.Name,
        AvroArraySchema => "array",
        _ => "map",
    };
}
