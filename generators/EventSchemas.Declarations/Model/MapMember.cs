namespace EventSchemas.Declarations;

/// <summary>A map with text keys.</summary>
sealed record MapMember(string CSharp, MemberType Value, MapKind Kind) : MemberType(CSharp, IsReference: true);
