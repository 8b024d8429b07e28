namespace EventSchemas.Generators;

/// <summary>An enum.</summary>
sealed record EnumMember(string CSharp, EnumDeclaration Enum) : MemberType(CSharp, IsReference: false);
