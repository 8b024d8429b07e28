namespace EventSchemas.Declarations;

/// <summary>A type or nothing.</summary>
sealed record NullableMember(string CSharp, MemberType Value) : MemberType(CSharp, IsReference: false);
