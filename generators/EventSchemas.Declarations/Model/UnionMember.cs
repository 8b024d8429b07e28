namespace EventSchemas.Declarations;

/// <summary>An abstract record: one of the records that derive from it.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="Name">Its name in messages.</param>
/// <param name="Branches">The branches in the order of the wire.</param>
sealed record UnionMember(string CSharp, string Name, EquatableArray<RecordMember> Branches) : MemberType(CSharp, IsReference: true);
