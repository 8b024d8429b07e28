namespace EventSchemas.Declarations;

/// <summary>A type that travels as one Avro primitive or fixed.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Kind">How it is written and read.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsReference">Whether the C# type can be null although the member is not nullable.</param>
sealed record ScalarMember(string CSharp, ScalarKind Kind, ScalarSchema Schema, bool IsReference = false) : MemberType(CSharp, IsReference);
