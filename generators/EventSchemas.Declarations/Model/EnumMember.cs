namespace EventSchemas.Declarations;

/// <summary>An enum.</summary>
sealed record EnumMember(string CSharp, EnumDeclaration Enum) : MemberType(CSharp, IsReference: false);
