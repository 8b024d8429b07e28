namespace EventSchemas.Avro;

/// <summary>What a schema's values mean beyond their kind, as the Avro 1.12 specification's section on logical types has it. Immutable.</summary>
/// <param name="Kind">Which logical type.</param>
/// <param name="Precision">Of a decimal, the most digits that a value has, from 1; 0 for any other.</param>
/// <param name="Scale">Of a decimal, how many of the digits stand behind the point, from 0 to the precision; 0 for any other.</param>
public sealed record AvroLogicalType(AvroLogicalTypeKind Kind, int Precision = 0, int Scale = 0)
{
    /// <summary>The name in a schema, for example <c>timestamp-millis</c>.</summary>
    public string Name => LogicalTypeTable.NameOf(Kind);

    /// <summary>The name, and of a decimal its precision and scale: <c>decimal(9, 2)</c>.</summary>
    public override string ToString() => Kind == AvroLogicalTypeKind.Decimal ? $"{Name}({Precision}, {Scale})" : Name;
}
