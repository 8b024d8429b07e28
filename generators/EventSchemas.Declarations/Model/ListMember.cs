namespace EventSchemas.Declarations;

/// <summary>A list.</summary>
sealed record ListMember(string CSharp, MemberType Item, ListKind Kind) : MemberType(CSharp, Kind != ListKind.ImmutableArray);
