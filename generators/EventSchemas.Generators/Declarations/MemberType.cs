namespace EventSchemas.Generators;

/// <summary>The type of a member as the schema and the codec see it.</summary>
/// <param name="CSharp">The type in generated code, with <c>global::</c> and its nullability.</param>
abstract record MemberType(string CSharp);

/// <summary>A type that travels as one Avro primitive.</summary>
sealed record PrimitiveMember(string CSharp, PrimitiveKind Kind) : MemberType(CSharp);

/// <summary>Another record, by its full name.</summary>
sealed record RecordMember(string CSharp, string RecordName) : MemberType(CSharp);

/// <summary>A list.</summary>
sealed record ListMember(string CSharp, MemberType Item, ListKind Kind) : MemberType(CSharp);

/// <summary>A map with text keys.</summary>
sealed record MapMember(string CSharp, MemberType Value) : MemberType(CSharp);

/// <summary>A type or nothing.</summary>
sealed record NullableMember(string CSharp, MemberType Value, bool IsValueType) : MemberType(CSharp);
