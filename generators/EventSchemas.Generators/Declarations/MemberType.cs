namespace EventSchemas.Generators;

/// <summary>The type of a member as the schema and the codec see it.</summary>
/// <param name="CSharp">The type in generated code, with <c>global::</c> and its nullability.</param>
abstract record MemberType(string CSharp);
