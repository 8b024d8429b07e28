namespace EventSchemas.Generators;

/// <summary>Another record, by its full name.</summary>
sealed record RecordMember(string CSharp, string RecordName, bool IsReference) : MemberType(CSharp, IsReference);
