using EventSchemas.Avro;

namespace EventSchemas.Declarations;

/// <summary>The schema of a scalar.</summary>
/// <param name="Kind">A primitive kind, or a fixed.</param>
/// <param name="LogicalType">The logical type, if it has one.</param>
/// <param name="Precision">Of a decimal, the most digits.</param>
/// <param name="Scale">Of a decimal, the digits behind the point.</param>
/// <param name="FixedName">Of a fixed, its name; otherwise empty.</param>
/// <param name="Size">Of a fixed, its size.</param>
sealed record ScalarSchema(
    AvroSchemaKind Kind,
    AvroLogicalTypeKind? LogicalType = null,
    int Precision = 0,
    int Scale = 0,
    string FixedName = "",
    int Size = 0);
