namespace EventSchemas.Generators;

/// <summary>A type that travels as one Avro primitive.</summary>
sealed record PrimitiveMember(string CSharp, PrimitiveKind Kind) : MemberType(CSharp);
