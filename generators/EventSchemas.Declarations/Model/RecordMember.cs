namespace EventSchemas.Declarations;

/// <summary>Another record, by its full name.</summary>
/// <param name="CSharp">The type in generated code.</param>
/// <param name="RecordName">The record's full name.</param>
/// <param name="IsReference">Whether it is a class.</param>
/// <param name="Inlined">Its members where they are few and leaves, so that they are written with those around them; otherwise empty.</param>
sealed record RecordMember(string CSharp, string RecordName, bool IsReference, EquatableArray<MemberDeclaration> Inlined = default) : MemberType(CSharp, IsReference);
