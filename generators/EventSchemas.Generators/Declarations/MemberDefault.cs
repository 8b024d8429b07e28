namespace EventSchemas.Generators;

/// <summary>What a reader takes for a member that the writer does not know.</summary>
/// <param name="CSharp">The value as a C# expression.</param>
/// <param name="Json">The value as JSON.</param>
sealed record MemberDefault(string CSharp, string Json);
