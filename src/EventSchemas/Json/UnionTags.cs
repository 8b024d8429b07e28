using System.Runtime.CompilerServices;
using EventSchemas.Avro;

namespace EventSchemas;

/// <summary>What values of a union look like in JSON.</summary>
sealed class UnionTags
{
    private static readonly ConditionalWeakTable<AvroUnionSchema, UnionTags> Known = [];

    private readonly JsonShapes[] _shapes;

    private UnionTags(AvroUnionSchema union)
    {
        Names = [.. union.Branches.Select(NameOf)];
        _shapes = [.. union.Branches.Select(ShapesOf)];
        JsonShapes seen = default;
        foreach (JsonShapes shapes in _shapes)
        {
            NeedTags |= (seen & shapes) != 0;
            seen |= shapes;
        }
    }

    /// <summary>The names of the branches, as tags.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether some branches look alike, so that the plain form tags them too.</summary>
    public bool NeedTags { get; }

    public static UnionTags Of(AvroUnionSchema union) => Known.GetValue(union, static union => new UnionTags(union));

    /// <summary>The branch that has values of a shape; or -1.</summary>
    public int BranchOf(JsonShapes shape) => Array.FindIndex(_shapes, shapes => (shapes & shape) != 0);

    public static string NameOf(AvroSchema schema) => schema is AvroNamedSchema named ? named.FullName : schema.Kind switch
    {
        AvroSchemaKind.Null => "null",
        AvroSchemaKind.Boolean => "boolean",
        AvroSchemaKind.Int => "int",
        AvroSchemaKind.Long => "long",
        AvroSchemaKind.Float => "float",
        AvroSchemaKind.Double => "double",
        AvroSchemaKind.Bytes => "bytes",
        AvroSchemaKind.String => "string",
        AvroSchemaKind.Array => "array",
        _ => "map",
    };

    private static JsonShapes ShapesOf(AvroSchema schema) => schema.Kind switch
    {
        AvroSchemaKind.Null => JsonShapes.Null,
        AvroSchemaKind.Boolean => JsonShapes.Boolean,
        AvroSchemaKind.Int or AvroSchemaKind.Long => schema.LogicalType is null ? JsonShapes.Number : JsonShapes.Number | JsonShapes.Text,

        // What isn't a number is a text in JSON.
        AvroSchemaKind.Float or AvroSchemaKind.Double => JsonShapes.Number | JsonShapes.Text,
        AvroSchemaKind.Bytes or AvroSchemaKind.Fixed => schema.LogicalType is { Kind: AvroLogicalTypeKind.Decimal }
            ? JsonShapes.Number | JsonShapes.Text
            : JsonShapes.Text,
        AvroSchemaKind.Array => JsonShapes.Array,
        AvroSchemaKind.Record or AvroSchemaKind.Map => JsonShapes.Object,
        _ => JsonShapes.Text,
    };
}

/// <summary>Kinds of JSON values.</summary>
[Flags]
enum JsonShapes
{
    Null = 1,
    Boolean = 2,
    Number = 4,
    Text = 8,
    Array = 16,
    Object = 32,
}
