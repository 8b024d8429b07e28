namespace EventSchemas.Declarations;

/// <summary>An enum of the schema.</summary>
/// <param name="FullName">The type in generated code, with <c>global::</c>.</param>
/// <param name="ShortName">The type's name in messages.</param>
/// <param name="SchemaName">The name in the schema.</param>
/// <param name="Aliases">Earlier names in the schema.</param>
/// <param name="Symbols">The members in the order of the schema.</param>
/// <param name="DefaultSymbol">The symbol that a reader uses for an unknown one, or null.</param>
sealed record EnumDeclaration(
    string FullName,
    string ShortName,
    string SchemaName,
    EquatableArray<string> Aliases,
    EquatableArray<EnumSymbol> Symbols,
    string? DefaultSymbol)
{
    /// <summary>Whether the enum or one of its members is obsolete.</summary>
    public bool IsObsolete { get; init; }
}

/// <summary>A member of an enum.</summary>
/// <param name="Name">The member's name as it is written in C#.</param>
/// <param name="Symbol">The symbol in the schema.</param>
/// <param name="Value">The underlying number.</param>
sealed record EnumSymbol(string Name, string Symbol, string Value);
