namespace EventSchemas.Generators;

/// <summary>A member of a record.</summary>
/// <param name="Name">The property's name, as it stands in C# (with <c>@</c> where it is a keyword).</param>
/// <param name="FieldName">The name in the schema.</param>
/// <param name="Type">The type.</param>
/// <param name="Default">The default, where there is one.</param>
sealed record MemberDeclaration(string Name, string FieldName, MemberType Type, MemberDefault? Default);
