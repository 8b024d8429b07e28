namespace EventSchemas.Declarations;

/// <summary>An enum that goes on the wire.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="SchemaName">The name in the schema.</param>
/// <param name="Aliases">The names that it had there before.</param>
/// <param name="Symbols">The members in the order of the wire.</param>
/// <param name="DefaultSymbol">What a reader takes for a symbol that it doesn't know, or null.</param>
sealed record EnumDeclaration(string FullName, string SchemaName, EquatableArray<string> Aliases, EquatableArray<EnumSymbol> Symbols, string? DefaultSymbol)
{
    /// <summary>The enums that a record's members hold, each once.</summary>
    public static IEnumerable<EnumDeclaration> Of(RecordDeclaration record) =>
        record.Members.SelectMany(member => member.Type.All()).OfType<EnumMember>().Select(member => member.Enum).Distinct();
}
