namespace EventSchemas.Generators;

/// <summary>An enum that goes on the wire.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="SchemaName">The name in the schema.</param>
/// <param name="Symbols">The members in the order of the wire.</param>
/// <param name="DefaultSymbol">What a reader takes for a symbol that it doesn't know, or null.</param>
sealed record EnumDeclaration(string FullName, string SchemaName, EquatableArray<EnumSymbol> Symbols, string? DefaultSymbol)
{
    /// <summary>The enums that a record's members hold, each once.</summary>
    public static IEnumerable<EnumDeclaration> Of(RecordDeclaration record) => record.Members.SelectMany(member => In(member.Type)).Distinct();

    private static IEnumerable<EnumDeclaration> In(MemberType type) => type switch
    {
        EnumMember @enum => [@enum.Enum],
        NullableMember nullable => In(nullable.Value),
        ListMember list => In(list.Item),
        MapMember map => In(map.Value),
        _ => [],
    };
}
